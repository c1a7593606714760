"""Rules on editions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compendium.model.edition import Edition, Mode
from compendium.model.words import Lang
from compendium.rules.names import nearest
from compendium.rules.readings import Readings
from compendium.rules.rule import Found, rule

SECTIONS = frozenset(
    {
        "cover",
        "half-title",
        "title-page",
        "imprint",
        "contents",
        "actions",
        "letters",
        "chronology",
        "cited",
        "verbs",
        "bodies",
        "glossary",
        "cities",
        "concordance",
        "index",
        *(f"{table}-{lang}" for table in ("index", "verbs") for lang in Lang),
        "colophon",
    }
)
"""The sections that the book can have besides its instruments and its matter."""

_OPENING = re.compile(r"part-[0-9]+")
"""The pages that open parts."""


@rule("C-R60")
def unknown_selection(readings: Readings) -> Iterator[Found]:
    """An edition with an instrument that does not exist."""
    library = readings.library
    for edition in library.editions.values() if readings.is_judged("instruments") else ():
        for position, name in enumerate(edition.instruments):
            place = library.places.find(edition, "instruments", position)
            if name not in library.instruments:
                near = nearest(name, library.instruments, "the instruments")
                yield Found(place, f"the instrument `{name}` does not exist", near)
            elif name in edition.instruments[:position]:
                yield Found(place, f"the instrument `{name}` is there twice", "an instrument is printed once")


@rule("C-R61")
def unknown_section(readings: Readings) -> Iterator[Found]:
    """An edition with a section that does not exist."""
    library = readings.library
    known = SECTIONS | set(library.matter) | set(library.instruments)
    for edition in library.editions.values() if readings.is_judged("matter", "instruments") else ():
        for position, name in enumerate(edition.sections):
            if name not in known:
                place = library.places.find(edition, "sections", position)
                yield Found(place, f"the section `{name}` does not exist", nearest(name, sorted(known), "matter.yaml"))


@rule("C-R62")
def wrong_languages(readings: Readings) -> Iterator[Found]:
    """An edition whose languages do not make a book."""
    for edition in readings.library.editions.values():
        message, hint = _fault_of_languages(edition)
        if message:
            yield Found(readings.library.places.find(edition, "languages"), message, hint)


def _fault_of_languages(edition: Edition) -> tuple[str, str]:
    languages = edition.languages
    if not languages:
        return "the edition has no language", "write `languages: [en, fr]`, or one of the two"
    if len(set(languages)) < len(languages):
        return "the edition names a language twice", "name each language once"
    if edition.mode is not Mode.SINGLE and len(languages) == 1:
        return f"the mode `{edition.mode}` needs two languages", "write `mode: single`, or add the other language"
    return "", ""


@rule("C-R63")
def name_of_section(readings: Readings) -> Iterator[Found]:
    """An instrument with the name of a section."""
    library = readings.library
    for instrument in library.instruments.values():
        if instrument.id in SECTIONS | set(library.matter) or _OPENING.fullmatch(instrument.id):
            place = library.places.find(instrument, "id")
            yield Found(place, f"`{instrument.id}` is the name of a section of the book", "choose another id")
