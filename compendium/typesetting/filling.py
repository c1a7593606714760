"""Where columns break: the best breaks of all, the last page balanced.

The same weighing as in `breaking`, for columns of one page after another: a column that ends short costs the square of
the lines that it lacks. The last page is not filled but shared out among its columns. A column that begins within an
entry opens with its heading repeated, so what a column holds depends on where it begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from compendium.typesetting.plans import FORBIDDEN, Band, UnbreakableError

_SHORT = 12
"""Lines that a column may lack while longer ones are still looked for; shorter columns are tried only in need."""

_REPEATED = 3.0
"""What the square of the lines costs that a column repeats above the entry that goes on in it: two lines that are
missing at the foot of a column are better than a heading of one line repeated, three than one of two."""

_LINE = 1000
"""Lengths are whole thousandths of a line: of ways that cost the same, no last figure of a sum chooses one."""

_ROUNDING = 2
"""Thousandths of a line that the engine rounds, and we do."""

_LAST_RESORT = 5000.0
"""What a forbidden break costs where no way of breaking obeys all that is forbidden."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What pages of columns can hold.

    Attributes:
        count: columns of a page.
        height: of a column.
        first: of a column of the first page, below what stands over its columns.
        line: the leading; slack is weighed in lines.
    """

    count: int
    height: float
    first: float
    line: float


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: bands from `first` up to, not including, `end`."""

    first: int
    end: int


def fill_columns(bands: Sequence[Band], opening: Sequence[float], room: Columns) -> tuple[tuple[ColumnPlan, ...], ...]:
    """The columns of each page.

    Args:
        bands: the strip from its head to its foot.
        opening: for each band the height of what is repeated above it where it begins a column.
        room: what the pages can hold; the same unit of length as the bands.

    Raises:
        UnbreakableError: a band is taller than a column.
    """
    strip = _Strip.of(bands, opening, room.line)
    height, first = (round(length / room.line * _LINE) for length in (room.height, room.first))
    thousandths = Columns(room.count, height, first, _LINE)
    repeated = [_REPEATED * (height / _LINE) ** 2 for height in (*strip.opening[1:], 0)]
    penalties = [band.penalty + lines for band, lines in zip(bands, repeated, strict=True)]
    try:
        return _Filler(strip, thousandths, penalties).pages()
    except UnbreakableError:
        softened = [_LAST_RESORT if penalty == FORBIDDEN else penalty for penalty in penalties]
        return _Filler(strip, thousandths, softened).pages()


@dataclass(frozen=True, slots=True)
class _Strip:
    """Bands in thousandths of a line.

    Attributes:
        gaps: the white above each.
        feet: where each ends, from the head of the strip.
        opening: the height of what is repeated above each where it begins a column.
    """

    gaps: Sequence[int]
    feet: Sequence[int]
    opening: Sequence[int]

    @classmethod
    def of(cls, bands: Sequence[Band], opening: Sequence[float], line: float) -> _Strip:
        def rounded(lengths: Iterable[float]) -> list[int]:
            return [round(length / line * _LINE) for length in lengths]

        feet = accumulate(band.gap + band.height for band in bands)
        return cls(rounded(band.gap for band in bands), rounded(feet), rounded(opening))


State = tuple[int, int]
"""The first band that is still to be placed, and the columns filled: exactly on the first page, then by remainder."""


_End: TypeAlias = tuple[float, State, tuple[ColumnPlan, ...]]
"""A way to end: its demerits, the state that its full columns reach, and the columns of the page that is shared out."""


@dataclass(frozen=True, slots=True)
class _Step:
    demerits: float
    before: State | None


