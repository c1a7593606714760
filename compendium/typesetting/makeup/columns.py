"""Makes up pages of columns, such as those of an index.

A galley with `data-makeup="columns"` has one element of class `columns`, set in the width of one column, and whatever
stands over the columns of its first page before it. In an element of class `spares` wait the lines that a column opens
with where an entry goes on: the entry bears their name in `data-continued`, they bear it in `data-spare`. An entry
that has begun in a stretch before bears `data-goes-on` as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint.document import Document, Page
from weasyprint.layout.background import layout_backgrounds

from compendium.typesetting import boxes
from compendium.typesetting.filling import ColumnPlan, Columns, fill_columns
from compendium.typesetting.makeup.bands import Strip, atoms, measure
from compendium.typesetting.makeup.cutting import cut, move
from compendium.typesetting.makeup.grid import Grid, settle
from compendium.typesetting.makeup.strip import RUNNING, SHELL_CSS, elements_of, has_class, shells

COLUMNS = "columns"
SPARES = "spares"

_LENGTH = 20_000_000
"""Pixels of a strip: an index of a hundred thousand lines."""

SLACK = 4.0
"""Pixels above its first line from which a column is cut: lines that were brought onto the grid stand a little above or
below it, and a heading that seems to begin above the cut would lose its bookmark."""

Render = Callable[[Any, str], Any]
"""Lays out an element tree with an extra stylesheet and gives the engine's document."""


def wants_columns(root: Any) -> bool:
    """Whether a galley asks for pages of columns."""
    return bool(root.get("data-makeup") == COLUMNS)


def make_up_columns(root: Any, render: Render) -> Any:
    """Set a galley as a strip of the width of a column and make its pages up.

    Args:
        root: the root element of the galley.
        render: the engine.

    Returns:
        The engine's document.

    Raises:
        UnbreakableError: a line is taller than a column.
    """
    bare = _bare(root)
    frame = _empty_page(bare, render)
    strip_page = boxes.page_box(render(root, strip_css(frame.margin_width())).pages[0])
    sheet = _Sheet(strip_of_columns(strip_page, frame.height), frame)
    pages = sheet.pages()
    shell = render(shells(bare, [""] * len(pages)), SHELL_CSS)
    made = [Page(sheet.put(boxes.page_box(page), plan)) for page, plan in zip(shell.pages, pages, strict=True)]
    document = Document(
        made, shell.metadata, shell.url_fetcher, shell.font_config, shell.color_profiles, shell.output_intent
    )
    document._html = shell._html  # noqa: SLF001 - the engine's tagging looks for it there
    return document


def height_of_page(root: Any, render: Render) -> float:
    """How high the text of a page of a galley may be, in pixels.

    Args:
        root: the root element of the galley.
        render: the engine.
    """
    return float(_empty_page(_bare(root), render).height)


def _empty_page(bare: Any, render: Render) -> Any:
    return boxes.page_box(render(shells(bare, [""]), SHELL_CSS).pages[0])


def _bare(root: Any) -> Any:
    """The galley with nothing in it but its heads: page shells are copied from it, and an index is long."""
    bare = ET.Element(root.tag, dict(root.attrib))
    bare.append(root.find("head"))
    body = ET.SubElement(bare, "body", dict(root.find("body").attrib))
    body.extend(list(root.iter("h1"))[:1])
    body.extend(element for name in RUNNING for element in elements_of(root, name))
    return bare


def strip_css(width: float) -> str:
    """The stylesheet of a strip: a page of that width, in pixels, and longer than any section."""
    none = " ".join(f"@{place} {{ content: none }}" for place in ("top-left", "top-center", "top-right"))
    return f"@page {{ size: {width}px {_LENGTH}px; {none} }} @page :first {{ size: {width}px {_LENGTH}px }}"


@dataclass(frozen=True, slots=True)
class StripOfColumns:
    """A strip of the width of a column, its lines brought onto the grid and measured.

    Attributes:
        page: the long page that it was set on.
        body: the box of the body.
        section: the box of the section.
        box: the box of the columns.
        spares: the lines that a column may open with, by name.
        grid: the grid of the lines.
        strip: the bands.
        opened: for each band the name of what a column that begins with it opens with; empty where no entry goes on.
    """

    page: Any
    body: Any
    section: Any
    box: Any
    spares: Mapping[str, Any]
    grid: Grid
    strip: Strip
    opened: Sequence[str]


def strip_of_columns(page: Any, height: float) -> StripOfColumns:
    """Measure the columns of a strip.

    Args:
        page: the page box of a strip; its lines are moved.
        height: of a column; what is taller may break although it should not.
    """
    body = _child(boxes.children(page)[0], "body")
    section = next(box for box in boxes.children(body) if box.element is not None)
    columns, spares = _with_class(section, COLUMNS), _with_class(section, SPARES)
    named = {box.element.get("data-spare"): box for box in boxes.children(spares) if box.element is not None}
    grid = _settled(page, body, section, columns)
    strip = measure(columns, {}, height, grid)
    return StripOfColumns(page, body, section, columns, named, grid, strip, _opened(columns, strip, named))


