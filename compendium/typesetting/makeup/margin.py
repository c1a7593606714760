"""What stands in the outer margin: the themes of a paragraph, beside its first lines.

The styles take it out of the flow (`position: absolute`) where the outer margin of the trim has room for it. In the
strip nobody knows which margin will be the outer one, so there it waits beside the first line of its paragraph, is cut
with that line, and finds its side when the page is made.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from compendium.typesetting import boxes

_CLASS = "themes"
_THIN = 1.0
"""Pixels under which a line is no line of text."""


def is_aside(box: Any) -> bool:
    """Whether a box is to stand in the margin."""
    return boxes.has_class(box, _CLASS) and bool(box.is_absolutely_positioned())


def set_beside(holder: Any, leading: float) -> float:
    """Put what a box has in the margin beside the first line of its text.

    Args:
        holder: a box of the strip that is on the grid already.
        leading: of the grid, in pixels.

    Returns:
        How much taller the box has to become so as to be as tall as what stands beside it.
    """
    first = next(_lines(holder), None)
    lacking = 0.0
    for aside in filter(is_aside, boxes.children(holder)):
        own = next((line for line in boxes.children(aside) if boxes.is_line(line)), None)
        if first is None or own is None:
            continue
        feet = first.position_y + first.baseline - own.baseline
        aside.translate(0, feet - own.position_y)
        over = first.position_y + aside.margin_height() - (holder.content_box_y() + holder.height)
        lacking = max(lacking, math.ceil(over / leading - 0.01) * leading)
    return lacking


def hang(page: Any) -> None:
    """Move what stands in the margin of a made-up page to its outer side.

    Its right margin is its distance from the text on a verso, where the numbers of paragraphs hang between the two, its
    left margin that on a recto.
    """
    is_verso = page.page_type.side == "left"
    for box in filter(is_aside, boxes.walk(page)):
        if is_verso:
            left = page.content_box_x() - box.margin_right - box.width
            for line in boxes.children(box):
                line.translate(box.content_box_x() + box.width - line.position_x - line.width, 0)
        else:
            left = page.content_box_x() + page.width + box.margin_left
        box.translate(left - box.content_box_x(), 0)


def _lines(box: Any) -> Iterator[Any]:
    for child in boxes.children(box):
        if is_aside(child):
            continue
        if boxes.is_line(child):
            if child.height > _THIN:
                yield child
        else:
            yield from _lines(child)
