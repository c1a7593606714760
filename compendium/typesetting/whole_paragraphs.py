"""Breaks justified paragraphs as a whole where their lines, taken one by one, would come out loose.

WeasyPrint 70.0 fills each line with as many words as it holds and never looks ahead (`layout/inline.py`): one line in
twenty of a book ends up with spaces of more than half an em. Where that happens, the breaks of the whole paragraph are
weighed against each other, as Knuth and Plass do (Software: Practice and Experience 11, 1981): the engine is offered
less room for a line, which makes it break earlier, or a hair more, which is then taken from the spaces.

The engine still breaks every line by itself; only the room that it is offered changes. Written against WeasyPrint 70.0;
`tests/unit/typesetting/test_whole_paragraphs.py` fails when the engine looks ahead itself.
"""

from __future__ import annotations

import copy
import heapq
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from weasyprint.layout import inline

from compendium.typesetting import boxes

_STRETCH = 0.15
"""Ems that a space may grow without being noticed, from the quarter of an em that it has (Bringhurst, The Elements of
Typographic Style, 2.1.1: a quarter of an em is fitting, in justified lines it may grow to half an em)."""

_SHRINK = 0.05
"""Ems that it may shrink: a fifth of an em is the least (likewise)."""

_LOOSE = 0.25
"""Ems of growth, to half an em, from which the whole paragraph is weighed."""

_HYPHEN = 2_500.0
_LADDER = 10_000.0
"""Demerits of a hyphen, and of one right below another, in the measure of Knuth and Plass."""

_TRIES = 6
"""Ways to break one line that are looked at, longest first; the spaces of a fourth or fifth already fall apart."""

Place: TypeAlias = tuple[int, ...]
"""Where in a paragraph a line begins: the engine's own path to it, from the paragraph down to the byte of a text."""


@contextmanager
def whole_paragraphs() -> Iterator[None]:
    """Lay out with justified paragraphs broken as a whole; the engine is itself again afterwards."""
    before = inline.get_next_linebox, inline.justify_line
    fitter = _Fitter(*before)
    inline.get_next_linebox, inline.justify_line = fitter.next_line, fitter.justify
    try:
        yield
    finally:
        inline.get_next_linebox, inline.justify_line = before


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it was tried.

    Attributes:
        box: the engine's own.
        less: pixels that the engine was offered less than the measure.
        resume: where the next line begins, in the engine's words; None at the end.
        natural: its width before justification.
        growth: ems that each of its spaces grows; none where it is not justified.
        is_hyphenated: whether it ends in a hyphen.
    """

    box: Any
    less: float
    resume: Any
    natural: float
    growth: float
    is_hyphenated: bool

    @property
    def demerits(self) -> float:
        """What it costs, in the measure of Knuth and Plass."""
        ratio = abs(self.growth) / (_STRETCH if self.growth > 0 else _SHRINK)
        return float((10 + 100 * ratio**3) ** 2 + (_HYPHEN if self.is_hyphenated else 0.0))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph that is being set: the arguments that the engine gives with each of its lines."""

    context: Any
    linebox: Any
    position_y: float
    bottom_space: float
    container: Any


@dataclass(slots=True)
class _Plan:
    """How a paragraph is to be set, by the places of its lines.

    Attributes:
        linebox: the paragraph; held, so that its identity is not given away.
        set: its lines as they were set one by one, where none of them is loose.
        less: where one is, how many pixels less than the measure each line is offered.
    """

    linebox: Any
    set: dict[Place, _Line] = field(default_factory=dict)
    less: dict[Place, float] = field(default_factory=dict)


