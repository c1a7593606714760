"""The walk of make-up: strip, measure, break, cut, put together."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.layout.background import layout_backgrounds

from compendium.typesetting import boxes
from compendium.typesetting.makeup.bands import Extent, SetNote, Strip, measure, set_notes
from compendium.typesetting.makeup.breaking import (
    FORBIDDEN,
    Measure,
    NotePart,
    PagePlan,
    UnbreakableError,
    break_pages,
)
from compendium.typesetting.makeup.cutting import cut, move
from compendium.typesetting.makeup.strip import FEET, RULE, elements_of, has_class, lift_notes, shells

_LAST_RESORT = 5000.0
"""What a forbidden break costs where no way of breaking obeys all that is forbidden."""

Render = Callable[[Any, str], Any]
"""Lays out an element tree with an extra stylesheet (`strip`, `shell`) and gives the engine's document."""


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up section: the engine's document, and the plan of its pages."""

    document: Any
    plans: tuple[PagePlan, ...]


def wants_makeup(root: Any) -> bool:
    """Whether a galley asks for its pages to be made up."""
    return bool(root.get("data-makeup") == "pages")


def make_up(root: Any, render: Render) -> MadeUp:
    """Set a galley as a strip and make its pages up.

    Args:
        root: the root element of the galley; its notes are lifted out of the text.
        render: the engine.

    Raises:
        UnbreakableError: a line or a picture is taller than a page.
    """
    columns = 2 if any(has_class(e, "columns-2") for e in elements_of(root, "text")) else 1
    lift_notes(root, columns)
    strip_document = render(root, "strip")
    page = boxes.page_box(strip_document.pages[0])
    body = _child(boxes.children(page)[0], "body")
    frame = boxes.page_box(render(shells(root, [""]), "shell").pages[0])
    feet = _with_class(body, FEET)
    notes = set_notes(feet, columns)
    flow = body.copy_with_children([box for box in boxes.children(body) if box is not feet])
    rule = _with_class(feet, RULE)
    strip = measure(flow, {name: note.strip for name, note in notes.items()}, frame.height)
    room = Measure(frame.height, rule.margin_height(), _leading(flow), columns)
    plans = _plans(strip, room)
    shell = render(shells(root, _ranges(flow, strip.extents, plans, root)), "shell")
    maker = _PageMaker(flow, strip, notes, rule, page)
    pages = [Page(maker.page(boxes.page_box(p), plan)) for p, plan in zip(shell.pages, plans, strict=True)]
    document = Document(
        pages, shell.metadata, shell.url_fetcher, shell.font_config, shell.color_profiles, shell.output_intent
    )
    document._html = shell._html  # noqa: SLF001 - the engine's tagging looks for it there
    return MadeUp(document, plans)


def _plans(strip: Strip, room: Measure) -> tuple[PagePlan, ...]:
    try:
        return break_pages(strip.bands, room)
    except UnbreakableError:
        bands = [replace(b, penalty=_LAST_RESORT) if b.penalty == FORBIDDEN else b for b in strip.bands]
        return break_pages(bands, room)


@dataclass(frozen=True, slots=True)
class _PageMaker:
    """Puts cut parts into page shells."""

    flow: Any
    strip: Strip
    notes: Mapping[str, SetNote]
    rule: Any
    strip_page: Any

    def page(self, shell: Any, plan: PagePlan) -> Any:
        dx = shell.content_box_x() - self.strip_page.content_box_x()
        root = boxes.children(shell)[0]
        body = _child(root, "body")
        parts = [*self._text(plan, shell, dx), *self._feet(plan, shell, dx)]
        body.children = parts
        body.height = root.height = shell.height
        layout_backgrounds(shell, _no_picture)
        return shell

    def _text(self, plan: PagePlan, shell: Any, dx: float) -> Iterator[Any]:
        if plan.first == plan.end:
            return
        top, bottom = self.strip.extents[plan.first].top, self.strip.extents[plan.end - 1].bottom
        # White below the last line belongs to no page; half a pixel keeps the middle of each line on its own side.
        part = cut(self.flow, top - 0.01, bottom)
        for child in boxes.children(part):
            yield move(child, dx, shell.content_box_y() - top)

    def _feet(self, plan: PagePlan, shell: Any, dx: float) -> Iterator[Any]:
        heights = [math.fsum(self._height(part) for part in column) for column in plan.feet]
        if not any(heights):
            return
        foot = shell.content_box_y() + shell.height
        head = foot - max(heights)
        rule = self.rule.copy()
        yield move(rule, dx, head - self.rule.margin_height() - rule.position_y)
        for column in plan.feet:
            y = head
            for part in column:
                first = self.notes[part.id].lines[part.first].position_y
                yield move(self._note(part), dx, y - first)
                y += self._height(part)

    def _height(self, part: NotePart) -> float:
        return math.fsum(self.notes[part.id].strip.lines[part.first : part.end])

    def _note(self, part: NotePart) -> Any:
        note = self.notes[part.id]
        lines = note.lines[part.first : part.end]
        return cut(note.box, lines[0].position_y, lines[-1].position_y + lines[-1].height)


def _no_picture(**_: Any) -> None:
    """Backgrounds of text are colours; pictures stand in the text."""


def _leading(flow: Any) -> float:
    lines = [box.height for box in boxes.walk(flow) if boxes.is_line(box) and box.height > 1]
    return max(set(lines), key=lines.count) if lines else 1.0


def _child(box: Any, tag: str) -> Any:
    return next(child for child in boxes.children(box) if child.element_tag == tag)


def _with_class(box: Any, name: str) -> Any:
    return next(child for child in boxes.children(box) if child.element is not None and has_class(child.element, name))


def _ranges(flow: Any, extents: Sequence[Extent], plans: Sequence[PagePlan], root: Any) -> list[str]:
    """What the running head of each page says of its paragraphs."""
    places = [
        (box.position_y, box.position_y + box.margin_height(), box.element)
        for box in boxes.walk(flow)
        if getattr(box, "element", None) is not None and hasattr(box.element, "get") and box.element.get("data-figure")
    ]
    section = next(root.iter("section"))
    return [_range(section, places, extents, plan) for plan in plans]


def _range(section: Any, places: Sequence[Any], extents: Sequence[Extent], plan: PagePlan) -> str:
    if plan.first == plan.end:
        return ""
    top, bottom = extents[plan.first].top, extents[plan.end - 1].bottom
    here = [element for head, foot, element in places if head < bottom - 1 and foot > top + 1]
    if not here:
        return ""
    first, last = here[0], here[-1]
    if first is last or first.get("data-figure") == last.get("data-figure"):
        return str(first.get("data-cite"))
    if first.get("data-part") == last.get("data-part"):
        pattern = section.get(f"data-range-{first.get('data-part')}") or "{first}–{last}"
        return str(pattern).format(first=first.get("data-figure"), last=last.get("data-figure"))
    return f"{first.get('data-cite')} – {last.get('data-cite')}"