class _Filler:
    def __init__(self, strip: _Strip, room: Columns, penalties: Sequence[float]) -> None:
        self._gaps, self._feet, self._opening = strip.gaps, strip.feet, strip.opening
        self._room = room
        self._penalties = penalties
        self._reached: dict[State, _Step] = {(0, 0): _Step(0.0, None)}

    def pages(self) -> tuple[tuple[ColumnPlan, ...], ...]:
        total = len(self._gaps)
        if not total:
            return ()
        for first in range(total):
            for column in range(2 * self._room.count):
                if (first, column) in self._reached:
                    self._extend((first, column))
        # A page that is full and ends the strip is as good an end as one that is shared out.
        ends: list[_End] = [(step.demerits, state, ()) for state, step in self._reached.items() if state[0] == total]
        ends += self._shared()
        if not ends:
            raise UnbreakableError(max(state[0] for state in self._reached))
        _, state, last = min(ends, key=lambda end: end[0])
        columns = [*self._trace(state), *last]
        count = self._room.count
        return tuple(tuple(columns[start : start + count]) for start in range(0, len(columns), count))

    def _shared(self) -> Iterator[_End]:
        """Every way to end with a page whose columns share what is left."""
        for state, step in self._reached.items():
            first, column = state
            if column % self._room.count or first == len(self._gaps):
                continue
            limit = self._limit(column)
            left = self._height(first, len(self._gaps))
            if left <= limit * self._room.count:
                found = self._share(first, self._room.count, left / self._room.count, limit)
                if found:
                    yield step.demerits + found[0], state, found[1]

    def _share(
        self, first: int, columns: int, target: float, limit: float
    ) -> tuple[float, tuple[ColumnPlan, ...]] | None:
        total = len(self._gaps)
        if first == total:
            return 0.0, ()
        if columns == 1:
            height = self._height(first, total)
            return (self._missed(height, target), (ColumnPlan(first, total),)) if height <= limit else None
        best: tuple[float, tuple[ColumnPlan, ...]] | None = None
        for end in range(first + 1, self._reach(first, limit) + 1):
            height = self._height(first, end)
            penalty = self._penalties[end - 1] if end < total else 0.0
            cost = self._missed(height, target) + penalty
            if cost == FORBIDDEN or height < target - _SHORT * self._room.line:
                continue
            rest = self._share(end, columns - 1, target, limit)
            if rest and (best is None or cost + rest[0] < best[0]):
                best = cost + rest[0], (ColumnPlan(first, end), *rest[1])
        return best

    def _extend(self, state: State) -> None:
        first, column = state
        limit = self._limit(column)
        following = column + 1 if column + 1 < 2 * self._room.count else self._room.count
        found = False
        for end in range(self._reach(first, limit), first, -1):
            lines = (limit - self._height(first, end)) / self._room.line
            if found and lines > _SHORT:
                return
            penalty = self._penalties[end - 1] if end < len(self._gaps) else 0.0
            if penalty == FORBIDDEN:
                continue
            demerits = self._reached[state].demerits + penalty + lines * lines
            known = self._reached.get((end, following))
            if known is None or demerits < known.demerits:
                self._reached[end, following] = _Step(demerits, state)
            found = True

    def _limit(self, column: int) -> float:
        return self._room.first if column < self._room.count else self._room.height

    def _height(self, first: int, end: int) -> float:
        above = self._feet[first - 1] if first else 0.0
        return self._feet[end - 1] - above - self._gaps[first] + self._opening[first]

    def _reach(self, first: int, limit: float) -> int:
        """The furthest end of a column that begins with a band."""
        above = self._feet[first - 1] if first else 0.0
        room = limit + _ROUNDING + above + self._gaps[first] - self._opening[first]
        return bisect_right(self._feet, room)

    def _missed(self, height: float, target: float) -> float:
        lines = (height - target) / self._room.line
        return lines * lines

    def _trace(self, state: State) -> list[ColumnPlan]:
        plans: list[ColumnPlan] = []
        while (before := self._reached[state].before) is not None:
            plans.append(ColumnPlan(before[0], state[0]))
            state = before
        return plans[::-1]
