"""Which line of a grid a height belongs to: in pixels, where type is set, and in points, where it is pasted."""

from __future__ import annotations

from compendium.units import Length

NEAR = Length(1.5)
"""Within so much of its grid line a line is brought back to it, instead of forward to the next."""


def off_line(y: float, leading: float, near: float) -> float:
    """How far below its grid line a height is; negative where it is just above the next.

    Args:
        y: from the head of the grid.
        leading: from one line to the next, in the same unit.
        near: `NEAR`, likewise.
    """
    below = y % leading
    return below - leading if below > leading - near else below


def line_at(y: float, leading: float, near: float) -> float:
    """The grid line that a line stands on which begins at a height: the one close to it, else the next.

    Args:
        y: from the head of the grid.
        leading: from one line to the next, in the same unit.
        near: `NEAR`, likewise.
    """
    off = off_line(y, leading, near)
    return y - off if off < near else y - off + leading
