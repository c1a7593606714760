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
    """A note as it was set.

    Attributes:
        id: its own.
        column: 0 for the left or the only one.
        lines: the height of each of its lines.
        of: the note that it points back to; a page that has called that one already does without it.
    """

    id: str
    column: int
    lines: tuple[float, ...]
    of: str = ""

    @property
    def whole(self) -> str:
        """The note that is meant: the one that it points back to, or itself."""
        return self.of or self.id

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
    """The cheapest way to a state: its demerits, the state before it, and the notes at the foot of the page between.

    Most ways are never taken: where all notes stand whole, `feet` is None, and they are put together at the end.
    """

    demerits: float
    before: tuple[int, Carry] | None
    feet: tuple[tuple[NotePart, ...], ...] | None = None


class _Breaker:
    def __init__(self, bands: tuple[Band, ...], measure: Measure) -> None:
        self._bands = bands
        self._measure = measure
        self._heights = [[(note.column, note.height) for note in band.notes] for band in bands]
        self._reached: dict[tuple[int, Carry], _Step] = {(0, ()): _Step(0.0, None)}
        self._waiting: dict[int, list[Carry]] = {0: [()]}

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
        # The list grows while it is gone through: a page that takes up notes alone ends where it begins.
        yield from ((first, carry) for carry in self._waiting.get(first, ()))

    def _trace(self, goal: tuple[int, Carry]) -> list[PagePlan]:
        plans: list[PagePlan] = []
        state, before = goal, self._reached[goal].before
        while before is not None:
            feet = self._reached[state].feet
            plans.append(PagePlan(before[0], state[0], self._whole(before, state[0]) if feet is None else feet))
            state, before = before, self._reached[before].before
        return plans[::-1]

    def _extend(self, state: tuple[int, Carry]) -> None:
        first, carry = state
        if first == len(self._bands) and not carry:
            return
        feet = [0.0] * self._measure.columns
        for note, start in carry:
            feet[note.column] += math.fsum(note.lines[start:])
        if self._slack(0.0, feet) is None:
            self._split(state, first)
            return
        found = False
        for end in range(first, len(self._bands) + 1):
            height = self._height(first, end)
            if height > self._measure.height:
                break
            for column, note_height in self._heights[end - 1] if end > first else ():
                feet[column] += note_height
            if end == first and not carry:
                continue
            slack = self._slack(height, feet)
            if slack is None:
                self._split(state, end) if not found or self._is_long(end - 1) else None
                continue
            if self._offer(state, end, (), slack):
                found = True

    def _is_long(self, band: int) -> bool:
        return any(note.height > self._measure.height / 3 for note in self._bands[band].notes)

    def _height(self, first: int, end: int) -> float:
        if first == end:
            return 0.0
        above = self._ends[first - 1] if first else 0.0
        return self._ends[end - 1] - above - self._bands[first].gap

    def _called(self, first: int, end: int) -> list[NoteStrip]:
        notes: dict[str, NoteStrip] = {}
        for band in self._bands[first:end]:
            for note in band.notes:
                notes.setdefault(note.whole, note)
        return list(notes.values())

    def _slack(self, height: float, feet: Sequence[float]) -> float | None:
        """What a page has left below text of a height and its notes, by column; None where it cannot hold them."""
        highest = max(feet)
        slack = self._measure.height - (height + (highest + self._measure.foot if highest else 0.0))
        # A thousandth of a line is the engine's own rounding.
        return max(slack, 0.0) if slack > -self._measure.line / 1000 else None

    def _offer(
        self,
        state: tuple[int, Carry],
        end: int,
        rest: Carry,
        slack: float,
        feet: tuple[tuple[NotePart, ...], ...] | None = None,
    ) -> bool:
        is_last = end == len(self._bands) and not rest
        penalty = self._bands[end - 1].penalty if end > state[0] and not is_last else 0.0
        if penalty == FORBIDDEN:
            return False
        lines = slack / self._measure.line
        demerits = self._reached[state].demerits + _PAGE + penalty + (0.0 if is_last else lines * lines)
        demerits += _SPLIT * len(rest)
        key = (end, rest)
        if key not in self._reached:
            self._waiting.setdefault(end, []).append(rest)
        if key not in self._reached or demerits < self._reached[key].demerits:
            self._reached[key] = _Step(demerits, state, feet)
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
        self._offer(state, end, rest, 0.0, _feet(taken, self._measure.columns))

    def _whole(self, state: tuple[int, Carry], end: int) -> tuple[tuple[NotePart, ...], ...]:
        """The feet of a page that holds all its notes to their end."""
        first, carry = state
        queue = (*carry, *((note, 0) for note in self._called(first, end)))
        taken = [(note, start, len(note.lines)) for note, start in queue]
        return _feet(taken, self._measure.columns)


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
