"""The contents: the sections on one page, and the parts of each instrument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compendium import markup
from compendium.assembly.contents import ContentsLine, ContentsPages, InstrumentPages, Rank
from compendium.assembly.folios import Folios
from compendium.assembly.parts import PART
from compendium.assembly.phrases import per_language, words
from compendium.languages import phrase
from compendium.model.anchors import anchor
from compendium.model.book import Book, Section
from compendium.model.edition import Extent
from compendium.model.instrument import Annex, Instrument
from compendium.model.words import BothWords, Lang

_LINES = 32
"""Lines of type that the short contents have on the smallest trim; they are one page or they are not short."""


def contents_pages(book: Book, folios: Folios) -> ContentsPages:
    """The contents of a book, as far as its edition wants them.

    Short contents that would fill more than a page name the instruments together.

    Args:
        book: its sections, and the edition's wish.
        folios: where every section and paragraph stands; what is not typeset yet is left out.
    """
    wish = book.edition.contents
    sections = [s for s in book.sections if s.heading and s.kind != "contents" and folios.find(s.id)]
    short = _short(sections, book, folios) if wish is not Extent.FULL else ()
    full = tuple(line for section in sections for line in _full(section, folios)) if wish is not Extent.SHORT else ()
    return ContentsPages(short, full)


def _short(sections: Sequence[Section], book: Book, folios: Folios) -> tuple[ContentsLine, ...]:
    if len(sections) * len(book.edition.languages) <= _LINES:
        return tuple(_line(section, folios) for section in sections)
    mixed = {s.part for s in sections if s.kind != "instrument"} | {""}
    instruments = [section for section in sections if section.kind == "instrument"]
    # Where parts hold the instruments and nothing else, the lines of these parts say that they are there.
    named = instruments[:1] if any(section.part in mixed for section in instruments) else []
    together = per_language(lambda lang: phrase("contents.instruments", lang, n=len(instruments)))
    return tuple(
        _line(replace(section, heading=together) if section in named else section, folios)
        for section in sections
        if section.kind != "instrument" or section in named
    )


def _full(section: Section, folios: Folios) -> Iterator[ContentsLine]:
    yield _line(section, folios)
    if isinstance(section.content, InstrumentPages):
        parts = [part for part in _parts(section.content.instrument) if folios.find(part[1])]
        # A text of one part needs no line for it.
        for heading, place in parts if len(parts) > 1 else ():
            yield ContentsLine(heading, place, folios.folio(place), Rank.PIECE, _level(section) + 1)


def _parts(instrument: Instrument) -> Iterator[tuple[BothWords, str]]:
    """The parts of an instrument with the anchors of their first paragraphs."""
    first: dict[str, str] = {}
    for cited in instrument.walk():
        part = cited.key.partition(".")[0] if cited.key.startswith("annex") else cited.key[:2]
        first.setdefault(part, anchor(instrument.id, cited.key))
    if "pp" in first:
        yield words("instrument.preamble"), first["pp"]
    if "op" in first:
        yield words("instrument.operative"), first["op"]
    for position, annex in enumerate(instrument.annexes, start=1):
        if f"annex{position}" in first:
            yield _annex(annex, position), first[f"annex{position}"]


def _annex(annex: Annex, position: int) -> BothWords:
    def named(lang: Lang) -> str:
        label = annex.label.of(lang) if annex.label else None
        title = annex.title.of(lang) if annex.title else None
        pieces = [label or phrase("annex.numbered", lang, n=position), *([title] if title else [])]
        return phrase("list.colon", lang).join(markup.plain(markup.parse(piece)) for piece in pieces)

    return per_language(named)


def _line(section: Section, folios: Folios) -> ContentsLine:
    if section.heading is None:
        raise ValueError(f"section {section.id} has no heading")
    rank = Rank.PART if section.kind == PART else Rank.SECTION
    return ContentsLine(section.heading, section.id, folios.folio(section.id), rank, _level(section))


def _level(section: Section) -> int:
    return 2 if section.part else 1
