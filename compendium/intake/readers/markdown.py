"""Reads Markdown: paragraphs, headings, lists, quotations, tables, notes and emphasis, each character kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compendium.intake.readers.emphasis import inline
from compendium.intake.spans import Block, Role, Shape, Span

_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(.*?)([ \t]+#+[ \t]*|[ \t]*)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_NOTE = re.compile(r"\[\^([A-Za-z0-9*†‡-]+)\]:[ \t]*")
_BULLET = re.compile(r"([ \t]*)([-*+•–])[ \t]+(?=\S)")
_NUMBER = re.compile(r"([ \t]*)\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})\\?[.)][ \t]+(?=\S)")
_QUOTE = re.compile(r"( {0,3}>[ \t]?)+")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(\1[ \t]*){2,}$")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

_SIGNS = re.compile(r"\*\*\S[^\n]*?\*\*|(?m:^#{1,6} \S)|\[\^\w+\](?!\w)|(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])")


def is_markdown(text: str) -> bool:
    """Whether a file that only calls itself a text is written in Markdown."""
    sample = text[:200_000]
    found = [m[0] for m in _SIGNS.finditer(sample)]
    return any(sign.startswith(("**", "#", "[^")) for sign in found) or len(found) > 1


def read(text: str) -> list[Block]:
    """The blocks of a Markdown text; the spans joined are the text."""
    lines = text.split("\n")
    blocks: list[Block] = []
    pending: list[str] = []
    tables = 0
    for number, line in enumerate(lines, start=1):
        ended = line + ("\n" if number < len(lines) else "")
        if pending and (not line.strip() or _opens(line, pending)):
            blocks.append(_paragraph(pending, number - len(pending)))
            pending = []
        if _is_gap(line):
            reason = "rule" if line.strip() else "whitespace"
            blocks.append(Block([Span(ended, Role.MARK, reason=reason)] if ended else [], number, Shape.GAP))
        elif _ROW.match(line):
            tables += not (number > 1 and _ROW.match(lines[number - 2]))
            blocks.extend(_cells(ended, number, tables - 1, blocks))
        else:
            pending.append(ended)
    if pending:
        blocks.append(_paragraph(pending, len(lines) - len(pending) + 1))
    return blocks


def _is_gap(line: str) -> bool:
    return not line.strip() or bool(_RULE.match(line)) or bool(_UNDERLINE.match(line) and "=" in line)


def _opens(line: str, pending: list[str]) -> bool:
    """Whether a line opens a block of its own although no blank line stands before it."""
    if _HEADING.match(pending[-1].rstrip("\n")):
        return True
    return any(pattern.match(line) for pattern in (_HEADING, _NOTE, _BULLET, _NUMBER, _RULE, _UNDERLINE, _ROW)) or (
        bool(_QUOTE.match(line)) != bool(_QUOTE.match(pending[-1]))
    )


def _paragraph(lines: list[str], number: int) -> Block:
    text = "".join(lines)
    if found := _HEADING.match(text.rstrip("\n")):
        level = found[1].count("#")
        inner = list(inline(found[2]))
        rest = text[found.end(2) :]
        marks = [Span(found[1], Role.MARK, reason="markup")]
        return Block([*marks, *inner, Span(rest, Role.MARK, reason="markup")], number, Shape.HEADING, level)
    if found := _NOTE.match(text):
        head = [Span(found[0], Role.MARK, reason="note-mark")]
        return Block([*head, *inline(text[found.end() :])], number, Shape.NOTE, label=found[1])
    if _QUOTE.match(text):
        return Block(list(_quoted(lines)), number, Shape.QUOTE)
    if found := _BULLET.match(text):
        level = 1 + len(found[1].expandtabs(4)) // 2
        # The mark itself is text: it is what the source prints before the item.
        return Block([Span(found[0]), *inline(text[found.end() :])], number, Shape.ITEM, level)
    return Block(list(inline(text)), number)


def _quoted(lines: list[str]) -> Iterator[Span]:
    for line in lines:
        found = _QUOTE.match(line)
        start = found.end() if found else 0
        if start:
            yield Span(line[:start], Role.MARK, reason="markup")
        yield from inline(line[start:])


def _cells(line: str, number: int, table: int, blocks: list[Block]) -> Iterator[Block]:
    if _DIVIDER.match(line.rstrip("\n")):
        for block in reversed(blocks):
            if block.shape is not Shape.GAP and (block.shape is not Shape.CELL or block.cell[0] != table):
                break
            block.cell = (table, -1, block.cell[2])
        yield Block([Span(line, Role.MARK, reason="markup")], number, Shape.GAP)
        return
    rows = [b.cell[1] for b in blocks if b.shape is Shape.CELL and b.cell[0] == table]
    row = rows[-1] + 1 if rows else 0
    parts = re.split(r"(?<!\\)(\|)", line)
    yield Block([Span("".join(parts[:2]), Role.MARK, reason="markup")], number, Shape.GAP)
    for column, at in enumerate(range(2, len(parts) - 1, 2)):
        yield Block(
            [*inline(parts[at]), Span("|", Role.MARK, reason="markup")], number, Shape.CELL, 0, "", (table, row, column)
        )
    yield Block([Span(parts[-1], Role.MARK, reason="line-end")] if parts[-1] else [], number, Shape.GAP)
