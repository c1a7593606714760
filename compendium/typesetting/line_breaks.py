"""Two faults of WeasyPrint 70.0 in breaking lines, and the words that no line is to divide.

1. A text that ends in a space, before a link or italics, is measured with that space. Where it fits its line without it
   only, the engine takes the line for too long and divides the first word of the text, at the head of the line: a line
   that says "Conven-" and no more (`text/line_break.py`, `split_first_line`, step 2: the width of a line that Pango has
   already found to fit). The remedy: such a text is offered as much room as its space takes.
2. Nothing keeps the engine from dividing the last words of three lines in a row (Chicago Manual of Style 2.117 allows
   two). The remedy: after two such lines the third is broken without hyphenation.

Where a page would end in a divided word, make-up has the strip set again with that word whole (`undivide`).

Written against WeasyPrint 70.0; `tests/unit/typesetting/test_line_breaks.py` fails when the engine needs it no longer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from weasyprint.layout import inline

from compendium.typesetting import boxes

_LADDER = 2
"""Lines in a row that may end in a hyphen."""

_NARROW = 0.25
"""Ems that a character of a line takes on average, at the least: the engine's own guess."""

_WHOLE = "data-whole"
"""The attribute of an element that has the bytes of its texts before which no word is divided."""

_UNDIVIDED = "_compendium_undivided"
"""Name under which a style keeps the same without hyphenation."""

Division: TypeAlias = tuple[Any, int]
"""A divided word: the element of its text, and the byte of the text at which the next line begins."""

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
        if _is_divided(piece, box) and piece[1] in whole_words(box):
            piece = self._fitting(context, _without_hyphens(box), width, skip, is_line_start=is_line_start)
        new, resume, _ = piece
        if resume is not None and new is not None:
            is_divided = _is_divided(piece, box)
            self._ladders[box.element, box.text, resume] = self._ladder + 1 if is_divided else 0
            new.division = (box.element, resume) if is_divided else None
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


def division_of(line: Any) -> Division | None:
    """The word that a line divides at its end."""
    texts = [box for box in boxes.walk(line) if boxes.is_text(box)]
    return getattr(texts[-1], "division", None) if texts else None


def whole_words(box: Any) -> frozenset[int]:
    """The bytes of a text before which no word of it is divided."""
    return frozenset(map(int, (box.element.get(_WHOLE) or "").split()))


def undivide(division: Division) -> bool:
    """Keep a word whole wherever its element is set from now on; whether it was not to be kept whole before."""
    element, position = division
    whole = (element.get(_WHOLE) or "").split()
    element.set(_WHOLE, " ".join([*whole, str(position)]))
    return str(position) not in whole


def _is_divided(piece: Piece, box: Any) -> bool:
    return piece[1] is not None and piece[0] is not None and piece[0].text.endswith(box.style["hyphenate_character"])


def _without_hyphens(box: Any) -> Any:
    kept = vars(box.style)
    if _UNDIVIDED not in kept:
        kept[_UNDIVIDED] = box.style.copy()
        kept[_UNDIVIDED]["hyphens"] = "manual"
    plain = box.copy()
    plain.style = kept[_UNDIVIDED]
    return plain
