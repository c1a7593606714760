"""Where the pages break: the best breaks of all, notes counted in.

What Knuth and Plass did for the lines of a paragraph (Software: Practice and Experience 11, 1981) is done here for the
pages of a section: every way to break is weighed, and the one with the least demerits over all pages is taken. A note
stands on the page of its call because a page that could not hold it is no page at all.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

FORBIDDEN = math.inf
"""The penalty of a break that must not be."""

LONELY = 400.0
"""Demerits of a first or last line left alone, of text or of a note: worth twenty lines of white, so that it happens
only where nothing else fits."""

_WHITE = 0.14
"""The part of a page that may be left white so that its last notes need not run on: about five lines. What is whiter is
filled with the beginning of a note."""

_LONG = 1 / 3
"""The part of a page from which a note is long: it may run on though its page could do without."""

_FOLLOWED = 12
"""The cheapest states at a band from which pages are made; the others come from splitting the same notes elsewhere."""

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
        head: the height of what is repeated above it where a page begins with it.
    """

    gap: float
    height: float
    notes: tuple[NoteStrip, ...] = ()
    penalty: float = 0.0
    head: float = 0.0


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

    @property
    def has_lonely_line(self) -> bool:
        """Whether the note runs on with one line alone here or one line left for the next page."""
        return self.runs_on and (self.end - self.first == 1 or self.total - self.end == 1)


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

Feet = tuple[tuple[NotePart, ...], ...]
"""The notes at the foot of a page, column by column."""

State = tuple[int, Carry]
"""What is still to be placed: the strip from a band on, and the notes that run on."""


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
        feet = _Foot(carry, self._measure.columns)
        if self._slack(first, first, feet) is None:
            self._split(state, first, feet.queue)
            return
        least = FORBIDDEN
        crowded: list[tuple[int, Carry]] = []
        for end in range(first + (0 if carry else 1), len(self._bands) + 1):
            if end > first:
                if self._height(first, end) > self._measure.height:
                    break
                feet.call(self._bands[end - 1].notes)
            slack = self._slack(first, end, feet)
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

    def _slack(self, first: int, end: int, feet: _Foot) -> float | None:
        """The white of a page with all its notes, or None where it cannot hold them."""
        foot = max(feet.heights)
        slack = self._measure.height - self._height(first, end) - (foot + self._measure.foot if foot else 0.0)
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
        taken, rest = _poured(queue, room, self._measure.columns)
        opened = {note.id for note, start in rest if start == 0}
        if taken is None or opened or not any(start < stop for _, start, stop in taken):
            return
        self._offer(state, (end, rest), 0.0, _parts(taken, self._measure.columns))

    def _whole(self, state: State, end: int) -> Feet:
        """The feet of a page that holds all its notes to their end."""
        first, carry = state
        feet = _Foot(carry, self._measure.columns)
        for band in self._bands[first:end]:
            feet.call(band.notes)
        return _parts([(note, start, len(note.lines)) for note, start in feet.queue], self._measure.columns)


Taken = Sequence[tuple[NoteStrip, int, int]]


class _Foot:
    """The notes of a page that grows band by band.

    Attributes:
        queue: each with the first of its lines that the page prints, in the order of the calls.
        heights: of all of them, column by column.
    """

    def __init__(self, carry: Carry, columns: int) -> None:
        self.queue = carry
        self.heights = [0.0] * columns
        self._called: set[str] = set()
        for note, start in carry:
            self.heights[note.column] += math.fsum(note.lines[start:])

    def call(self, notes: Sequence[NoteStrip]) -> None:
        """Add the notes of a band; one that the page has called already is not printed again."""
        for note in notes:
            if note.whole not in self._called:
                self._called.add(note.whole)
                self.queue = (*self.queue, (note, 0))
                self.heights[note.column] += note.height


def _poured(queue: Carry, room: float, columns: int) -> tuple[Taken | None, Carry]:
    """Pour notes into the foot, column by column; what no longer fits runs on, from the first line that does not."""
    left = [room] * columns
    full = [False] * columns
    taken: list[tuple[NoteStrip, int, int]] = []
    rest: list[tuple[NoteStrip, int]] = []
    for note, start in queue:
        stop = start
        while not full[note.column] and stop < len(note.lines) and note.lines[stop] <= left[note.column]:
            left[note.column] -= note.lines[stop]
            stop += 1
        if stop == len(note.lines) - 1 and stop - start > 2:
            stop -= 1  # the last line takes the one before with it
        if stop < len(note.lines):
            full[note.column] = True
            rest.append((note, stop))
        if stop > start:
            taken.append((note, start, stop))
        elif start == 0:
            return None, ()
    return taken, tuple(rest)


def _parts(taken: Taken, columns: int) -> Feet:
    return tuple(
        tuple(NotePart(n.id, start, stop, len(n.lines)) for n, start, stop in taken if n.column == column)
        for column in range(columns)
    )