class _Fitter:
    """Stands in for the engine's `get_next_linebox` and `justify_line`."""

    def __init__(self, engine: Any, justify: Any) -> None:
        self._engine = engine
        self._justify = justify
        self._plans: dict[tuple[int, float], _Plan] = {}
        # Of the line at hand: how much less room it was offered, and what is left to share out among its spaces.
        self._less = 0.0
        self._slack: float | None = None
        self._spaces = 0
        self._is_draft = False

    def next_line(self, context: Any, linebox: Any, position_y: float, bottom_space: float, *rest: Any) -> Any:
        """The next line of a paragraph, in the form of the engine's own function."""
        skip, container, absolute, fixed, letter_style, line_style = rest
        paragraph = _Paragraph(context, linebox, position_y, bottom_space, container)
        styles = (absolute, fixed, letter_style, line_style)
        if letter_style or line_style or context.excluded_shapes or not _is_plain(linebox):
            return self._set(paragraph, skip, 0.0, styles)
        key = (id(linebox), container.width)
        if key not in self._plans:
            self._plans[key] = self._planned(paragraph, skip)
        plan, place = self._plans[key], _place(skip)
        if place in plan.set:
            line, resume = plan.set[place].box, plan.set[place].resume
            line.translate(0, position_y - line.position_y)
        else:
            line, resume = self._set(paragraph, skip, plan.less.get(place, 0.0), styles)
        if resume is None:
            del self._plans[key]
        return line, resume

    def justify(self, context: Any, line: Any, extra: float) -> None:
        """Share out what the measure leaves, in the form of the engine's own function."""
        self._slack, self._spaces = extra + self._less, inline.count_expandable_spaces(line)
        if not self._is_draft:
            self._justify(context, line, self._slack)

    def _set(self, paragraph: _Paragraph, skip: Any, less: float, styles: tuple[Any, ...]) -> tuple[Any, Any]:
        container = paragraph.container
        if less:
            container = copy.copy(container)
            container.width -= less
        # A line may hold a box with lines of its own, such as a number that hangs in the margin.
        outer, self._less, self._slack = self._less, less, None
        try:
            made: tuple[Any, Any] = self._engine(
                paragraph.context,
                paragraph.linebox,
                paragraph.position_y,
                paragraph.bottom_space,
                skip,
                container,
                *styles,
            )
        finally:
            self._less = outer
        return made

    def _tried(self, paragraph: _Paragraph, skip: Any, less: float) -> _Line | None:
        indent = paragraph.linebox.text_indent
        line, resume = self._set(paragraph, skip, less, ([], [], None, None))
        paragraph.linebox.text_indent = indent
        if line is None:
            return None
        slack, width, size = self._slack, paragraph.container.width, paragraph.linebox.style["font_size"]
        if slack is None:
            return _Line(line, less, resume, line.width, 0.0, is_hyphenated=False)
        hyphen = paragraph.linebox.style["hyphenate_character"]
        growth = slack / max(self._spaces, 1) / size
        return _Line(line, less, resume, width - slack, growth, boxes.text_of(line).endswith(hyphen))

    def _planned(self, paragraph: _Paragraph, skip: Any) -> _Plan:
        """The engine's own way where it leaves no line loose, else the best."""
        indent = paragraph.linebox.text_indent
        try:
            lines = dict(self._one_by_one(paragraph, skip))
            if all(line.growth <= _LOOSE for line in lines.values()):
                return _Plan(paragraph.linebox, set=lines)
            paragraph.linebox.text_indent = indent
            return _Plan(paragraph.linebox, less=self._weighed(paragraph, skip))
        finally:
            paragraph.linebox.text_indent = indent

    def _one_by_one(self, paragraph: _Paragraph, skip: Any) -> Iterator[tuple[Place, _Line]]:
        while (line := self._tried(paragraph, skip, 0.0)) is not None:
            yield _place(skip), line
            if line.resume is None:
                return
            skip = line.resume
            paragraph.linebox.text_indent = 0

    def _weighed(self, paragraph: _Paragraph, skip: Any) -> dict[Place, float]:
        """The way through the paragraph with the least demerits, found from its head to its foot."""
        self._is_draft = True
        try:
            return self._best_way(paragraph, skip)
        finally:
            self._is_draft = False

    def _best_way(self, paragraph: _Paragraph, skip: Any) -> dict[Place, float]:
        indent, start = paragraph.linebox.text_indent, (_place(skip), False)
        reached: dict[tuple[Place, bool], tuple[float, Any, Any]] = {start: (0.0, None, None)}
        waiting: list[tuple[Place, bool, int, Any]] = [(*start, 0, skip)]
        best: tuple[float, Any, Any] | None = None
        while waiting:
            place, after_hyphen, _, here = heapq.heappop(waiting)
            state = (place, after_hyphen)
            paragraph.linebox.text_indent = indent if state == start else 0
            for line in self._ways(paragraph, here):
                cost = reached[state][0] + line.demerits
                cost += _LADDER if after_hyphen and line.is_hyphenated else 0.0
                if line.resume is None:
                    best = min(best or (cost, state, line.less), (cost, state, line.less), key=lambda end: end[0])
                    continue
                following = (_place(line.resume), line.is_hyphenated)
                if following not in reached:
                    heapq.heappush(waiting, (*following, len(reached), line.resume))
                if following not in reached or cost < reached[following][0]:
                    reached[following] = (cost, state, line.less)
        plan: dict[Place, float] = {}
        step = best
        while step is not None and step[1] is not None:
            plan[step[1][0]] = step[2]
            step = reached[step[1]]
        return plan

    def _ways(self, paragraph: _Paragraph, skip: Any) -> Iterator[_Line]:
        """Ways to break a line that leave its spaces within bounds; the longest of them where none does."""
        width, size = paragraph.container.width, paragraph.linebox.style["font_size"]
        less, first = -width * _SHRINK / 4, None
        for _ in range(_TRIES):
            line = self._tried(paragraph, skip, less)
            if line is None:
                return
            fits = line.growth >= -_SHRINK if line.growth else line.natural <= width + 0.01
            if fits:
                first = first or line
                yield line
            if line.growth > _STRETCH or line.natural < size:
                return
            less = width - line.natural + 1.0
            if line.resume is None and fits:
                return


def _is_plain(linebox: Any) -> bool:
    """Whether the lines of a paragraph are justified and hold nothing that stands outside of them."""
    style = linebox.style
    if style["text_align_all"] != "justify" or style["white_space"] not in {"normal", "pre-line"}:
        return False
    return all(box.is_in_normal_flow() for box in boxes.walk(linebox) if box is not linebox)


def _place(skip: Any) -> Place:
    path: list[int] = []
    while skip:
        ((position, skip),) = skip.items()
        path.append(position or 0)
    return tuple(path)
