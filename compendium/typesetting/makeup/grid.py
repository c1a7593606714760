"""Brings the lines of a strip onto the baseline grid.

The styles give every space in whole lines, so most lines fall on the grid by themselves. Three things do not: a face
whose letters sit higher in their line than those of the text, rules and borders that add a fraction of a point, and
headings with a leading of their own. The engine has no line grid; this is ours, and it moves boxes only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.text.line_break import strut

from compendium.typesetting import boxes
from compendium.typesetting.baselines import NEAR, line_at, off_line
from compendium.typesetting.makeup.margin import is_aside, set_beside

_NEAR = NEAR.px
"""Pixels."""

_THIN = 1.0
"""Pixels under which a line is no line of text: running heads are told to the engine in lines that are not seen."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines that text stands on, in pixels of the strip.

    Attributes:
        origin: the head of the strip.
        leading: from one line to the next.
        baseline: from the head of a line to the feet of its letters.
    """

    origin: float
    leading: float
    baseline: float

    @classmethod
    def of(cls, body: Any, origin: float) -> Grid:
        """The grid of a body's own type.

        Args:
            body: the box of the body; its font and leading are those of running text.
            origin: the head of the strip.
        """
        leading, baseline = strut(body.style)
        return cls(origin, leading, baseline)

    def off(self, y: float) -> float:
        """How far below its grid line a height is; negative where it is just above the next."""
        return off_line(y - self.origin, self.leading, _NEAR)

    def near(self, y: float) -> float:
        """The grid line that a height is close to; the height itself where there is none."""
        off = self.off(y)
        return y - off if off < _NEAR else y

    def at_or_below(self, y: float) -> float:
        """The grid line that text stands on which begins at a height."""
        return self.origin + line_at(y - self.origin, self.leading, _NEAR)


def settle(box: Any, grid: Grid, dy: float = 0.0) -> float:
    """Move what a box holds onto the grid.

    Args:
        box: a box of the strip; it is changed.
        grid: the grid.
        dy: how far what stands above has moved it already.

    Returns:
        How much taller the box has become; a little less than nothing where fractions were taken out.
    """
    inside = [child for child in boxes.children(box) if not is_aside(child)]
    if any(boxes.is_line(child) for child in inside) or boxes.is_replaced(box):
        return _settle_text(box, grid, dy)
    box.position_y += dy
    if box.element_tag == "tr" or _stand_side_by_side(inside):
        growth = max((settle(cell, grid, dy) for cell in inside), default=0.0)
        for cell in inside:
            cell.height = max(cell.height, box.height + growth - (cell.margin_height() - cell.height))
    else:
        growth = 0.0
        for child in inside:
            growth += settle(child, grid, dy + growth)
    box.height = max(box.height + growth, 0.0)
    lacking = set_beside(box, grid.leading)
    box.height += lacking
    return growth + lacking


def _stand_side_by_side(inside: list[Any]) -> bool:
    return len(inside) > 1 and all(child.element_tag in {"td", "th"} for child in inside)


def _settle_text(box: Any, grid: Grid, dy: float) -> float:
    first = next((c for c in boxes.children(box) if boxes.is_line(c) and c.height > _THIN), None)
    if first is None:
        box.translate(0, dy)
        return 0.0
    off = grid.off(first.position_y + dy)
    growth = -off if off < _NEAR else grid.leading - off
    # Type on another leading, such as a heading, only begins on the grid.
    wanted = next((at for height, at in _feet(grid) if abs(first.height - height) < _THIN), first.baseline)
    shift = wanted - first.baseline
    box.translate(0, dy + growth + (shift if abs(shift) < _NEAR else 0.0))
    return growth


def _feet(grid: Grid) -> tuple[tuple[float, float], ...]:
    """Heights of lines, and how far below its head each has the feet of its letters.

    Small type on two thirds of the leading stands on the thirds of the grid.
    """
    return (grid.leading, grid.baseline), (grid.leading * 2 / 3, grid.baseline - grid.leading / 3)
