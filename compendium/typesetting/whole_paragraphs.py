"""Breaks justified paragraphs as a whole where their lines, taken one by one, would come out loose.

WeasyPrint 70.0 fills each line with as many words as it holds and never looks ahead (`layout/inline.py`): one line in
twenty of a book ends up with spaces of more than half an em. Where that would happen, the breaks of the whole paragraph
are weighed against each other, as Knuth and Plass do (Software: Practice and Experience 11, 1981), on a paragraph that
is measured once (`measured`): the engine is offered less room for a line, which makes it break earlier, or a hair more,
which is then taken from the spaces.

The engine still breaks every line by itself; only the room that it is offered changes, and where it is known how a line
comes out, it is told (`endings`). Written against WeasyPrint 70.0;
`tests/unit/typesetting/test_whole_paragraphs.py` fails when the engine looks ahead itself.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from weasyprint.layout import inline

from compendium.typesetting import boxes
from compendium.typesetting.endings import Ending, Endings, foreseen_endings
from compendium.typesetting.line_breaks import whole_words
from compendium.typesetting.measured import Break, Measured, Unmeasured, canonical_start, measured, shaped
from compendium.typesetting.weighing import Offer, Weighing

_MORE = (0.0, 0.5, 1.5, 4.0)
"""Pixels more that a line is offered where the engine has not broken it where it was to, because it came out wider than
the sum of its letters, or because of the space behind a call, which the engine wants to have room for."""


@contextmanager
def whole_paragraphs() -> Iterator[None]:
    """Lay out with justified paragraphs broken as a whole; the engine is itself again afterwards."""
    before = inline.get_next_linebox, inline.justify_line
    with foreseen_endings() as endings:
        fitter = _Fitter(*before, endings)
        inline.get_next_linebox, inline.justify_line = fitter.next_line, fitter.justify
        try:
            yield
        finally:
            inline.get_next_linebox, inline.justify_line = before


@dataclass(slots=True)
class _Plan:
    """How a paragraph is to be set.

    Attributes:
        linebox: the paragraph; held, so that its identity is not given away.
        paragraph: its breaks, where some of its lines would come out loose.
        offers: what its lines are offered, by the byte of the paragraph at which they begin.
        way: the breaks that the engine ends its lines with by itself, where it is left to, by the same.
        texts: its texts, each with the byte of the paragraph at which it begins.
    """

    linebox: Any
    paragraph: Measured | None = None
    offers: dict[int, Offer] = field(default_factory=dict)
    way: dict[int, Break] = field(default_factory=dict)
    texts: list[tuple[int, bytes]] = field(default_factory=list)

    def ending(self, start: int, ends: Break | None) -> Ending | None:
        """What is to be left of the text in which a line ends; None where it ends with a text."""
        for head, data in self.texts:
            if ends is not None and head < ends.start < head + len(data):
                first = max(start, head)
                rest = data[first - head :].decode()
                return Ending(rest, ends.start - first, is_divided=ends.word is not None)
        return None


class _Fitter:
    """Stands in for the engine's `get_next_linebox` and `justify_line`."""

    def __init__(self, engine: Any, justify: Any, endings: Endings) -> None:
        self._engine = engine
        self._justify = justify
        self._endings = endings
        self._plans: dict[tuple[int, float], _Plan] = {}
        # How much less room than its measure the line at hand was offered.
        self._less = 0.0

    def next_line(self, context: Any, linebox: Any, position_y: float, bottom_space: float, *rest: Any) -> Any:
        """The next line of a paragraph, in the form of the engine's own function."""
        skip, container, _, _, letter_style, line_style = rest
        if letter_style or line_style or context.excluded_shapes or not _is_plain(linebox):
            with self._endings.ending(None):
                return self._set(0.0, context, linebox, position_y, bottom_space, *rest)
        key = (id(linebox), container.width)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _planned(context, linebox, skip, container.width)
        given = (context, linebox, position_y, bottom_space, *rest)
        start = canonical_start(linebox, skip) if plan.texts else 0
        offer = _offer(plan, start, container.width)
        with self._endings.ending(plan.ending(start, offer.ends if offer else plan.way.get(start))):
            line, resume = self._offered(plan, offer, given) if offer else self._set(0.0, *given)
        if resume is None:
            del self._plans[key]
        return line, resume

    def _offered(self, plan: _Plan, offer: Offer, given: tuple[Any, ...]) -> Any:
        """The line that was planned; as the engine breaks it by itself where it cannot be brought to that."""
        indent = plan.linebox.text_indent
        for more in _MORE:
            plan.linebox.text_indent = indent
            line, resume = self._set(offer.less - more, *given)
            if _following(plan, resume) == offer.ends.start:
                return line, resume
        plan.linebox.text_indent = indent
        return self._set(0.0, *given)

    def justify(self, context: Any, line: Any, extra: float) -> None:
        """Share out what the measure leaves, in the form of the engine's own function."""
        self._justify(context, line, extra + self._less)

    def _set(self, less: float, context: Any, *given: Any) -> Any:
        linebox, position_y, bottom_space, skip, container, *rest = given
        if less:
            container = copy.copy(container)
            container.width -= less
        # A line may hold a box with lines of its own, such as a number that hangs in the margin.
        outer, self._less = self._less, less
        try:
            return self._engine(context, linebox, position_y, bottom_space, skip, container, *rest)
        finally:
            self._less = outer


def _planned(context: Any, linebox: Any, skip: Any, width: float) -> _Plan:
    """The engine's own way where it leaves no line loose, else the best."""
    try:
        texts = shaped(linebox, context)
    except Unmeasured:
        return _Plan(linebox)
    if not skip and texts[-1].pixels[-1] + linebox.text_indent <= width:
        return _Plan(linebox)
    paragraph = measured(linebox, texts, context)
    weighing = Weighing(paragraph, width, linebox.text_indent, canonical_start(linebox, skip))
    data = [one.box.text.encode() for one in texts]
    plan = _Plan(linebox, texts=[*zip(accumulate(map(len, data), initial=0), data, strict=False)])
    way = weighing.engine_way()
    if way is None:
        plan.paragraph, plan.offers = paragraph, weighing.best_way()
    elif not any(whole_words(one.box) for one in texts):
        # Where a word is to stay whole, the engine leaves all words of the line whole that it would divide there.
        plan.way = way
    return plan


def _offer(plan: _Plan, start: int, width: float) -> Offer | None:
    """What the line is to be offered that begins at a byte; None where the engine is left to itself."""
    if plan.paragraph is None:
        return None
    if start not in plan.offers:
        # The engine has broken elsewhere than it was to: the rest is weighed from there.
        plan.offers |= Weighing(plan.paragraph, width, 0.0, start).best_way()
    return plan.offers.get(start)


def _following(plan: _Plan, resume: Any) -> int:
    """The byte with which the next line begins; that of the end where there is none."""
    if resume is None and plan.paragraph is not None:
        return plan.paragraph.breaks[-1].start
    return canonical_start(plan.linebox, resume)


def _is_plain(linebox: Any) -> bool:
    """Whether the lines of a paragraph are justified and hold nothing that stands outside of them."""
    style = linebox.style
    if style["text_align_all"] != "justify" or style["white_space"] != "normal":
        return False
    return all(box.is_in_normal_flow() for box in boxes.walk(linebox) if box is not linebox)
