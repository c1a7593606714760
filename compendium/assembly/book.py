"""The order of the book, and the sections that can be filled before any folio is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compendium.assembly.contents import (
    CitiesPages,
    CityLine,
    Front,
    MatterPage,
)
from compendium.assembly.instruments import instrument_pages
from compendium.assembly.parts import parted
from compendium.assembly.phrases import words
from compendium.languages import phrase
from compendium.model.book import Book, Numbering, Section, Start
from compendium.model.edition import Edition, Mode
from compendium.model.instrument import Instrument
from compendium.model.library import PRELIMS, Library, selected
from compendium.model.words import Lang

_IN_STEP = frozenset({"matter", "actions", "chronology", "bodies", "glossary"})
"""Kinds of section in our own prose: where the languages face each other they begin on a verso, as instruments do."""


def assemble(library: Library, edition: Edition) -> Book:
    """Make the Book of an edition.

    The order is that of the Chicago Manual of Style 1.4: cover; half-title, title page, imprint, contents, foreword;
    the body; tables; the index last but for the colophon. Sections that print folios are left unfilled (`late`).

    Args:
        library: the curated content, judged free of errors.
        edition: one of its editions.
    """
    title = edition.title or library.publication.title
    front = Front(library.publication, edition, title)
    sections = (
        *_prelims(library, front),
        *(_instrument(library, edition, instrument) for instrument in selected(library, edition)),
        *_tables(library, edition),
        *_back(library, edition),
    )
    wanted = set(edition.sections)
    printed = (s for s in sections if not wanted or wanted & {s.id, s.kind} or _is_always_there(s))
    kept = parted((_in_step(section, edition) for section in printed), edition.parts)
    return Book(edition, title, kept, frozenset(_register(library, {section.id for section in kept})))


def _in_step(section: Section, edition: Edition) -> Section:
    is_prose = section.kind in _IN_STEP and _faces(edition, edition.languages)
    return replace(section, start=Start.VERSO) if is_prose else section


def _register(library: Library, sections: set[str]) -> Iterator[str]:
    """The entries of the tables that are printed: they are filled late, and may be referred to before."""
    if "cited" in sections:
        yield from (f"cited.{name}" for name in library.cited)
    if "glossary" in sections:
        yield from (f"term.{term.id}" for term in library.glossary)
    if "bodies" in sections:
        yield from (f"body.{name}" for name in library.bodies)


def _is_always_there(section: Section) -> bool:
    return section.kind in {"cover", "half-title", "title", "imprint", "contents", "instrument"}


def _prelims(library: Library, front: Front) -> Iterator[Section]:
    roman = Numbering.ROMAN
    label = phrase("cover.label", front.edition.languages[0])
    yield Section("cover", "cover", front, numbering=roman, display=True, label=label)
    yield Section("half-title", "half-title", front, numbering=roman, display=True)
    yield Section("title-page", "title", front, numbering=roman, display=True)
    yield Section("imprint", "imprint", front, numbering=roman, start=Start.VERSO, display=True)
    yield Section("contents", "contents", None, words("contents.title"), numbering=roman, late=True)
    for name in PRELIMS:
        if name in library.matter:
            matter = library.matter[name]
            yield Section(name, "matter", MatterPage(matter), matter.title, numbering=roman)


def _instrument(library: Library, edition: Edition, instrument: Instrument) -> Section:
    pages = instrument_pages(library, edition, instrument)
    start = Start.VERSO if _faces(edition, pages.languages) else Start.RECTO
    return Section(instrument.id, "instrument", pages, instrument.heading, start=start)


def _faces(edition: Edition, languages: Sequence[Lang]) -> bool:
    return edition.mode is Mode.FACING and len(languages) > 1


def _tables(library: Library, edition: Edition) -> Iterator[Section]:
    if library.actions:
        yield Section("actions", "actions", None, words("actions.title"), late=True)
    if library.chronology:
        yield Section("chronology", "chronology", None, words("chronology.title"), late=True)
    if library.cited:
        yield Section("cited", "cited", None, words("cited.title"), late=True)
    if edition.previous:
        yield Section("concordance", "concordance", None, words("concordance.title"), late=True)
    if library.bodies:
        yield Section("bodies", "bodies", None, words("bodies.title"), late=True)
    if library.glossary:
        yield Section("glossary", "glossary", None, words("glossary.title"), late=True)
    if library.cities:
        yield Section("cities", "cities", _cities(library), words("cities.title"))


def _cities(library: Library) -> CitiesPages:
    treaty = next(iter(library.treaties.values()), None)
    lines = tuple(CityLine(city, treaty.of(city.country) if treaty else None) for city in library.cities.values())
    title = library.cited[treaty.treaty].title if treaty and treaty.treaty in library.cited else None
    return CitiesPages(lines, title, treaty.as_of if treaty else "")


def _back(library: Library, edition: Edition) -> Iterator[Section]:
    paragraphs = [c.paragraph for i in selected(library, edition) for c in i.walk()]
    if any(paragraph.lead for paragraph in paragraphs):
        yield from _by_language("verbs", edition)
    if any(paragraph.themes for paragraph in paragraphs):
        yield from _by_language("index", edition)
    # Behind the indexes: what belongs to no part must not stand between two.
    for name, matter in library.matter.items():
        if name not in PRELIMS and name != "colophon":
            yield Section(name, "matter", MatterPage(matter), matter.title)
    if "colophon" in library.matter:
        yield Section("colophon", "colophon", MatterPage(library.matter["colophon"]), display=True, start=Start.VERSO)


def _by_language(kind: str, edition: Edition) -> Iterator[Section]:
    """A section for each language; where there is one language its heading need not name it."""
    for position, lang in enumerate(edition.languages):
        heading = words(f"{kind}.title.{lang}" if len(edition.languages) > 1 else f"{kind}.title")
        # The short tables of verbs face each other; each index is opened at a recto.
        start = Start.NEXT if position and kind == "verbs" else Start.RECTO
        yield Section(f"{kind}-{lang}", kind, None, heading, start=start, late=True)
