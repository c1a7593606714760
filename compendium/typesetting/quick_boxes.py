"""Asks boxes as the engine (WeasyPrint 70.0) does, once for each style: see `quickening`, remedy 6.

Whether a box stands in the normal flow, and whether it has a background or rounded corners, depends on its style alone;
the engine works it out for every box, the first up to a dozen times. And to know the pages that the first and the last
box in another ask for, it looks at all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import background

_is_in_normal_flow = Box.is_in_normal_flow
_layout_box_backgrounds = background.layout_box_backgrounds

_FLOW = "_compendium_flow"
_BARE = "_compendium_bare"
"""Names under which a style keeps what is the same for every box of it. The engine changes a style only before layout,
or in a copy, which does not inherit them."""

_RADII = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE: dict[str, Any] = {**dict.fromkeys(_RADII, (0, 0)), "background": None}
"""What a box without background has for its corners and it."""


def is_in_normal_flow(box: Any) -> bool:
    """Whether a box is in the normal flow; in place of the engine's method."""
    kept = vars(box.style)
    if _FLOW not in kept:
        kept[_FLOW] = _is_in_normal_flow(box)
    return bool(kept[_FLOW])


def page_values(box: Any) -> tuple[str, str]:
    """The pages that a box asks for where it begins and where it ends; in place of the engine's method."""
    start, end = Box.page_values(box)
    first = next((child for child in box.children if child.is_in_normal_flow() or child.is_floated()), None)
    if first is None:
        return start, end
    last = next(child for child in reversed(box.children) if child.is_in_normal_flow() or child.is_floated())
    values = first.page_values()
    return values[0] or start, (values if last is first else last.page_values())[1] or end


def layout_box_backgrounds(
    page: Any,
    box: Any,
    get_image_from_uri: Callable[..., Any],
    layout_children: bool = True,  # noqa: FBT001, FBT002 - the engine's signature
    style: Any = None,
) -> None:
    """Place the background of a box, and of those in it; in place of the engine's function."""
    # What is set on a placeholder has to reach the box behind it.
    is_plain = isinstance(box, Box) and box is not page and style is None and layout_children
    if not is_plain or not _is_bare(box.style):
        _layout_box_backgrounds(page, box, get_image_from_uri, layout_children, style)
        return
    for child in box.all_children():
        layout_box_backgrounds(page, child, get_image_from_uri)
    vars(box).update(_SQUARE)


def _is_bare(style: Any) -> bool:
    """Whether a style has no background, no shadow, no picture for a border, and square corners."""
    kept = vars(style)
    if _BARE not in kept:
        zero = Dimension(0, "px")
        kept[_BARE] = (
            all(zero in style[radius] for radius in _RADII)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and (
                style["visibility"] == "hidden"
                or (
                    all(kind == "none" for kind, _ in style["background_image"])
                    and get_color(style, "background_color").alpha == 0
                )
            )
        )
    return bool(kept[_BARE])
