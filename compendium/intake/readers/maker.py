"""Builds blocks for formats that are trees: one block per paragraph, with a line end after each."""

from __future__ import annotations

import re

from compendium.intake.figures import small_roman
from compendium.intake.spans import Block, Role, Shape, Span, Style

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


class Maker:
    """Collects runs of characters into blocks.

    Attributes:
        blocks: those that are finished, in order.
    """

    def __init__(self, *, collapse: bool) -> None:
        """Start without blocks.

        Args:
            collapse: whether runs of white space count as one space, as in HTML.
        """
        self.blocks: list[Block] = []
        self._collapse = collapse
        self._spans: list[Span] = []
        self._shape = Shape.PARAGRAPH
        self._level = 0
        self._label = ""
        self._cell = (0, 0, 0)
        self._hint = ""

    def start(self, shape: Shape = Shape.PARAGRAPH, level: int = 0, *, label: str = "", hint: str = "") -> None:
        """Finish the block before and start one; what was added by `prefix` stands at its start."""
        self.finish()
        self._shape, self._level, self._label, self._hint = shape, level, label, hint

    def cell(self, table: int, row: int, column: int) -> None:
        """Start the block of a table cell."""
        self.finish()
        self._shape, self._cell = Shape.CELL, (table, row, column)

    def text(self, text: str, style: Style = Style.NONE) -> None:
        """Add characters to the block."""
        if self._collapse:
            text = _SPACE.sub(" ", text)
            before = self._spans[-1].source if self._spans else " "
            if before.endswith((" ", "\n", "\t")):
                text = text.lstrip(" ")
        if text:
            self._spans.append(Span(text, style=style))

    def call(self, label: str, mark: str) -> None:
        """Add the call of a note, written as `mark` in the source."""
        self._spans.append(Span(mark, Role.CALL, label=label))

    def aside(self, text: str, reason: str) -> None:
        """Add characters that are not printed."""
        if text:
            self._spans.append(Span(text, Role.MARK, reason=reason))

    def drop_mark(self, mark: str) -> None:
        """Set aside the mark that stands at the start of a note, which its label says already."""
        first = next((n for n, span in enumerate(self._spans) if span.source.strip()), None)
        if mark and first is not None and self._spans[first].source.lstrip().startswith(mark):
            source = self._spans[first].source
            width = source.index(mark) + len(mark)
            self._spans[first : first + 1] = [
                Span(source[:width], Role.MARK, reason="note-mark"),
                *([Span(source[width:])] if source[width:] else []),
            ]

    def line(self) -> None:
        """Add a line break inside the block."""
        if self._spans:
            self._spans.append(Span("\n", Role.BREAK))

    @property
    def is_open(self) -> bool:
        """Whether the block has any characters yet."""
        return bool(self._spans)

    def finish(self) -> None:
        """End the block; one without characters is left out."""
        if any(span.shown.strip() or span.role is Role.CALL for span in self._spans):
            end = [Span("\n", Role.MARK, reason="line-end")]
            block = Block([*self._spans, *end], len(self.blocks) + 1, self._shape, self._level)
            block.label, block.cell, block.hint = self._label, self._cell, self._hint
            self.blocks.append(block)
        self._spans = []
        self._shape, self._level, self._label, self._hint = Shape.PARAGRAPH, 0, "", ""


def mark_of(style: str, value: int) -> str:
    """The mark that a word processor or browser sets before a list item of its own accord."""
    letters = chr(96 + (value - 1) % 26 + 1) * ((value - 1) // 26 + 1)
    match style:
        case "letter":
            return f"({letters})"
        case "roman":
            return f"({small_roman(value)})"
        case "figure":
            return f"{value}."
        case _:
            return "•"
