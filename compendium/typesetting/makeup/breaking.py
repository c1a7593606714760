"""Where the pages break: the best breaks of all, notes counted in.

What Knuth and Plass did for the lines of a paragraph (Software: Practice and Experience 11, 1981) is done here for the
pages of a section: every way to break is weighed, and the one with the least demerits over all pages is taken. A note
stands on the page of its call because a page that could not hold it is no page at all.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from compendium.typesetting.makeup.feet import Foot, parts, poured
from compendium.typesetting.plans import (
    FORBIDDEN,
    LONELY,
    Band,
    Carry,
    Feet,
    Measure,
    PagePlan,
    UnbreakableError,
)

_WHITE = 0.14
"""The part of a page that may be left white so that its last notes need not run on: about five lines. What is whiter is
filled with the beginning of a note."""

_LONG = 1 / 3
"""The part of a page from which a note is long: it may run on though its page could do without."""

_FOLLOWED = 12
"""The cheapest states at a band from which pages are made; the others come from splitting the same notes elsewhere."""

_PAGE = 1.0
"""Demerits of a page as such: of two ways equally good, the one with fewer pages."""


State = tuple[int, Carry]
"""What is still to be placed: the strip from a band on, and the notes that run on."""


def break_pages(bands: Sequence[Band], measure: Measure) -> tuple[PagePlan, ...]:
    """The pages of a strip.

    Args:
        bands: the strip from its head to its foot.
        measure: what a page can hold; the same unit of length as the bands.

    Raises:
        UnbreakableError: no way of breaking fits every band on a page.
    """
    return _Breaker(tuple(bands), measure).pages()


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way to a state: its demerits, the state before it, and the notes at the foot of the page between.

    Most ways are never taken: where all notes stand whole, `feet` is None, and they are put together at the end.
    """

    demerits: float
    before: State | None
    feet: Feet | None = None


class _Breaker:
    def __init__(self, bands: tuple[Band, ...], measure: Measure) -> None:
        self._bands = bands
        self._measure = measure
        self._split_demerits = (_WHITE * measure.height / measure.line) ** 2
        self._reached: dict[State, _Step] = {(0, ()): _Step(0.0, None)}
        self._at: defaultdict[int, list[State]] = defaultdict(list, {0: [(0, ())]})

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        """The foot of each band, measured from the head of the strip."""
        feet, total = [], 0.0
        for band in self._bands:
            total += band.gap + band.height
            feet.append(total)
        return tuple(feet)

    def pages(self) -> tuple[PagePlan, ...]:
        last = len(self._bands)
        # States are settled in the order of their bands: every page but one of a note running on moves down the strip.
        for first in range(last + 1):
            for state in self._states(first):
                self._extend(state)
        goal = min(
            (s for s in self._reached if s[0] == last and not s[1]),
            key=lambda s: self._reached[s].demerits,
            default=None,
        )
        if goal is None:
            raise UnbreakableError(max(state[0] for state in self._reached))
        return tuple(self._trace(goal))

    def _states(self, first: int) -> Iterator[State]:
        """The cheapest states that have come to a band; a page of notes alone leads to another of the same band."""
        done: set[State] = set()
        while fresh := [state for state in self._at[first] if state not in done]:
            done.update(fresh)
            # What has notes to take up is no better than what has none and costs less.
            clear = self._reached.get((first, ()))
            limit = clear.demerits if clear else FORBIDDEN
            worth = [s for s in fresh if not s[1] or self._reached[s].demerits < limit]
            yield from heapq.nsmallest(_FOLLOWED, worth, key=lambda s: self._reached[s].demerits)

    def _trace(self, goal: State) -> list[PagePlan]:
        plans: list[PagePlan] = []
        state, before = goal, self._reached[goal].before
        while before is not None:
            feet = self._reached[state].feet
            plans.append(PagePlan(before[0], state[0], self._whole(before, state[0]) if feet is None else feet))
            state, before = before, self._reached[before].before
        return plans[::-1]

    def _extend(self, state: State) -> None:
        """Offer every page that can follow a state."""
        first, carry = state
        if first == len(self._bands) and not carry:
            return
        feet = Foot(carry, self._measure.columns)
        if self._slack(first, first, feet) is None:
            self._split(state, first, feet.queue)
            return
        least = FORBIDDEN
        crowded: list[tuple[int, Carry]] = []
        height = 0.0
        for end in range(first + (0 if carry else 1), len(self._bands) + 1):
            if end > first:
                height = self._height(first, end)
                if height > self._measure.height:
                    break
                if notes := self._bands[end - 1].notes:
                    feet.call(notes)
            slack = self._left(height, feet)
            if slack is None:
                crowded.append((end, feet.queue))
            else:
                least = min(least, self._offer(state, (end, ()), slack))
        long = self._measure.height * _LONG
        for end, queue in crowded:
            if least > self._split_demerits or any(not start and note.height > long for note, start in queue):
                self._split(state, end, queue)

    def _height(self, first: int, end: int) -> float:
        if first == end:
            return 0.0
        above = self._ends[first - 1] if first else 0.0
        return self._ends[end - 1] - above - self._bands[first].gap + self._bands[first].head

    def _slack(self, first: int, end: int, feet: Foot) -> float | None:
        """The white of a page with all its notes, or None where it cannot hold them."""
        return self._left(self._height(first, end), feet)

    def _left(self, height: float, feet: Foot) -> float | None:
        """The same, of a page that is filled so high."""
        foot = max(feet.heights)
        slack = self._measure.height - height - (foot + self._measure.foot if foot else 0.0)
        # A thousandth of a line is the engine's own rounding.
        return max(slack, 0.0) if slack > -self._measure.line / 1000 else None

    def _offer(self, state: State, key: State, slack: float, feet: Feet | None = None) -> float:
        """Lead from one state to another by a page, where that is the cheapest way; the demerits of the page."""
        end, rest = key
        is_last = end == len(self._bands) and not rest
        demerits = _PAGE + (self._bands[end - 1].penalty if end > state[0] and not is_last else 0.0)
        demerits += 0.0 if is_last else (slack / self._measure.line) ** 2
        if rest:
            demerits += self._split_demerits + LONELY * sum(
                part.has_lonely_line for column in feet or () for part in column
            )
        total = self._reached[state].demerits + demerits
        known = self._reached.get(key)
        if total < (known.demerits if known else FORBIDDEN):
            self._reached[key] = _Step(total, state, feet)
            if not known:
                self._at[end].append(key)
        return demerits

    def _split(self, state: State, end: int, queue: Carry) -> None:
        """Let the last note of a column run on: every note called on the page has at least its first line there."""
        first = state[0]
        room = self._measure.height - self._height(first, end) - self._measure.foot - self._measure.runs_on
        taken, rest = poured(queue, room, self._measure.columns)
        opened = {note.id for note, start in rest if start == 0}
        if taken is None or opened or not any(start < stop for _, start, stop in taken):
            return
        self._offer(state, (end, rest), 0.0, parts(taken, self._measure.columns))

    def _whole(self, state: State, end: int) -> Feet:
        """The feet of a page that holds all its notes to their end."""
        first, carry = state
        feet = Foot(carry, self._measure.columns)
        for band in self._bands[first:end]:
            feet.call(band.notes)
        return parts([(note, start, len(note.lines)) for note, start in feet.queue], self._measure.columns)
