"""One page, or two that face each other: the same strip, its columns printed side by side or on verso and recto.

Facing pages are in step because they are cut from one strip: both columns are set side by side, each as wide as a
page, the breaks are chosen for both at once, and then the columns part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from compendium.typesetting import boxes
from compendium.typesetting.makeup.strip import has_class, strip_css

_GAP = 40.0
"""Pixels between the two columns of a strip for facing pages; nothing of it is printed."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a strip becomes pages.

    Attributes:
        is_facing: whether the columns go to verso and recto.
    """

    is_facing: bool

    @property
    def sides(self) -> tuple[int | None, ...]:
        """The columns that a stretch of the strip parts into; None for a page that keeps them together."""
        return (0, 1) if self.is_facing else (None,)

    @property
    def shell_css(self) -> str:
        """What the page shells need: facing pages begin on a verso, and both of the first two have a heading."""
        if not self.is_facing:
            return ""
        none = " ".join(f"@{place} {{ content: none }}" for place in ("top-left", "top-right"))
        return f"html {{ break-before: left }} @page :nth(2) {{ {none} }}"

    def strip_css(self, frame: Any) -> str:
        """The stylesheet of the strip.

        Args:
            frame: the box of an empty page.
        """
        if not self.is_facing:
            return strip_css(frame.margin_width())
        width = frame.margin_width() + frame.width + _GAP
        # The gap stands on the outside of a table too, where the margins take it back.
        return (
            strip_css(width)
            + f".pair {{ border-spacing: {_GAP}px 0; margin: 0 -{_GAP}px; width: calc(100% + {2 * _GAP}px) }}"
        )

    def offset(self, side: int | None, frame: Any) -> float:
        """How far to the right of the strip's text a column begins, in pixels."""
        return float(frame.width + _GAP) if side == 1 else 0.0

    def side(self, box: Any, side: int | None, *, in_pair: bool = False) -> Any | None:
        """What of a cut part goes to a side; text that stands in no pair goes to the verso.

        A pair may have come to its end in one language: its cells are told by their column, not counted.
        """
        if side is None:
            return box
        box = boxes.resolved(box)
        if boxes.is_line(box) or boxes.is_replaced(box):
            return box if side == 0 else None
        in_pair = in_pair or (box.element is not None and has_class(box.element, "pair"))
        if in_pair and box.element_tag == "tr":
            kept = [cell for cell in boxes.children(box) if cell.grid_x == side]
        else:
            parts = (self.side(child, side, in_pair=in_pair) for child in boxes.children(box))
            kept = [part for part in parts if part is not None]
        return box.copy_with_children(kept) if kept else None


def spread_of(root: Any) -> Spread:
    """How a galley asks to be spread."""
    return Spread(is_facing=root.get("data-spread") == "facing")
