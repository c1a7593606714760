"""Paints a layout for the compositor: the pages as they are, on the grid that their lines stand on, with their edges.

What is ruled is taken from the boxes of the layout, so it can neither move a line nor tell another story than the page.
Written against WeasyPrint 70.0: `Page.paint` draws a page, in pixels from its top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from compendium.diagnostics import EngineError
from compendium.typesetting import boxes
from compendium.typesetting.faults import fault
from compendium.typesetting.inks import proof_colour
from compendium.typesetting.makeup.grid import Grid
from compendium.typesetting.press import bare, styles_of

_HAIRLINE = 0.25
"""Pixels, 0.19 points: the thinnest line that an office printer draws whole."""

_COLUMNS = ("pair", "columns")
"""Classes of what is set in columns: pairs of counterparts, and the columns of an index."""


def paint_ruled(document: Any, section: str) -> bytes:
    """The PDF of a document with baseline grid, text block, columns and trim; without tags and links.

    Raises:
        EngineError: TYPE-INK, the styles name no colour for what is ruled.
    """
    styles = styles_of(document)
    colours = [proof_colour(styles, name) for name in ("grid", "frame")]
    if None in colours:
        hint = "give --grid and --frame in styles/tokens/ink.proof.css"
        raise EngineError(fault(section, "TYPE-INK", "the styles name no colour for the grid", hint))
    with bare(document), _ruled(document, *colours):
        return bytes(document.write_pdf())


@contextmanager
def _ruled(document: Any, grid: Any, frame: Any) -> Iterator[None]:
    for page in document.pages:
        page.paint = partial(_paint, page, grid, frame)
    try:
        yield
    finally:
        for page in document.pages:
            del page.paint


def _paint(page: Any, grid: Any, frame: Any, stream: Any, scale: float) -> None:
    """Draw the rules of a page, then the page over them."""
    with stream.stacked():
        stream.transform(a=scale, d=scale)
        stream.set_line_width(_HAIRLINE)
        stream.set_color(grid, stroke=True)
        for left, right, height in _baselines(page):
            stream.move_to(left, height)
            stream.line_to(right, height)
        stream.stroke()
        stream.set_color(frame, stroke=True)
        for box in _frames(page):
            stream.rectangle(*box)
        stream.stroke()
    type(page).paint(page, stream, scale)


def _baselines(page: Any) -> Iterator[tuple[float, float, float]]:
    """The grid lines of the text block: left, right, height."""
    box = boxes.page_box(page)
    grid = Grid.of(boxes.children(boxes.flow(page))[0], box.content_box_y())
    y = grid.origin + grid.baseline
    while y <= grid.origin + box.height:
        yield box.content_box_x(), box.content_box_x() + box.width, y
        y += grid.leading


def _frames(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Trim, text block and columns: left, top, width, height."""
    box = boxes.page_box(page)
    top = box.content_box_y()
    yield 0.0, 0.0, page.width, page.height
    yield box.content_box_x(), top, box.width, box.height
    found = {(round(left, 1), round(width, 1)) for left, width in _columns(boxes.flow(page))}
    yield from ((left, top, width, box.height) for left, width in sorted(found))


def _columns(flow: Any) -> Iterator[tuple[float, float]]:
    for holder in boxes.walk(flow):
        if boxes.has_class(holder, _COLUMNS[0]):
            cells = (box for box in boxes.walk(holder) if box.element_tag == "td")
            yield from ((cell.content_box_x(), cell.width) for cell in cells)
        elif boxes.has_class(holder, _COLUMNS[1]):
            yield holder.content_box_x(), holder.width
