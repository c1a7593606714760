"""Makes up pages of columns, such as those of an index.

A galley with `data-makeup="columns"` has one element of class `columns`, set in the width of one column, and whatever
stands over the columns of its first page before it. In an element of class `spares` wait the lines that a column opens
with where an entry goes on: the entry bears their name in `data-continued`, they bear it in `data-spare`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint.document import Document, Page
from weasyprint.layout.background import layout_backgrounds

from compendium.typesetting import boxes
from compendium.typesetting.makeup.bands import Strip, atoms, measure
from compendium.typesetting.makeup.cutting import cut, move
from compendium.typesetting.makeup.filling import ColumnPlan, Columns, fill_columns
from compendium.typesetting.makeup.grid import Grid, settle
from compendium.typesetting.makeup.strip import SHELL_CSS, has_class, shells

COLUMNS = "columns"
SPARES = "spares"

_LENGTH = 20_000_000
"""Pixels of a strip: an index of a hundred thousand lines."""

_SLACK = 4.0
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
    frame = boxes.page_box(render(shells(bare, [""]), SHELL_CSS).pages[0])
    strip_page = boxes.page_box(render(root, _strip_css(frame.margin_width())).pages[0])
    body = _child(boxes.children(strip_page)[0], "body")
    section = next(box for box in boxes.children(body) if box.element is not None)
    sheet = _Sheet(strip_page, section, frame)
    pages = sheet.pages()
    shell = render(shells(bare, [""] * len(pages)), SHELL_CSS)
    made = [Page(sheet.put(boxes.page_box(page), plan)) for page, plan in zip(shell.pages, pages, strict=True)]
    document = Document(
        made, shell.metadata, shell.url_fetcher, shell.font_config, shell.color_profiles, shell.output_intent
    )
    document._html = shell._html  # noqa: SLF001 - the engine's tagging looks for it there
    return document


def _bare(root: Any) -> Any:
    """The galley with nothing in it but its heading: page shells are copied from it, and an index is long."""
    bare = ET.Element(root.tag, dict(root.attrib))
    bare.append(root.find("head"))
    body = ET.SubElement(bare, "body", dict(root.find("body").attrib))
    body.extend(list(root.iter("h1"))[:1])
    return bare


def _strip_css(width: float) -> str:
    none = " ".join(f"@{place} {{ content: none }}" for place in ("top-left", "top-center", "top-right"))
    return f"@page {{ size: {width}px {_LENGTH}px; {none} }} @page :first {{ size: {width}px {_LENGTH}px }}"


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The columns of one page; the first page has what stands over them as well."""

    columns: tuple[ColumnPlan, ...]
    is_first: bool


class _Sheet:
    """The strip of one section, and how its parts are put into pages."""

    def __init__(self, strip_page: Any, section: Any, frame: Any) -> None:
        self._page = strip_page
        self._section = section
        self._height = frame.height
        self._columns = _with_class(section, COLUMNS)
        spares = _with_class(section, SPARES)
        self._head = [box for box in boxes.children(section) if box is not self._columns and box is not spares]
        self._spares = {box.element.get("data-spare"): box for box in boxes.children(spares) if box.element is not None}
        first = next(atoms(self._columns), self._columns)
        self._grid = Grid.of(self._columns, first.position_y)
        settle(self._columns, self._grid)
        self._strip = measure(self._columns, {}, frame.height, self._grid)
        self._opened = _opened(self._columns, self._strip, self._spares)

    def pages(self) -> tuple[PagePlan, ...]:
        opening = [self._spares[name].margin_height() if name else 0.0 for name in self._opened]
        count = int(self._columns.element.get("data-columns") or 2)
        room = Columns(count, self._height, self._height - self._over(), self._grid.leading)
        filled = fill_columns(self._strip.bands, opening, room)
        return tuple(PagePlan(columns, not index) for index, columns in enumerate(filled or [()]))

    def put(self, shell: Any, plan: PagePlan) -> Any:
        """Fill a page shell."""
        dx, dy = shell.content_box_x() - self._page.content_box_x(), shell.content_box_y()
        parts: list[Any] = []
        if plan.is_first and self._head:
            parts += [move(box, dx, dy - self._page.content_box_y()) for box in self._head]
        top = dy + (self._over() if plan.is_first else 0.0)
        step = self._step(shell)
        for number, column in enumerate(plan.columns):
            parts += self._column(column, dx + number * step, top)
        section = self._section.copy_with_children(parts)
        section.position_x, section.position_y = shell.content_box_x(), dy
        section.height = shell.height
        body = _child(boxes.children(shell)[0], "body")
        body.children = [section]
        body.height = boxes.children(shell)[0].height = shell.height
        layout_backgrounds(shell, _no_picture)
        return shell

    def _over(self) -> float:
        """The height of what stands over the columns of the first page."""
        return float(self._columns.position_y + self._columns.margin_top - self._page.content_box_y())

    def _step(self, shell: Any) -> float:
        count = int(self._columns.element.get("data-columns") or 2)
        return float((shell.width - self._columns.width) / max(count - 1, 1))

    def _column(self, column: ColumnPlan, dx: float, top: float) -> Iterator[Any]:
        name = self._opened[column.first]
        if name:
            spare = self._spares[name].deepcopy()
            yield move(spare, dx, top - spare.position_y)
            top += spare.margin_height()
        head = self._strip.extents[column.first].top
        foot = self._strip.extents[column.end - 1].bottom
        yield move(cut(self._columns, head - _SLACK, foot), dx, top - head)


def _opened(columns: Any, strip: Strip, spares: Mapping[str, Any]) -> list[str]:
    """For each band the name of what a column opens with that begins with it; empty where no entry goes on."""
    names = [""] * len(strip.bands)
    tops = [extent.top for extent in strip.extents]
    for box in boxes.walk(columns):
        element = getattr(box, "element", None)
        name = str(element.get("data-continued")) if element is not None and hasattr(element, "get") else ""
        if name in spares and not boxes.is_line(box):
            lines = list(atoms(box))
            first, last = _at(tops, lines[0].position_y), _at(tops, lines[-1].position_y)
            # An entry within this one comes later and has the last word.
            names[first + 1 : last + 1] = [name] * (last - first)
    return names


def _at(tops: Sequence[float], y: float) -> int:
    # Lines that stand side by side may differ by the engine's rounding.
    return bisect_right(tops, y + 0.05) - 1


def _child(box: Any, tag: str) -> Any:
    return next(child for child in boxes.children(box) if child.element_tag == tag)


def _with_class(box: Any, name: str) -> Any:
    return next(child for child in boxes.children(box) if child.element is not None and has_class(child.element, name))


def _no_picture(**_: Any) -> None:
    """Backgrounds of text are colours; pictures stand in the text."""
