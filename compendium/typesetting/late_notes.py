"""A fault of WeasyPrint 70.0: a note that does not fit is printed on the next page, while its call stays.

The engine places a line, then its notes; what does not fit goes to the next page ("reported"), and so do notes that
make room for a line (`layout/block.py`, `_linebox_layout`). `footnote-policy: line` helps for the first, not for the
second, and not where a widow or an orphan takes the line with it. Moreover, notes that were sent away to make room
for a line stay away when that line leaves the page after all.

The remedy: a page with a late note, or with notes over its text, is made again with less text: first without its
last line, in the end only down to the line that calls the late note. The break falls by the engine's own rules
(widows, orphans, rows, blocks that are kept whole), and the line and its note stand together on the next page. Each
turn takes at least one line from the page, so it comes to an end; when the first line of the page itself calls the
late note, nothing can be taken and the page stays as it was.

What touches the engine's private parts: `make_page` is wrapped, in the modules that use it, and `_break_line` calls
the notes back that were sent away in vain. Written against WeasyPrint 70.0;
`tests/unit/typesetting/test_late_notes.py` fails when the engine needs it no longer.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import block
from weasyprint.layout import page as page_module

from compendium.typesetting import boxes
from compendium.typesetting.lost_notes import called_notes, rescue_lost

MAX_TURNS = 60
"""How often a page is made again at most; a page has no more lines than that."""

_GENTLE_TURNS = 3
"""How often only the last line is taken away; with none, one page in fifty was left less than half full."""

_make_page = page_module.make_page
_break_line = block._break_line  # noqa: SLF001 - see the module's first lines


@contextmanager
def notes_kept_with_calls() -> Iterator[None]:
    """Lay out with both remedies, this one and that of `lost_notes`; the engine is itself again afterwards."""
    page_module.make_page = _make_page_with_notes
    block._break_line = _break_line_with_notes  # noqa: SLF001 - see the module's first lines
    try:
        yield
    finally:
        page_module.make_page = _make_page
        block._break_line = _break_line  # noqa: SLF001 - see the module's first lines


def _make_page_with_notes(context: Any, root_box: Any, page_type: Any, *where: Any) -> Any:
    """As the engine's `make_page`, again and again until no note called on the page is late."""
    _resume_at, page_number, page_state = where
    before = _Before(context, page_number, page_state)
    limit = math.inf
    context.carried_notes = context.reported_footnotes.copy()
    for note in context.footnotes:
        # A line that would part from its note is not placed to begin with: fewer turns, fuller pages.
        if note.style["footnote_policy"] == "auto":
            note.style["footnote_policy"] = "line"
    try:
        for turn in range(MAX_TURNS):
            made = _make_page(context, root_box, page_type, *where)
            rescue_lost(context, made[0])
            _put_in_order(made[0])
            wrong = _late_lines(made[0], context.reported_footnotes) + _covered_lines(made[0])
            top = _next_limit(made[0], wrong, turn)
            if top is None or top >= limit:
                break
            limit = top
            before.restore(page_state)
            context.overflows_page = partial(_overflows_page, context, limit)
    finally:
        # The limit is an attribute of this one context; without it the class's own method counts.
        context.__dict__.pop("overflows_page", None)
    return made


class _Before:
    """What making a page changes in the context, so that the page can be made again."""

    def __init__(self, context: Any, page_number: int, page_state: Any) -> None:
        self._context = context
        self._waiting = context.footnotes.copy()
        self._reported = context.reported_footnotes.copy()
        self._broken = context.broken_out_of_flow.copy()
        self._rendered = context.rendered_notes.copy()
        self._running = {name: dict(pages) for name, pages in context.running_elements.items()}
        self._page_state = copy.deepcopy(page_state)
        self._remake = context.page_maker[page_number - 1][-1]
        self._remake_before = copy.copy(self._remake)
        self._remake_before.update({key: list(self._remake[key]) for key in ("anchors", "content_lookups")})

    def restore(self, page_state: Any) -> None:
        """Put everything back; `page_state` is the engine's own tuple of shared lists, filled anew."""
        context = self._context
        context.footnotes[:] = self._waiting
        context.reported_footnotes = self._reported.copy()
        context.broken_out_of_flow = self._broken.copy()
        context.rendered_notes = self._rendered.copy()
        for name, pages in context.running_elements.items():
            pages.clear()
            pages.update(self._running.get(name, {}))
        for shared, kept in zip(page_state, copy.deepcopy(self._page_state), strict=True):
            shared.clear()
            shared.update(kept) if isinstance(shared, dict) else shared.extend(kept)
        self._remake.update(
            {key: list(value) if isinstance(value, list) else value for key, value in self._remake_before.items()}
        )


def _overflows_page(context: Any, limit: float, bottom_space: float, position_y: float) -> bool:
    """As the engine's method, with a page that ends at the limit for its text.

    The notes have no bottom of their own: the engine lays them out with an endless space below.
    """
    bottom = context.page_bottom - bottom_space
    return bool(context.overflows(bottom if bottom == math.inf else min(bottom, limit), position_y))


def _break_line_with_notes(context: Any, box: Any, line: Any, *rest: Any) -> Any:
    """As the engine's `_break_line`, after the notes that were to make room have been called back.

    What is called back is what stands on the page, or it is taken off again with the lines that leave it.
    """
    carried = {id(note) for note in context.carried_notes}
    # The last note of the page was sent away first.
    for note in [n for n in reversed(context.reported_footnotes) if id(n) not in carried]:
        context.reported_footnotes.remove(note)
        context.footnotes.append(note)
        context.layout_footnote(note)
    return _break_line(context, box, line, *rest)


def _put_in_order(page: Any) -> None:
    """Put the notes of a page in the order of their calls; those that come from earlier pages stay on top.

    In a row that is laid out more than once, the engine may place the notes of the second cell first.
    """
    area = page.children[1]
    order = {id(note.element): place for place, note in enumerate(called_notes(page.children[0]))}
    notes = list(area.children)
    sorted_notes = sorted(notes, key=lambda note: order.get(id(note.element), -1))
    if sorted_notes == notes:
        return
    top = notes[0].position_y
    for note in sorted_notes:
        note.translate(dy=top - note.position_y)
        top += note.margin_height()
    area.children = sorted_notes


def _late_lines(page: Any, reported: list[Any]) -> list[float]:
    """The tops of the lines that call a note which is not on the page."""
    late = {id(note) for note in reported}
    return [line.position_y for line in _lines(page) if any(id(note) in late for note in called_notes(line))]


def _covered_lines(page: Any) -> list[float]:
    """The tops of the lines that reach into the area of the notes."""
    area = page.children[1]
    if not area.children:
        return []
    edge = area.position_y + area.margin_top + _SLACK
    return [line.position_y for line in _lines(page) if line.position_y + line.height > edge]


def _next_limit(page: Any, wrong: list[float], turn: int) -> float | None:
    """Where the text of the page has to end in the next turn; None when the page is right or cannot be mended.

    Most often it is the last line that has sent a note away to find room: the page loses that line and is tried
    again, a few times, before it is cut at the late note's own line.
    """
    tops = [line.position_y for line in _lines(page)]
    if not wrong or max(tops) <= min(tops):
        return None
    if turn < _GENTLE_TURNS:
        return float(max(tops))
    # The first line stays in any case, or the page would be empty and the next one no better.
    return min((top for top in wrong if top > min(tops)), default=None)


def _lines(page: Any) -> list[Any]:
    return [box for box in boxes.walk(page.children[0]) if boxes.is_line(box)]


_SLACK = 0.5
"""Pixels: what rounding may add up to."""
