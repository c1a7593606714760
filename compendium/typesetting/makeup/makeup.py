"""The walk of make-up: strip, measure, break, cut, put together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.layout.background import layout_backgrounds

from compendium.typesetting import boxes
from compendium.typesetting.makeup.bands import SetNote, Strip, measure, set_notes
from compendium.typesetting.makeup.breaking import (
    FORBIDDEN,
    Measure,
    NotePart,
    PagePlan,
    UnbreakableError,
    break_pages,
)
from compendium.typesetting.makeup.cutting import cut, move
from compendium.typesetting.makeup.grid import Grid, settle
from compendium.typesetting.makeup.running import ranges
from compendium.typesetting.makeup.spreads import Spread, spread_of
from compendium.typesetting.makeup.strip import (
    FEET,
    NOTE,
    RULE,
    RUNS_ON,
    SHELL_CSS,
    elements_of,
    has_class,
    lift_notes,
    shells,
)

_LAST_RESORT = 5000.0
"""What a forbidden break costs where no way of breaking obeys all that is forbidden."""

Render = Callable[[Any, str], Any]
"""Lays out an element tree with an extra stylesheet and gives the engine's document."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up section: the engine's document, and the plan of its pages."""

    document: Any
    plans: tuple[PagePlan, ...]


def wants_makeup(root: Any) -> bool:
    """Whether the pages of a galley are made up: where it asks for it, and wherever it has notes."""
    return root.get("data-makeup") == "pages" or any(True for _ in elements_of(root, NOTE))


def make_up(root: Any, render: Render) -> MadeUp:
    """Set a galley as a strip and make its pages up.

    Args:
        root: the root element of the galley; its notes are lifted out of the text.
        render: the engine.

    Raises:
        UnbreakableError: a line or a picture is taller than a page.
    """
    spread = spread_of(root)
    columns = 2 if any(has_class(e, "columns-2") for e in elements_of(root, "text")) else 1
    lift_notes(root, columns)
    shell_css = SHELL_CSS + spread.shell_css
    frame = boxes.page_box(render(shells(root, [""]), shell_css).pages[0])
    strips = [boxes.page_box(page) for page in render(root, spread.strip_css(frame)).pages]
    feet = _with_class(_body(strips[-1]), FEET)
    notes = set_notes(feet, columns)
    rule = _with_class(feet, RULE)
    galleys = [_galley(page, feet, notes, frame) for page in strips]
    lines = [box for box in boxes.walk(feet) if boxes.has_class(box, RUNS_ON) and box.element_tag == "p"]
    runs_on = _outermost(lines)
    room = Measure(
        height=frame.height,
        foot=rule.margin_height(),
        line=_leading([galley.flow for galley in galleys]),
        columns=columns,
        runs_on=max(box.margin_height() for box in runs_on),
    )
    planned = [
        _Page(galley, plan, side) for galley in galleys for plan in _plans(galley.strip, room) for side in spread.sides
    ]
    texts = [text for galley in galleys for text in _ranges(galley, root, planned)]
    shell = render(shells(root, texts), shell_css)
    maker = _PageMaker(notes, rule, spread, runs_on)
    pages = [Page(maker.page(boxes.page_box(page), made)) for page, made in zip(shell.pages, planned, strict=True)]
    document = Document(
        pages, shell.metadata, shell.url_fetcher, shell.font_config, shell.color_profiles, shell.output_intent
    )
    document._html = shell._html  # noqa: SLF001 - the engine's tagging looks for it there
    return MadeUp(document, tuple(made.plan for made in planned if made.side in {None, 0}))


def _ranges(galley: _Galley, root: Any, planned: Sequence[_Page]) -> list[str]:
    stretches = [(*made.stretch, made.side or 0) for made in planned if made.galley is galley]
    return ranges(galley.flow, root, stretches)


@dataclass(frozen=True, slots=True)
class _Galley:
    """A stretch of the strip between two forced breaks: the engine ends a strip where the style wants a new page."""

    page: Any
    flow: Any
    strip: Strip


@dataclass(frozen=True, slots=True)
class _Page:
    """A page to be made: what the plan gives it, and on facing pages which of the two columns."""

    galley: _Galley
    plan: PagePlan
    side: int | None

    @property
    def stretch(self) -> tuple[float, float]:
        """From where to where of the strip the page goes; nothing where it only takes up notes that run on."""
        extents = self.galley.strip.extents
        if self.plan.first == self.plan.end:
            return 0.0, 0.0
        return extents[self.plan.first].top, extents[self.plan.end - 1].bottom


def _galley(page: Any, feet: Any, notes: Mapping[str, SetNote], frame: Any) -> _Galley:
    body = _body(page)
    flow = body.copy_with_children([box for box in boxes.children(body) if box is not feet])
    strips = {name: note.strip for name, note in notes.items()}
    grid = Grid.of(body, page.content_box_y())
    settle(flow, grid)
    return _Galley(page, flow, measure(flow, strips, frame.height, grid))


def _plans(strip: Strip, room: Measure) -> tuple[PagePlan, ...]:
    try:
        return break_pages(strip.bands, room)
    except UnbreakableError:
        bands = [replace(b, penalty=_LAST_RESORT) if b.penalty == FORBIDDEN else b for b in strip.bands]
        return break_pages(bands, room)


@dataclass(frozen=True, slots=True)
class _PageMaker:
    """Puts cut parts into page shells."""

    notes: Mapping[str, SetNote]
    rule: Any
    spread: Spread
    runs_on: Sequence[Any]

    def page(self, shell: Any, made: _Page) -> Any:
        dx = shell.content_box_x() - made.galley.page.content_box_x() - self.spread.offset(made.side, shell)
        body = _body(shell)
        body.children = [*self._text(made, shell, dx), *self._feet(made, shell, dx)]
        body.height = boxes.children(shell)[0].height = shell.height
        layout_backgrounds(shell, _no_picture)
        return shell

    def _text(self, made: _Page, shell: Any, dx: float) -> Iterator[Any]:
        top, bottom = made.stretch
        part = cut(made.galley.flow, top, bottom) if bottom > top else None
        for child in boxes.children(part) if part else ():
            side = self.spread.side(child, made.side)
            if side is not None:
                yield move(side, dx, shell.content_box_y() - top)

    def _feet(self, made: _Page, shell: Any, dx: float) -> Iterator[Any]:
        columns = [(n, parts) for n, parts in enumerate(made.plan.feet) if made.side in {None, n}]
        heights = [self._column_height(n, parts) for n, parts in columns]
        if not any(heights):
            return
        foot = shell.content_box_y() + shell.height
        head = foot - max(heights)
        rule = self.rule.copy()
        rule.width = min(rule.width, shell.width)
        yield move(rule, shell.content_box_x() - rule.position_x, head - self.rule.margin_height() - rule.position_y)
        for number, parts in columns:
            y = head
            for part in parts:
                first = self.notes[part.id].lines[part.first].position_y
                yield move(self._note(part), dx, y - first)
                y += self._height(part)
            if any(part.runs_on for part in parts):
                line = self.runs_on[number].deepcopy()
                yield move(line, dx, y - line.position_y)

    def _column_height(self, number: int, parts: Sequence[NotePart]) -> float:
        says_so = any(part.runs_on for part in parts)
        return math.fsum(map(self._height, parts)) + (self.runs_on[number].margin_height() if says_so else 0.0)

    def _height(self, part: NotePart) -> float:
        return math.fsum(self.notes[part.id].strip.lines[part.first : part.end])

    def _note(self, part: NotePart) -> Any:
        note = self.notes[part.id]
        lines = note.lines[part.first : part.end]
        return cut(note.box, lines[0].position_y, lines[-1].position_y + lines[-1].height)


def _no_picture(**_: Any) -> None:
    """Backgrounds of text are colours; pictures stand in the text."""


def _outermost(found: Sequence[Any]) -> list[Any]:
    """One box an element: the first, which holds the others."""
    return list({id(box.element): box for box in reversed(found)}.values())[::-1]


def _leading(flows: Sequence[Any]) -> float:
    lines = [box.height for flow in flows for box in boxes.walk(flow) if boxes.is_line(box) and box.height > 1]
    return max(set(lines), key=lines.count) if lines else 1.0


def _body(page: Any) -> Any:
    return _child(boxes.children(page)[0], "body")


def _child(box: Any, tag: str) -> Any:
    return next(child for child in boxes.children(box) if child.element_tag == tag)


def _with_class(box: Any, name: str) -> Any:
    return next(child for child in boxes.children(box) if child.element is not None and has_class(child.element, name))
