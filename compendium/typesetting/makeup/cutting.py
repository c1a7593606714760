"""Cuts a strip of boxes: what stands between two heights, with the boxes around it cut to size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from compendium.typesetting import boxes
from compendium.typesetting.makeup.margin import is_aside

_EPSILON = 0.05
_HEAD = 3.0
"""Pixels that what stands in the margin may begin above the line beside it, as its letters are smaller."""


def cut(box: Any, top: float, bottom: float) -> Any | None:
    """The part of a box between two heights of the strip, as a copy; None where nothing of it stands there.

    Lines and pictures are taken whole, by their middle, what stands in the margin by its head. A box that is cut loses
    its margin, border and padding on the side of the cut, as CSS Fragmentation 3, section 5.4 has it
    (`box-decoration-break: slice`).

    Args:
        box: a box of the strip.
        top: pixels from the head of the strip.
        bottom: likewise.
    """
    box = boxes.resolved(box)
    if boxes.is_line(box) or boxes.is_replaced(box):
        middle = box.position_y + box.margin_height() / 2
        return box.copy() if top <= middle < bottom and box.height > _EPSILON else None
    if is_aside(box):
        return box if top - _EPSILON <= box.position_y + box.margin_top + _HEAD < bottom else None
    kept = [part for child in boxes.children(box) if (part := cut(child, top, bottom)) is not None]
    if not kept:
        return None
    part = box.copy_with_children(kept)
    _trim(box, part, top, bottom)
    return part


def cut_up(box: Any, cuts: Sequence[tuple[float, float]]) -> dict[int, Any]:
    """What `cut` makes of a box between each two of many heights, going through the box but once.

    Lines are not copied: each stands in one part, and the box is used up.

    Args:
        box: a box of the strip.
        cuts: a top and a bottom each, from the head of the strip to its foot.

    Returns:
        The parts by the position of their heights; none where nothing of the box stands between them.
    """
    box = boxes.resolved(box)
    if boxes.is_line(box) or boxes.is_replaced(box):
        return _taken(box, box.position_y + box.margin_height() / 2, cuts) if box.height > _EPSILON else {}
    if is_aside(box):
        return _taken(box, box.position_y + box.margin_top + _HEAD, cuts)
    kept: dict[int, list[Any]] = {}
    for child in boxes.children(box):
        for place, part in cut_up(child, cuts).items():
            kept.setdefault(place, []).append(part)
    parts = {place: box.copy_with_children(inside) for place, inside in sorted(kept.items())}
    for place, part in parts.items():
        _trim(box, part, *cuts[place])
    return parts


def _taken(box: Any, y: float, cuts: Sequence[tuple[float, float]]) -> dict[int, Any]:
    place = bisect_right(cuts, y, key=itemgetter(0)) - 1
    return {place: box} if place >= 0 and y < cuts[place][1] else {}


def _trim(box: Any, part: Any, top: float, bottom: float) -> None:
    head = box.position_y + box.margin_top
    foot = head + box.border_height()
    content_head, content_foot = box.content_box_y(), box.content_box_y() + box.height
    if head < top - _EPSILON:
        part.margin_top = part.border_top_width = part.padding_top = 0
        part.position_y = content_head = top
        if part.bookmark_label and _is_begun(box, top):
            part.bookmark_label = ""
    if foot > bottom + _EPSILON:
        part.margin_bottom = part.border_bottom_width = part.padding_bottom = 0
        content_foot = bottom
    part.height = max(content_foot - content_head, 0.0)


def _is_begun(box: Any, top: float) -> bool:
    """Whether something of a box stands above the cut; its edge may where its first line was moved to the grid."""
    lines = (inside for inside in boxes.walk(box) if boxes.is_line(inside) or boxes.is_replaced(inside))
    first = next(lines, None)
    return first is not None and first.position_y + first.margin_height() / 2 < top


def move(box: Any, dx: float, dy: float) -> Any:
    """Move a cut part; its lines are shared with nothing, so they move with it."""
    box.translate(dx, dy)
    return box
