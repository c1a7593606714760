"""Makes up the frame of a long table: pages that are empty but for what heads the first.

A galley with `data-makeup="frame"` is broken into pages by the engine, and its head stands on the grid as that of a
table that is set whole (see `columns`).
"""

from __future__ import annotations

from typing import Any

from weasyprint.document import Page

from compendium.typesetting import boxes
from compendium.typesetting.makeup.columns import settle_head
from compendium.typesetting.makeup.grid import Grid

FRAME = "frame"


def wants_frame(root: Any) -> bool:
    """Whether a galley asks to be made up as a frame."""
    return bool(root.get("data-makeup") == FRAME)


def make_up_frame(document: Any) -> Any:
    """Bring the head of a frame onto the grid.

    Args:
        document: the engine's; its first page is changed.
    """
    page = boxes.page_box(document.pages[0])
    body = boxes.children(boxes.children(page)[0])[0]
    section = next(box for box in boxes.children(body) if box.element is not None)
    settle_head(section, Grid.of(body, page.content_box_y()))
    # A page notes where its anchors stand when it is made.
    document.pages[0] = Page(page)
    return document
