"""Where the pages break: the best breaks of all, notes counted in.

What Knuth and Plass did for the lines of a paragraph (Software: Practice and Experience 11, 1981) is done here for the
pages of a section: every way to break is weighed, and the one with the least demerits over all pages is taken. A note
stands on the page of its call because a page that could not hold it is no page at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

FORBIDDEN = math.inf
"""The penalty of a break that must not be."""

_SPLIT = 900.0
"""Demerits of a note that runs on to the next page: as a page that is thirty lines short."""

_PAGE = 1.0
"""Demerits of a page as such: of two ways equally good, the one with fewer pages."""


@dataclass(frozen=True, slots=True)
class NoteStrip:
    """A note as it was set: its column (0 for the left or the only one) and the height of each of its lines."""

    id: str
    column: int
    lines: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of the whole note."""
        return math.fsum(self.lines)


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the strip that no break can cut: in parallel text, the lines that stand side by side.

    Attributes:
        gap: the white above it, which falls away at the head of a page.
        height: its own height.
        notes: the notes called in it, in the order of the calls.
        penalty: demerits of a page that ends below it.
    """

    gap: float
    height: float
    notes: tuple[NoteStrip, ...] = ()
    penalty: float = 0.0


@dataclass(frozen=True, slots=True)
class NotePart:
    """What a page prints of a note: its lines from `first` up to, not including, `end`."""

    id: str
    first: int
    end: int
    total: int

    @property
    def runs_on(self) -> bool:
        """Whether the note goes on after this part."""
        return self.end < self.total


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: bands from `first` up to, not including, `end`, and the notes at its foot, by column."""

    first: int
    end: int
    feet: tuple[tuple[NotePart, ...], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a page can hold.

    Attributes:
        height: of the text area, notes included.
        foot: the white and the rule above the notes, where there are any.
        runs_on: the line that says below a note that it runs on.
        line: the leading; slack is weighed in lines.
        columns: columns of notes.
    """

    height: float
    foot: float
    line: float
    columns: int = 1
    runs_on: float = 0.0


Carry = tuple[tuple[NoteStrip, int], ...]
"""Notes that run on, each with the first of its lines that is still to be printed."""


class UnbreakableError(Exception):
    """A band is taller than a page.

    Attributes:
        band: its position.
    """

    def __init__(self, band: int) -> None:
        self.band = band
        super().__init__(f"a line, or what stands beside it, is taller than a page (band {band} of the section)")


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
    """The cheapest way to a state: its demerits, the state before it and the page that led here."""

    demerits: float
    before: tuple[int, Carry] | None
    page: PagePlan | None


class _Breaker:
    def __init__(self, bands: tuple[Band, ...], measure: Measure) -> None:
        self._bands = bands
        self._measure = measure
        self._reached: dict[tuple[int, Carry], _Step] = {(0, ()): _Step(0.0, None, None)}

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

    def _states(self, first: int) -> Iterator[tuple[int, Carry]]:
        done: set[tuple[int, Carry]] = set()
        while fresh := [s for s in self._reached if s[0] == first and s not in done]:
            for state in fresh:
                done.add(state)
                yield state

    def _trace(self, goal: tuple[int, Carry]) -> list[PagePlan]:
        plans: list[PagePlan] = []
        step = self._reached[goal]
        while step.page is not None and step.before is not None:
            plans.append(step.page)
            step = self._reached[step.before]
        return plans[::-1]

    def _extend(self, state: tuple[int, Carry]) -> None:
        first, carry = state
        if first == len(self._bands) and not carry:
            return
        if self._fit(first, first, carry) is None:
            self._split(state, first)
            return
        found = False
        for end in range(first + (0 if carry else 1), len(self._bands) + 1):
            if end > first and self._height(first, end) > self._measure.height:
                break
            slack = self._fit(first, end, carry)
            if slack is None:
                self._split(state, end) if not found or self._is_long(end - 1) else None
                continue
            if self._offer(state, end, (), self._plan(first, end, carry), slack):
                found = True

    def _is_long(self, band: int) -> bool:
        return any(note.height > self._measure.height / 3 for note in self._bands[band].notes)

    def _height(self, first: int, end: int) -> float:
        if first == end:
            return 0.0
        above = self._ends[first - 1] if first else 0.0
        return self._ends[end - 1] - above - self._bands[first].gap

    def _called(self, first: int, end: int) -> list[NoteStrip]:
        return [note for band in self._bands[first:end] for note in band.notes]

    def _fit(self, first: int, end: int, carry: Carry) -> float | None:
        """The slack of a page with all its notes, or None where it cannot hold them."""
        columns = [0.0] * self._measure.columns
        for note, start in (*carry, *((n, 0) for n in self._called(first, end))):
            columns[note.column] += math.fsum(note.lines[start:])
        feet = max(columns)
        used = self._height(first, end) + (feet + self._measure.foot if feet else 0.0)
        slack = self._measure.height - used
        # A thousandth of a line is the engine's own rounding.
        return max(slack, 0.0) if slack > -self._measure.line / 1000 else None

    def _offer(self, state: tuple[int, Carry], end: int, rest: Carry, page: PagePlan, slack: float) -> bool:
        is_last = end == len(self._bands) and not rest
        penalty = self._bands[end - 1].penalty if end > state[0] and not is_last else 0.0
        if penalty == FORBIDDEN:
            return False
        lines = slack / self._measure.line
        demerits = self._reached[state].demerits + _PAGE + penalty + (0.0 if is_last else lines * lines)
        demerits += _SPLIT * len(rest)
        key = (end, rest)
        if key not in self._reached or demerits < self._reached[key].demerits:
            self._reached[key] = _Step(demerits, state, page)
        return True

    def _split(self, state: tuple[int, Carry], end: int) -> None:
        """Let the last note of a column run on: every note called on the page has at least its first line there."""
        first, carry = state
        room = self._measure.height - self._height(first, end) - self._measure.foot - self._measure.runs_on
        queue = (*carry, *((note, 0) for note in self._called(first, end)))
        taken, rest = _poured(queue, room, self._measure.columns)
        opened = {note.id for note, start in rest if start == 0}
        if taken is None or opened or not any(start < stop for _, start, stop in taken):
            return
        self._offer(state, end, rest, PagePlan(first, end, _feet(taken, self._measure.columns)), 0.0)

    def _plan(self, first: int, end: int, carry: Carry) -> PagePlan:
        queue = (*carry, *((note, 0) for note in self._called(first, end)))
        taken = [(note, start, len(note.lines)) for note, start in queue]
        return PagePlan(first, end, _feet(taken, self._measure.columns))


Taken = list[tuple[NoteStrip, int, int]]


def _poured(queue: Carry, room: float, columns: int) -> tuple[Taken | None, Carry]:
    """Pour notes into the foot, column by column; what no longer fits runs on, from the first line that does not."""
    left = [room] * columns
    full = [False] * columns
    taken: Taken = []
    rest: list[tuple[NoteStrip, int]] = []
    for note, start in queue:
        stop = start
        while not full[note.column] and stop < len(note.lines) and note.lines[stop] <= left[note.column]:
            left[note.column] -= note.lines[stop]
            stop += 1
        if stop < len(note.lines):
            full[note.column] = True
            rest.append((note, stop))
        if stop > start:
            taken.append((note, start, stop))
        elif start == 0:
            return None, ()
    return taken, tuple(rest)


def _feet(taken: Taken, columns: int) -> tuple[tuple[NotePart, ...], ...]:
    return tuple(
        tuple(NotePart(n.id, start, stop, len(n.lines)) for n, start, stop in taken if n.column == column)
        for column in range(columns)
    )