def _settled(page: Any, body: Any, section: Any, columns: Any) -> Grid:
    """Bring what heads the page onto its grid, and the columns below that onto one of their own leading.

    Both begin at the head of the page, so that the lines of its two sides stand back to back.
    """
    head = page.content_box_y()
    growth = settle_head(section, Grid.of(body, head), columns)
    own = Grid.of(columns, head)
    grid = replace(own, origin=own.at_or_below(columns.position_y + columns.margin_top + growth))
    settle(columns, grid, growth)
    return grid


def settle_head(section: Any, grid: Grid, end: Any = None) -> float:
    """Bring what heads a section onto a grid.

    Args:
        section: the box of the section; it is changed.
        grid: the grid of the page.
        end: where what heads it ends; all of it is settled where nothing is given.

    Returns:
        How much taller the head has become.
    """
    growth = 0.0
    for box in boxes.children(section):
        if box is end:
            break
        growth += settle(box, grid, growth)
    return growth


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The columns of one page; the first page has what stands over them as well."""

    columns: tuple[ColumnPlan, ...]
    is_first: bool


class _Sheet:
    """The strip of one section, and how its parts are put into pages."""

    def __init__(self, column: StripOfColumns, frame: Any) -> None:
        self._column = column
        self._height = frame.height
        below = [column.box, *(box for box in boxes.children(column.section) if has_class(box.element, SPARES))]
        self._head = [box for box in boxes.children(column.section) if box not in below]

    def pages(self) -> tuple[PagePlan, ...]:
        opening = [self._column.spares[name].margin_height() if name else 0.0 for name in self._column.opened]
        count = int(self._column.box.element.get("data-columns") or 2)
        room = Columns(count, self._height, self._height - self._over(), self._column.grid.leading)
        filled = fill_columns(self._column.strip.bands, opening, room)
        return tuple(PagePlan(columns, not index) for index, columns in enumerate(filled or [()]))

    def put(self, shell: Any, plan: PagePlan) -> Any:
        """Fill a page shell."""
        dx, dy = shell.content_box_x() - self._column.page.content_box_x(), shell.content_box_y()
        parts: list[Any] = []
        if plan.is_first and self._head:
            parts += [move(box, dx, dy - self._column.page.content_box_y()) for box in self._head]
        top = dy + (self._over() if plan.is_first else 0.0)
        step = self._step(shell)
        for number, column in enumerate(plan.columns):
            parts += self._parts(column, dx + number * step, top)
        section = self._column.section.copy_with_children(parts)
        section.position_x, section.position_y = shell.content_box_x(), dy
        section.height = shell.height
        body = _child(boxes.children(shell)[0], "body")
        body.children = [section]
        body.height = boxes.children(shell)[0].height = shell.height
        layout_backgrounds(shell, no_picture)
        return shell

    def _over(self) -> float:
        """The height of what stands over the columns of the first page."""
        return float(self._column.grid.origin - self._column.page.content_box_y())

    def _step(self, shell: Any) -> float:
        count = int(self._column.box.element.get("data-columns") or 2)
        return float((shell.width - self._column.box.width) / max(count - 1, 1))

    def _parts(self, plan: ColumnPlan, dx: float, top: float) -> Iterator[Any]:
        name = self._column.opened[plan.first]
        if name:
            spare = self._column.spares[name].deepcopy()
            yield move(spare, dx, top - spare.position_y)
            top += spare.margin_height()
        head = self._column.strip.extents[plan.first].top
        foot = self._column.strip.extents[plan.end - 1].bottom
        yield move(cut(self._column.box, head - SLACK, foot), dx, top - head)


def _opened(columns: Any, strip: Strip, spares: Mapping[str, Any]) -> list[str]:
    """For each band the name of what a column opens with that begins with it; empty where no entry goes on."""
    names = [""] * len(strip.bands)
    tops = [extent.top for extent in strip.extents]
    gone_on = {element.get("data-continued") for element in columns.element.iter() if "data-goes-on" in element.attrib}
    for box in boxes.walk(columns):
        element = getattr(box, "element", None)
        name = str(element.get("data-continued")) if element is not None and hasattr(element, "get") else ""
        if name in spares and not boxes.is_line(box):
            lines = list(atoms(box))
            first, last = _at(tops, lines[0].position_y), _at(tops, lines[-1].position_y)
            first += name not in gone_on
            # An entry within this one comes later and has the last word.
            names[first : last + 1] = [name] * (last + 1 - first)
    return names


def _at(tops: Sequence[float], y: float) -> int:
    # Lines that stand side by side may differ by the engine's rounding.
    return bisect_right(tops, y + 0.05) - 1


def _child(box: Any, tag: str) -> Any:
    return next(child for child in boxes.children(box) if child.element_tag == tag)


def _with_class(box: Any, name: str) -> Any:
    return next(child for child in boxes.children(box) if child.element is not None and has_class(child.element, name))


def no_picture(**_: Any) -> None:
    """Backgrounds of text are colours; pictures stand in the text."""
