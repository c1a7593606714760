"""Fold and trim marks on a sheet, drawn where there is room for them."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.finishing.imposition.layout import Arrangement
from compendium.units import Length

_LINE = "0.25 w 0 0 0 1 K"
"""A quarter of a point in black: what a copier still draws and a reader does not see."""

_GAP = Length.from_mm(3).pt
"""Trim marks keep clear of the bleed."""

_LENGTH = Length.from_mm(5).pt
_LEAST = Length.from_mm(2).pt
"""The shortest mark that is of use; with less room none is drawn."""


def has_room_for_trim_marks(arrangement: Arrangement) -> bool:
    """Whether trim marks can be drawn on all four sides of the sheet."""
    return min(arrangement.column_edge(0).pt, arrangement.row_edge(0).pt) >= _GAP + _LEAST


def marks_on(arrangement: Arrangement) -> bytes:
    """The content stream of the marks of one side; trim marks on all four sides of the sheet, or none."""
    lines = [*_folds(arrangement), *(_trims(arrangement) if has_room_for_trim_marks(arrangement) else ())]
    return "\n".join(["q", _LINE, *lines, "Q"]).encode()


def _folds(arrangement: Arrangement) -> Iterator[str]:
    """Dashed: where the sheet is folded. Folds run through the middle of what is beside them."""
    width, height = arrangement.sheet.width.pt, arrangement.sheet.height.pt
    yield "[2 2] 0 d"
    for column in range(1, arrangement.columns):
        before = arrangement.column_edge(column - 1).pt + arrangement.page.width.pt
        x = (before + arrangement.column_edge(column).pt) / 2
        reach = max(_LEAST, min(_LENGTH, arrangement.row_edge(0).pt - _LEAST))
        yield f"{_line(x, 0, x, reach)} {_line(x, height - reach, x, height)}"
    for row in range(1, arrangement.rows):
        before = arrangement.row_edge(row - 1).pt + arrangement.page.height.pt
        y = (before + arrangement.row_edge(row).pt) / 2
        reach = max(_LEAST, min(_LENGTH, arrangement.column_edge(0).pt - _LEAST))
        yield f"{_line(0, y, reach, y)} {_line(width - reach, y, width, y)}"


def _trims(arrangement: Arrangement) -> Iterator[str]:
    """Solid: where the knife cuts."""
    width, height = arrangement.sheet.width.pt, arrangement.sheet.height.pt
    yield "[] 0 d"
    margin = arrangement.row_edge(0).pt
    reach = min(_LENGTH, margin - _GAP)
    for column in range(arrangement.columns):
        # The spine is folded, not cut: even columns are cut on their left, odd ones on their right.
        x = arrangement.column_edge(column).pt + (arrangement.page.width.pt if column % 2 else 0)
        low, high = margin - _GAP, height - margin + _GAP
        yield f"{_line(x, low - reach, x, low)} {_line(x, high, x, high + reach)}"
    margin = arrangement.column_edge(0).pt
    reach = min(_LENGTH, margin - _GAP)
    for row in range(arrangement.rows):
        foot = arrangement.row_edge(row).pt
        for y in (foot, foot + arrangement.page.height.pt):
            low, high = margin - _GAP, width - margin + _GAP
            yield f"{_line(low - reach, y, low, y)} {_line(high, y, high + reach, y)}"


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"
