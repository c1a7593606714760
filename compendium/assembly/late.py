"""The sections that print folios, filled once the others are typeset."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compendium import markup
from compendium.assembly.book import selected
from compendium.assembly.citations import anchor_of, cite
from compendium.assembly.contents import (
    ActionsPages,
    ChronologyPages,
    CitedPages,
    ContentsLine,
    ContentsPages,
    Ground,
)
from compendium.assembly.folios import Folios
from compendium.assembly.index import index_pages
from compendium.model.book import Book, Section
from compendium.model.instrument import Cited, Instrument
from compendium.model.library import Library
from compendium.model.words import Nature


def fill(section: Section, library: Library, book: Book, folios: Folios) -> Section:
    """Fill a late section, now that the folios it prints are known.

    Args:
        section: one of the late sections of the book.
        library: the curated content.
        book: the book; its instruments stand before every late section of the body, so that their folios are settled.
        folios: where every anchor stands.
    """
    match section.kind:
        case "contents":
            content: object = ContentsPages(tuple(_lines(book, folios)))
        case "actions":
            content = ActionsPages(
                tuple((a, _grounds(library, a.grounds, folios)) for a in library.actions), library.letters
            )
        case "chronology":
            content = ChronologyPages(tuple((e, _grounds(library, e.grounds, folios)) for e in library.chronology))
        case "cited":
            content = _cited(library, book, folios)
        case "index":
            content = index_pages(library, book, folios, section.id)
        case _:
            raise ValueError(f"section {section.id} prints no folios")
    return replace(section, content=content)


def _lines(book: Book, folios: Folios) -> Iterator[ContentsLine]:
    for section in book.sections:
        place = folios.find(section.id)
        if section.heading and section.kind != "contents" and place:
            yield ContentsLine(section.heading, section.id, place.folio)


def _grounds(library: Library, targets: tuple[str, ...], folios: Folios) -> tuple[Ground, ...]:
    """The grounds that this edition prints; an edition of some instruments leaves the others out."""
    return tuple(
        Ground(cite(library, target), anchor_of(target), place.folio)
        for target in targets
        if (place := folios.find(anchor_of(target)))
    )


def _cited(library: Library, book: Book, folios: Folios) -> CitedPages:
    where: dict[str, dict[str, None]] = {}
    for instrument in selected(library, book.edition):
        for cited in instrument.walk():
            for name in _registered(instrument, cited):
                where.setdefault(name, {})[f"{instrument.id}#{cited.key}"] = None
    entries = sorted(library.cited.values(), key=lambda c: (c.date or "9999", c.symbol or "", c.id))
    return CitedPages(tuple((entry, _grounds(library, tuple(where.get(entry.id, ())), folios)) for entry in entries))


def _registered(instrument: Instrument, cited: Cited) -> Iterator[str]:
    """The register's entries that a paragraph refers to, in its text or in a note that it calls."""
    for nature in Nature:
        for lang in cited.paragraph.wording(nature).languages:
            text = cited.paragraph.wording(nature).of(lang) or ""
            notes = [instrument.notes[label] for label in markup.calls(text)]
            spoken = [note.wording(nature).of(lang) or "" for note in notes]
            for piece in (text, *spoken):
                yield from (t.removeprefix("cited:") for t in markup.targets(piece) if t.startswith("cited:"))
