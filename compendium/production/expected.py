"""What the finished file of a book has to show, told from the book alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from compendium import markup
from compendium.assembly import (
    Block,
    ConcordancePages,
    ContentsPages,
    IndexPages,
    InstrumentPages,
    Passage,
    PrintedLocator,
    PrintedNote,
    all_locators,
)
from compendium.conformance import Expectations, PrintedNumber, PrintedText
from compendium.files import Kept, Nowhere, digest_of
from compendium.languages import typeset_nodes
from compendium.model.book import Section, Start
from compendium.model.words import Lang, Nature
from compendium.production.edition import TypesetBook


def expectations(typeset: TypesetBook, kept: Kept | None = None) -> Expectations:
    """Everything that is to be proved of the bound book.

    Args:
        typeset: the book.
        kept: where the texts of sections are kept by what they are made of; None for nowhere.
    """
    kept = Nowhere() if kept is None else kept
    sections = typeset.book.sections
    texts = [_texts(section, typeset.recipes.get(section.id, ""), kept) for section in sections]
    return Expectations(
        paragraphs=tuple(text for paragraphs, _ in texts for text in paragraphs),
        notes=tuple(text for _, notes in texts for text in notes),
        numbers=tuple(number for section in sections for number in _numbers(section)),
        ledgers={name: proof.ledger for name, proof in typeset.proofs.items()},
        facing=frozenset(section.id for section in sections if section.start is Start.VERSO and _blocks(section)),
    )


_Texts: TypeAlias = tuple[Sequence[PrintedText], Sequence[PrintedText]]
"""Paragraphs and notes."""


def _texts(section: Section, recipe: str, kept: Kept) -> _Texts:
    key = digest_of(["texts", recipe])
    data = kept.get(key) if recipe else None
    if data is not None:
        paragraphs, notes = ([_restored(section.id, *text) for text in texts] for texts in json.loads(data))
        return paragraphs, notes
    found = list(_paragraphs(section)), list(_notes(section))
    if recipe:
        kept.put(key, json.dumps([[(text.anchor, text.texts) for text in texts] for texts in found]).encode())
    return found


def _restored(section: str, anchor: str, texts: list[list[str]]) -> PrintedText:
    return PrintedText(section, anchor, tuple(tuple(pieces) for pieces in texts))


def _blocks(section: Section) -> tuple[Block, ...]:
    return section.content.blocks if isinstance(section.content, InstrumentPages) else ()


def _paragraphs(section: Section) -> Iterator[PrintedText]:
    for block in _blocks(section):
        texts = tuple(_printed(block, passage) for passage in block.passages)
        yield PrintedText(section.id, block.anchor, texts)


def _printed(block: Block, passage: Passage) -> tuple[str, ...]:
    mark = block.mark or (f"[{block.ordinal}]" if block.ordinal else "")
    pieces = _pieces(passage.nodes, passage.lang, verbatim=passage.nature is Nature.ADOPTED)
    # The number holds on to the first words: alone it would be found beside any other wording of the paragraph.
    return (f"{mark} {pieces[0]}", *pieces[1:]) if mark and pieces else pieces


def _notes(section: Section) -> Iterator[PrintedText]:
    for block in _blocks(section):
        for passage in block.passages:
            for called in passage.calls:
                if called.is_first:
                    yield _note(section, called.note, passage.lang)


def _note(section: Section, note: PrintedNote, lang: Lang) -> PrintedText:
    pieces = _pieces(markup.parse(note.text), lang, verbatim=False)
    return PrintedText(section.id, note.anchor, ((note.mark, *pieces),))


def _pieces(nodes: Iterable[markup.Inline], lang: Lang, *, verbatim: bool) -> tuple[str, ...]:
    """The texts between calls and editorial marks, set by the same rules as the page."""
    raw = "".join(_cut(nodes)).split(_CUT)
    return tuple(piece for piece in typeset_nodes(raw, lang, verbatim=verbatim) if piece.strip())


_CUT = "\x00"


def _cut(nodes: Iterable[markup.Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case markup.Plain(text):
                yield text
            case markup.Break():
                yield " "
            case markup.Call():
                yield _CUT
            case markup.Sic(children):
                yield from _cut(children)
                yield _CUT
            case _:
                yield from _cut(node.children)


def _numbers(section: Section) -> Iterator[PrintedNumber]:
    match section.content:
        case ContentsPages(lines=lines):
            for line in lines:
                yield PrintedNumber(section.id, line.folio, line.anchor, line.heading.en)
        case IndexPages() as pages:
            for entry in pages.entries:
                for locator in entry.locators:
                    yield from _locator(section, locator, entry.text)
        case ConcordancePages(parts=parts):
            for part in parts:
                for row in part.rows:
                    yield PrintedNumber(section.id, row.new, row.anchor, row.paragraphs.en)
        case pages:
            for name, locator in all_locators(pages):
                yield from _locator(section, locator, name)


def _locator(section: Section, locator: PrintedLocator, entry: str) -> Iterator[PrintedNumber]:
    yield PrintedNumber(section.id, locator.first, locator.anchor, entry)
    if locator.last:
        yield PrintedNumber(section.id, locator.last, locator.last_anchor, entry)
