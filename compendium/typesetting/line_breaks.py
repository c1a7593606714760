"""Two faults of WeasyPrint 70.0 in breaking lines.

1. A text that ends in a space, before a link or italics, is measured with that space. Where it fits its line without it
   only, the engine takes the line for too long and divides the first word of the text, at the head of the line: a line
   that says "Conven-" and no more (`text/line_break.py`, `split_first_line`, step 2: the width of a line that Pango has
   already found to fit). The remedy: such a text is offered as much room as its space takes.
2. Nothing keeps the engine from dividing the last words of three lines in a row (Chicago Manual of Style 2.117 allows
   two). The remedy: after two such lines the third is broken without hyphenation.

Written against WeasyPrint 70.0; `tests/unit/typesetting/test_line_breaks.py` fails when the engine needs it no longer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline

_LADDER = 2
"""Lines in a row that may end in a hyphen."""

_NARROW = 0.25
"""Ems that a character of a line takes on average, at the least: the engine's own guess."""

Piece = tuple[Any, int | None, bool]
"""What the engine makes of a text on a line: the box, where the rest begins, whether the line was broken by force."""


@contextmanager
def mended_line_breaks() -> Iterator[None]:
    """Lay out with lines broken as they should be; the engine is itself again afterwards."""
    before = inline.split_text_box
    inline.split_text_box = _Breaker(before).split
    try:
        yield
    finally:
        inline.split_text_box = before


class _Breaker:
    """Stands in for the engine's `split_text_box`."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        # How many lines in a row have ended in a hyphen where the rest of a text begins, and on the line at hand.
        self._ladders: dict[tuple[Any, str, int], int] = {}
        self._ladder = 0

    def split(self, context: Any, box: Any, width: float | None, skip: int, is_line_start: bool = True) -> Piece:  # noqa: FBT001, FBT002 - the engine's own signature
        """Keep as much of a text as its line has room for."""
        if is_line_start:
            self._ladder = self._ladders.get((box.element, box.text, skip), 0)
        plain = box if self._ladder < _LADDER else _without_hyphens(box)
        piece = self._fitting(context, plain, width, skip, is_line_start=is_line_start)
        new, resume, _ = piece
        if resume is not None and new is not None:
            is_divided = new.text.endswith(box.style["hyphenate_character"])
            self._ladders[box.element, box.text, resume] = self._ladder + 1 if is_divided else 0
        return piece

    def _fitting(self, context: Any, box: Any, width: float | None, skip: int, *, is_line_start: bool) -> Piece:
        piece: Piece = self._engine(context, box, width, skip, is_line_start)
        if piece[1] is None or width is None or not math.isfinite(width) or not box.text.endswith(" "):
            return piece
        if box.style["white_space"] not in {"normal", "pre-line"}:
            return piece
        if (len(box.text.encode()) - skip) * _NARROW * box.style["font_size"] > width:
            # The text goes on beyond the line by far: a space more or less does not matter.
            return piece
        room = width + box.style["font_size"]
        whole: Piece = self._engine(context, box, room, skip, is_line_start)
        if whole[1] is not None or whole[0] is None:
            return piece
        fits = whole[0].width - inline.trailing_whitespace_size(context, whole[0]) <= width
        return whole if fits else piece


def _without_hyphens(box: Any) -> Any:
    plain = box.copy()
    plain.style = box.style.copy()
    plain.style["hyphens"] = "manual"
    return plain
