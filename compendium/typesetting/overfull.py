"""Finds text that sticks out of its column; the engine prints it without a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compendium.diagnostics import Diagnostic
from compendium.typesetting import boxes
from compendium.typesetting.faults import fault
from compendium.typesetting.makeup import SlipSheets

TOLERANCE = 0.5
"""Pixels that a line may stick out: less than the eye sees, more than rounding adds up to."""


def overfull_faults(section: str, document: Any) -> list[Diagnostic]:
    """TYPE-OVERFULL for each line that is wider than its column or runs off its page."""
    # A slip is as high as its line; whoever pastes it on a page gives it the room.
    has_foot = not isinstance(document, SlipSheets)
    found = []
    for index, page in enumerate(document.pages):
        for box in boxes.walk(boxes.page_box(page)):
            lines = [line for line in boxes.children(box) if boxes.is_line(line)]
            for line in lines:
                excess = _excess(page, box, line)
                if excess > TOLERANCE:
                    found.append(_fault(section, index, line, excess))
        if has_foot:
            found += _too_low(section, index, page)
    return found


def _excess(page: Any, column: Any, line: Any) -> float:
    """How far a line sticks out, in pixels, on the side where it does so most.

    A number that hangs to the left of its column is meant to; nothing is meant to leave the page.
    """
    left, right = _extent(line)
    return float(max(right - (column.content_box_x() + column.width), right - page.width, -left))


def _extent(line: Any) -> tuple[float, float]:
    inked = [b for b in _inline(line) if boxes.is_replaced(b) or (boxes.is_text(b) and b.text.strip())]
    if not inked:
        return 0.0, 0.0
    return min(b.position_x for b in inked), max(b.position_x + b.margin_width() for b in inked)


def _inline(line: Any) -> Iterator[Any]:
    """What stands on the line itself; a block inside it is a column of its own."""
    for child in boxes.children(line):
        if boxes.is_text(child):
            # Text by itself is never taken out of the flow; to ask takes five looks at its style.
            yield child
        elif child.is_in_normal_flow():
            yield child
            if not child.establishes_formatting_context():
                yield from _inline(child)


def _too_low(section: str, index: int, page: Any) -> Iterator[Diagnostic]:
    limit = boxes.page_box(page).content_box_y() + boxes.page_box(page).height + TOLERANCE
    for line in _in_flow_lines(boxes.flow(page)):
        bottom = line.position_y + line.height
        if bottom > limit and boxes.text_of(line).strip():
            yield _fault(section, index, line, bottom - limit + TOLERANCE)


def _in_flow_lines(box: Any) -> Iterator[Any]:
    for child in boxes.children(box):
        if boxes.is_line(child):
            yield child
        elif child.is_in_normal_flow() or child.is_floated():
            yield from _in_flow_lines(child)


def _fault(section: str, index: int, line: Any, excess: float) -> Diagnostic:
    words = boxes.text_of(line).strip()
    shown = words if len(words) <= 60 else f"{words[:57]}..."
    what = f'page {index + 1}: "{shown}" sticks out of its column by {excess:.1f} px'
    return fault(section, "TYPE-OVERFULL", what, "Break the word, shorten the line or widen the column.")
