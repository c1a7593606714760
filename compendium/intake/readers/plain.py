"""Reads plain text: one block per paragraph, whether its lines are wrapped or not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from compendium.intake.spans import Block, Role, Shape, Span

_STARTS = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5})[.)]|[-–—•*]|[A-Z]\.|\d{1,3}/)\s"
    r"|\s*(?:Article|Annexe?|Appendix|Appendice)\b"
)
"""A line that opens a paragraph of its own even where lines are wrapped."""
_WIDEST = 110
"""Characters: what is set wider is not wrapped by hand."""


def read(text: str) -> list[Block]:
    """The blocks of a plain text; the spans joined are the text.

    Args:
        text: with line feeds for line ends.
    """
    lines = text.split("\n")
    ends = [*("\n" for _ in lines[1:]), ""]
    width = _wrap(lines)
    gaps = sum(1 for line in lines if not line.strip()) * 10 > len(lines)
    blocks: list[Block] = []
    for number, (line, end) in enumerate(zip(lines, ends, strict=True), start=1):
        previous = blocks[-1] if blocks else None
        if (
            previous
            and line.strip()
            and previous.shape is not Shape.GAP
            and _goes_on(lines, number - 2, width, gaps=gaps)
        ):
            _join(previous, line, end)
        else:
            blocks.append(_block(line, end, number))
    return blocks


def _block(line: str, end: str, number: int) -> Block:
    spans = [Span(line)] if line else []
    if not line.strip():
        spans = [Span(line, Role.MARK, reason="whitespace")] if line else []
    if end:
        spans.append(Span(end, Role.MARK, reason="line-end"))
    return Block(spans, number, Shape.PARAGRAPH if line.strip() else Shape.GAP)


def _join(block: Block, line: str, end: str) -> None:
    """Add a wrapped line; the line end with the white space about it stands for one space."""
    seam = block.spans.pop().source
    last = block.spans.pop().source
    bare = last.rstrip()
    text = line.lstrip()
    block.spans.append(Span(bare))
    block.spans.append(Span(last[len(bare) :] + seam + line[: len(line) - len(text)], Role.BREAK))
    block.spans.append(Span(text))
    if end:
        block.spans.append(Span(end, Role.MARK, reason="line-end"))
    block.cache = None


def _wrap(lines: list[str]) -> int:
    """The width at which the lines are wrapped, or 0 where they are not."""
    longest = max(len(line.rstrip()) for line in lines)
    if longest > _WIDEST or longest < 40:
        return 0
    pairs = list(_neighbours(lines))
    full = [(one, two) for one, two in pairs if _filled(one, two, longest)]
    # A wrapped line mostly breaks off inside a sentence; a list of titles of one length does not.
    inside = sum(1 for one, two in full if two.lstrip()[:1].islower() and not one.rstrip().endswith((".", ";", ":")))
    return longest if len(full) >= 2 and len(full) * 3 >= len(pairs) and inside * 2 >= len(full) else 0


def _neighbours(lines: list[str]) -> Iterator[tuple[str, str]]:
    for one, two in itertools.pairwise(lines):
        if one.strip() and two.strip():
            yield one, two


def _filled(one: str, two: str, width: int) -> bool:
    # A line was full if the next word would not have fitted; some slack for fonts that are not of one width.
    word = two.split(maxsplit=1)[0]
    return len(one.rstrip()) + 1 + len(word) > width - width // 8


def _goes_on(lines: list[str], before: int, width: int, *, gaps: bool) -> bool:
    if not width or _STARTS.match(lines[before + 1]):
        return False
    ended = lines[before].rstrip().endswith((".", ";", ":")) or (
        lines[before].rstrip().endswith(",") and lines[before + 1].endswith(",")
    )
    # Without blank lines between paragraphs only the end of a sentence tells where one ends.
    if not gaps and ended and not lines[before + 1].lstrip()[:1].islower():
        return False
    return bool(lines[before].strip()) and _filled(lines[before], lines[before + 1], width)
