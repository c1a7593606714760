"""Rules on the parts that an edition groups its sections in."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.model.edition import Edition
from compendium.model.library import PRELIMS, Library, selected
from compendium.rules.editions import SECTIONS
from compendium.rules.names import nearest
from compendium.rules.readings import Readings
from compendium.rules.rule import Found, rule

_TABLES = ("actions", "chronology", "cited", "concordance", "bodies", "glossary", "cities")

Unit = tuple[str, str]
"""A section of the body: its id and its kind, by either of which a part may hold it."""


@rule("C-R65")
def misplaced_part(readings: Readings) -> Iterator[Found]:
    """A part of an edition that holds what it cannot."""
    library = readings.library
    for edition in library.editions.values() if readings.is_judged("matter", "instruments") else ():
        if set(edition.instruments) <= set(library.instruments):
            body = _body(library, edition)
            yield from _wrong_names(library, edition, body)
            yield from _wrong_order(library, edition, body)


def _body(library: Library, edition: Edition) -> tuple[Unit, ...]:
    """The sections of the body in the order of the book, whether they are printed or not."""
    others = (name for name in library.matter if name not in {*PRELIMS, "colophon"})
    return (
        *((instrument.id, "instrument") for instrument in selected(library, edition)),
        *((name, name) for name in _TABLES),
        *((name, "matter") for name in others),
        *((f"{kind}-{lang}", kind) for kind in ("verbs", "index") for lang in edition.languages),
    )


def _wrong_names(library: Library, edition: Edition, body: tuple[Unit, ...]) -> Iterator[Found]:
    names = {name for unit in body for name in unit}
    seen: set[str] = set()
    for number, part in enumerate(edition.parts):
        if not part.holds:
            place = library.places.find(edition, "parts", number, "holds")
            yield Found(place, "the part holds nothing", "name its sections, or take the part out")
        for position, name in enumerate(part.holds):
            place = library.places.find(edition, "parts", number, "holds", position)
            if name in seen:
                yield Found(place, f"`{name}` is held twice", "a section belongs to one part")
            elif name not in names and name in SECTIONS | set(library.matter):
                hint = "parts hold instruments, tables, matter that stands behind them, and indexes"
                yield Found(place, f"`{name}` is no section of the body", hint)
            elif name not in names:
                yield Found(place, f"the section `{name}` does not exist", nearest(name, sorted(names), "matter.yaml"))
            seen.add(name)


def _wrong_order(library: Library, edition: Edition, body: tuple[Unit, ...]) -> Iterator[Found]:
    """Parts whose sections do not follow each other, or that are not in the order of the book."""
    wanted = set(edition.sections)
    printed = [unit for unit in body if unit[1] == "instrument" or not wanted or wanted & set(unit)]
    end = 0
    for number, part in enumerate(edition.parts):
        held = [place for place, unit in enumerate(printed) if set(unit) & set(part.holds)]
        between = [name for place, (name, _) in enumerate(printed) if held and held[0] < place < held[-1]]
        strange = [name for name in between if not {name, dict(printed)[name]} & set(part.holds)]
        place = library.places.find(edition, "parts", number)
        if strange:
            yield Found(place, f"`{strange[0]}` stands between the sections of this part", "let the part hold it too")
        elif held and held[0] < end:
            hint = "the order of the book is: instruments, tables, other matter, verbs, indexes"
            yield Found(place, "this part begins before the one above it ends", hint)
        end = max([end, *(position + 1 for position in held)])
