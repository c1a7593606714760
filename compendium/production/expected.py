"""What the finished file of a book has to show, told from the book and the pages on which its notes are called."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
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
    all_locators,
    printed_marks,
)
from compendium.conformance import Expectations, PrintedNumber, PrintedText
from compendium.files import Kept, Nowhere, digest_of
from compendium.languages import typeset_nodes
from compendium.model.book import Section, Start
from compendium.model.edition import Edition
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
    texts = [_texts(section, typeset, kept) for section in sections]
    return Expectations(
        paragraphs=tuple(text for paragraphs, _ in texts for text in paragraphs),
        notes=tuple(text for _, notes in texts for text in notes),
        numbers=tuple(number for section in sections for number in _numbers(section, typeset.book.edition)),
        ledgers={name: proof.ledger for name, proof in typeset.proofs.items()},
        facing=frozenset(
            section.id
            for section in sections
            if section.start is Start.VERSO and isinstance(section.content, InstrumentPages)
        ),
    )


def adopted_wordings(typeset: TypesetBook) -> dict[str, list[str]]:
    """By section, the paragraphs that are printed as they were adopted."""
    return {
        section.id: [
            markup.plain(passage.nodes)
            for block in _blocks(section)
            for passage in block.passages
            if passage.nature is Nature.ADOPTED
        ]
        for section in typeset.book.sections
    }


_Texts: TypeAlias = tuple[Sequence[PrintedText], Sequence[PrintedText]]
"""Paragraphs and notes."""


def _texts(section: Section, typeset: TypesetBook, kept: Kept) -> _Texts:
    recipe = typeset.recipes.get(section.id, "")
    pages = {note.id: note.call for note in typeset.proofs[section.id].ledger.notes}
    key = digest_of(["texts", recipe, json.dumps(pages)])
    data = kept.get(key) if recipe else None
    if data is not None:
        paragraphs, notes = ([_restored(section.id, *text) for text in texts] for texts in json.loads(data))
        return paragraphs, notes
    calls = (call for block in _blocks(section) for call in block.calls)
    marks = printed_marks(calls, typeset.book.edition.note_numbers, pages)
    found = list(_paragraphs(section, marks)), list(_notes(section, marks, pages))
    if recipe:
        kept.put(key, json.dumps([[(text.anchor, text.texts) for text in texts] for texts in found]).encode())
    return found


def _restored(section: str, anchor: str, texts: list[list[str]]) -> PrintedText:
    return PrintedText(section, anchor, tuple(tuple(pieces) for pieces in texts))


def _blocks(section: Section) -> tuple[Block, ...]:
    return section.content.blocks if isinstance(section.content, InstrumentPages) else ()


def _paragraphs(section: Section, marks: Mapping[str, str]) -> Iterator[PrintedText]:
    for block in _blocks(section):
        texts = tuple(_printed(block, passage, marks) for passage in block.passages)
        yield PrintedText(section.id, block.anchor, texts)


def _printed(block: Block, passage: Passage, marks: Mapping[str, str]) -> tuple[str, ...]:
    mark = block.mark or (f"[{block.ordinal}]" if block.ordinal else "")
    called = iter([marks[called.anchor] for called in passage.calls])
    pieces = _pieces(passage.nodes, passage.lang, called, verbatim=passage.nature is Nature.ADOPTED)
    # The number holds on to the first words: alone it would be found beside any other wording of the paragraph.
    return (f"{mark} {pieces[0]}", *pieces[1:]) if mark and pieces else pieces


def _notes(section: Section, marks: Mapping[str, str], pages: Mapping[str, int]) -> Iterator[PrintedText]:
    for lang, called in (call for block in _blocks(section) for call in block.calls):
        mark = marks[called.anchor]
        if called.is_first:
            first, *rest = _pieces(markup.parse(called.note.text), lang, iter(()), verbatim=False)
            yield PrintedText(section.id, called.anchor, ((f"{mark}. {first}", *rest),))
        elif called.back and called.anchor in pages:
            words = called.back.with_mark(marks[called.note.anchor])
            yield PrintedText(section.id, called.anchor, ((f"{mark}. {words}",),))


def _pieces(nodes: Iterable[markup.Inline], lang: Lang, marks: Iterator[str], *, verbatim: bool) -> tuple[str, ...]:
    """The texts between editorial marks, set by the same rules as the page, with the marks of the notes they call."""
    texts, cuts = zip(*_cut(nodes), strict=True)
    printed = [""]
    for text, cut in zip(typeset_nodes(texts, lang, verbatim=verbatim), cuts, strict=True):
        printed[-1] += text
        if cut is _Cut.CALL:
            printed[-1] += next(marks)
        elif cut is _Cut.MARK:
            printed.append("")
    return tuple(piece for piece in printed if piece.strip())


class _Cut(Enum):
    """What stands behind a stretch of text: the call of a note, an editorial mark, or its end."""

    CALL = auto()
    MARK = auto()
    END = auto()


def _cut(nodes: Iterable[markup.Inline]) -> Iterator[tuple[str, _Cut]]:
    """The text of a passage in stretches."""
    text = ""
    for piece in _flat(nodes):
        if isinstance(piece, _Cut):
            yield text, piece
            text = ""
        else:
            text += piece
    yield text, _Cut.END


def _flat(nodes: Iterable[markup.Inline]) -> Iterator[str | _Cut]:
    for node in nodes:
        match node:
            case markup.Plain(text):
                yield text
            case markup.Break():
                yield " "
            case markup.Call():
                yield _Cut.CALL
            case markup.Sic(children):
                yield from _flat(children)
                yield _Cut.MARK
            case _:
                yield from _flat(node.children)


def _numbers(section: Section, edition: Edition) -> Iterator[PrintedNumber]:
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
            # A table says its locators in every language of the edition.
            for name, locator in all_locators(pages):
                for _ in edition.languages:
                    yield from _locator(section, locator, name)


def _locator(section: Section, locator: PrintedLocator, entry: str) -> Iterator[PrintedNumber]:
    yield PrintedNumber(section.id, locator.first, locator.anchor, entry)
    if locator.last:
        yield PrintedNumber(section.id, locator.last, locator.last_anchor, entry)
