"""Sets a galley as a strip and plans its pages, as often as the numbers of its notes need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from compendium.typesetting import boxes
from compendium.typesetting.line_breaks import Division, undivide
from compendium.typesetting.makeup.bands import SetNote, Strip, measure, set_notes
from compendium.typesetting.makeup.breaking import break_pages
from compendium.typesetting.makeup.grid import Grid, settle
from compendium.typesetting.makeup.numbering import SETTINGS, UnsettledError, begin, renumber
from compendium.typesetting.makeup.repeating import Headed, headed, with_heads
from compendium.typesetting.makeup.spreads import spread_of
from compendium.typesetting.makeup.strip import (
    FEET,
    RULE,
    RUNS_ON,
    SHELL_CSS,
    elements_of,
    has_class,
    lift_notes,
    shells,
)
from compendium.typesetting.plans import FORBIDDEN, LONELY, Band, Measure, NoteStrip, PagePlan, UnbreakableError

_LAST_RESORT = 5000.0
"""What a forbidden break costs where no way of breaking obeys all that is forbidden."""

_SETTINGS = 3
"""Settings in which words divided between two pages are made whole; after them no page ends in a hyphen if it can."""

Render = Callable[[Any, str], Any]
"""Lays out an element tree with an extra stylesheet and gives the engine's document."""


@dataclass(frozen=True, slots=True)
class SetGalley:
    """A stretch of the strip between two forced breaks: the engine ends a strip where the style wants a new page."""

    page: Any
    flow: Any
    strip: Strip
    tables: tuple[Headed, ...]


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to be made: what the plan gives it, and on facing pages which of the two columns."""

    galley: SetGalley
    plan: PagePlan
    side: int | None

    @property
    def bands(self) -> Sequence[Band]:
        """What of the strip stands on it."""
        return self.galley.strip.bands[self.plan.first : self.plan.end]

    @property
    def stretch(self) -> tuple[float, float]:
        """From where to where of the strip the page goes; nothing where it only takes up notes that run on."""
        extents = self.galley.strip.extents
        if self.plan.first == self.plan.end:
            return 0.0, 0.0
        return extents[self.plan.first].top, extents[self.plan.end - 1].bottom


@dataclass(frozen=True, slots=True)
class Setting:
    """A strip as it was set.

    Attributes:
        galleys: its text.
        notes: the notes at its end, by id.
        rule: the rule above notes.
        runs_on: for each column the line that says of a note that it runs on.
        pages: what it breaks into, in the order of the book.
    """

    galleys: Sequence[SetGalley]
    notes: Mapping[str, SetNote]
    rule: Any
    runs_on: Sequence[Any]
    pages: Sequence[PlannedPage]

    def divided(self) -> Iterator[Division]:
        """The words that are divided between two pages."""
        for page in self.pages:
            if page.plan.first < page.plan.end:
                yield from page.galley.strip.extents[page.plan.end - 1].divided

    def calls(self) -> Iterator[list[NoteStrip]]:
        """The notes called on each page, column by column."""
        for page in self.pages:
            called = [note for band in page.bands for note in band.notes]
            for column in range(len(page.plan.feet)):
                yield [note for note in called if note.column == column]


class Setter:
    """Sets the strip of a galley."""

    def __init__(self, root: Any, render: Render) -> None:
        """Lift the notes out of the text and measure an empty page.

        Args:
            root: the root element of the galley; it is changed.
            render: the engine.
        """
        self._root = root
        self._render = render
        self._columns = 2 if any(has_class(e, "columns-2") for e in elements_of(root, "text")) else 1
        self.spread = spread_of(root)
        self.shell_css = SHELL_CSS + self.spread.shell_css
        lift_notes(root, self._columns)
        self._frame = boxes.page_box(render(shells(root, [""]), self.shell_css).pages[0])

    def numbered(self) -> Setting:
        """Set the strip with its notes numbered from one on each page.

        Raises:
            UnbreakableError: a line or a picture is taller than a page.
            UnsettledError: the numbers move their own pages without end.
        """
        begin(self._root)
        setting = self.set()
        for _ in range(SETTINGS):
            if not renumber(self._root, setting.calls()):
                return setting
            setting = self.set()
        raise UnsettledError(f"the numbers of the notes still move their own pages after {SETTINGS} settings")

    def set(self) -> Setting:
        """Set the strip and break it, again where a page would end in a divided word: then that word stays whole.

        Raises:
            UnbreakableError: a line or a picture is taller than a page.
        """
        for _ in range(_SETTINGS):
            setting = self._set()
            if not [division for division in setting.divided() if undivide(division)]:
                return setting
        return self._set(is_last=True)

    def _set(self, *, is_last: bool = False) -> Setting:
        strips = [boxes.page_box(page) for page in self._render(self._root, self.spread.strip_css(self._frame)).pages]
        feet = _with_class(body_of(strips[-1]), FEET)
        notes = set_notes(feet, self._columns)
        rule = _with_class(feet, RULE)
        galleys = [_galley(page, feet, notes, self._frame) for page in strips]
        runs_on = _outermost([b for b in boxes.walk(feet) if boxes.has_class(b, RUNS_ON) and b.element_tag == "p"])
        room = Measure(
            height=self._frame.height,
            foot=rule.margin_height(),
            line=_leading([galley.flow for galley in galleys]),
            columns=self._columns,
            runs_on=max(box.margin_height() for box in runs_on),
        )
        plans = [(galley, plan) for galley in galleys for plan in _plans(galley.strip, room, is_last=is_last)]
        pages = [PlannedPage(galley, plan, side) for galley, plan in plans for side in self.spread.sides]
        return Setting(galleys, notes, rule, runs_on, pages)


def body_of(page: Any) -> Any:
    """The box of the body on a page."""
    return next(child for child in boxes.children(boxes.children(page)[0]) if child.element_tag == "body")


def _galley(page: Any, feet: Any, notes: Mapping[str, SetNote], frame: Any) -> SetGalley:
    body = body_of(page)
    flow = body.copy_with_children([box for box in boxes.children(body) if box is not feet])
    strips = {name: note.strip for name, note in notes.items()}
    grid = Grid.of(body, page.content_box_y())
    settle(flow, grid)
    tables = tuple(headed(flow))
    return SetGalley(page, flow, with_heads(measure(flow, strips, frame.height, grid), tables), tables)


def _plans(strip: Strip, room: Measure, *, is_last: bool) -> tuple[PagePlan, ...]:
    bands = strip.bands
    if is_last:
        pairs = zip(bands, strip.extents, strict=True)
        bands = tuple(replace(b, penalty=max(b.penalty, LONELY)) if e.is_hyphenated else b for b, e in pairs)
    try:
        return break_pages(bands, room)
    except UnbreakableError:
        return break_pages([replace(b, penalty=_LAST_RESORT) if b.penalty == FORBIDDEN else b for b in bands], room)


def _outermost(found: Sequence[Any]) -> list[Any]:
    """One box an element: the first, which holds the others."""
    return list({id(box.element): box for box in reversed(found)}.values())[::-1]


def _leading(flows: Sequence[Any]) -> float:
    lines = [box.height for flow in flows for box in boxes.walk(flow) if boxes.is_line(box) and box.height > 1]
    return max(set(lines), key=lines.count) if lines else 1.0


def _with_class(box: Any, name: str) -> Any:
    return next(child for child in boxes.children(box) if child.element is not None and has_class(child.element, name))
