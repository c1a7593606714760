"""Sets a part of a long section as one column and cuts it into slips, as a compositor cuts a galley for pasting up.

A galley with `data-makeup="slips"` has what one with `data-makeup="columns"` has (see `columns`), and nothing over its
columns. Its first line stands for what the column follows on: it is measured, and not printed. Binding pastes the
pages up from the slips of all parts, so that a part in which nothing has changed is not set again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.layout.background import layout_backgrounds

from compendium.model.proof import Slip, SlipColumn
from compendium.typesetting import boxes
from compendium.typesetting.makeup.columns import (
    SLACK,
    Render,
    StripOfColumns,
    height_of_page,
    no_picture,
    strip_css,
    strip_of_columns,
)
from compendium.typesetting.makeup.cutting import cut_up, move
from compendium.units import Length

SLIPS = "slips"

_WIDTH = 1000.0
"""Pixels of the page of the strip: wider than any column."""

_NO_MARGINS = "".join(f" @page{page} {{ margin: 0 }}" for page in ("", " :left", " :right", " :first"))


class SlipSheets(Document):  # type: ignore[misc]  # the engine is untyped
    """The engine's document, with the column that its pages were cut from."""

    column: SlipColumn


def wants_slips(root: Any) -> bool:
    """Whether a galley asks to be cut into slips."""
    return bool(root.get("data-makeup") == SLIPS)


def make_up_slips(root: Any, render: Render) -> SlipSheets:
    """Set a galley as a column and put each of its bands on a page of its own, then each of its spare lines.

    Args:
        root: the root element of the galley.
        render: the engine.
    """
    # The columns are as wide as the styles make them, whatever the page.
    laid_out = render(root, strip_css(_WIDTH) + _NO_MARGINS)
    page = boxes.page_box(laid_out.pages[0])
    column = strip_of_columns(page, height_of_page(root, render))
    pages = [Page(page) for page in _Scissors(column).pages()]
    sheets = SlipSheets(
        pages,
        laid_out.metadata,
        laid_out.url_fetcher,
        laid_out.font_config,
        laid_out.color_profiles,
        laid_out.output_intent,
    )
    sheets._html = laid_out._html  # noqa: SLF001 - the engine's tagging looks for it there
    sheets.column = _measured(column)
    return sheets


def _measured(column: StripOfColumns) -> SlipColumn:
    """The column in points, without the line that it follows on."""
    numbers = {name: number for number, name in enumerate(column.spares)}
    bands = zip(column.strip.bands[1:], column.opened[1:], strict=True)
    slips = tuple(
        Slip(_points(band.gap), _points(band.height), band.penalty, numbers.get(opened)) for band, opened in bands
    )
    openings = tuple(_points(spare.margin_height()) for spare in column.spares.values())
    return SlipColumn(slips, openings, _points(column.box.width), _points(column.grid.leading))


class _Scissors:
    def __init__(self, column: StripOfColumns) -> None:
        self._column = column
        inside = boxes.walk(boxes.children(column.page)[0])
        # Most columns stand on bare paper: nothing has to be laid out anew behind each slip.
        self._has_ground = bool(column.page.canvas_background) or any(box.background for box in inside)

    def pages(self) -> Iterator[Any]:
        box = self._column.box
        extents = self._column.strip.extents[1:]
        parts = cut_up(box, [(extent.top - SLACK, extent.bottom) for extent in extents])
        for place, extent in enumerate(extents):
            yield self._page(move(parts[place], -box.position_x, -extent.top), extent.bottom - extent.top)
        for spare in self._column.spares.values():
            yield self._page(move(spare, -spare.position_x, -spare.position_y), spare.margin_height())

    def _page(self, part: Any, height: float) -> Any:
        """A page as high as what it bears, with the boxes of the strip around it."""
        strip = self._column
        section = strip.section.copy_with_children([part])
        body = strip.body.copy_with_children([section])
        root = boxes.children(strip.page)[0].copy_with_children([body])
        page = strip.page.copy_with_children([root])
        for around in (section, body, root, page):
            around.position_x = around.position_y = 0.0
            around.height = height
        if self._has_ground:
            layout_backgrounds(page, no_picture)
        return page


def _points(pixels: float) -> float:
    return Length.from_px(pixels).pt
