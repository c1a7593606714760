"""Weighs the breaks of a measured paragraph against each other (after Knuth and Plass)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from compendium.typesetting.measured import Break, Measured

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

_ROW = 2
"""Lines in a row that may end in a hyphen (Chicago Manual of Style 2.117)."""

_WIDE = 2_500_000.0
"""Demerits of a third line in a row with spaces that are noticed, through which a river may run: what a line costs
whose spaces grow to five eighths of an em."""

_RIVER = 3
"""Such lines in a row that may have a river."""

_OVER = _SHRINK / 4
"""The share of its measure that a line may be too long before its spaces are taken in."""

_EASE = 0.25
"""Pixels that a line is offered beyond its width, as lengths are rounded; less than any letter is wide."""

_DOUBT = 0.05
"""Ems by which a line may come out otherwise than measured, as its last letter stands closer to a space than alone."""

_HEAD = Break(0.0, 0, 0.0, 0, 0, is_hyphenated=False)

_State: TypeAlias = tuple[int, int, int]
"""The break after which a line begins, how many lines in a row have ended in a hyphen there, and how many of them were
wide."""


class Offer(NamedTuple):
    """How much less room than the measure a line is offered, in pixels, and the break that it is to end with."""

    less: float
    ends: Break


@dataclass(frozen=True, slots=True)
class Weighing:
    """A paragraph to be broken.

    Attributes:
        paragraph: where it may be broken.
        width: the measure, in pixels.
        indent: pixels that its first line is indented.
        start: the byte of its text at which its first line begins.
    """

    paragraph: Measured
    width: float
    indent: float
    start: int
    _breaks: tuple[Break, ...] = field(init=False)
    _ends: list[float] = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Leave off what is before its first line, which is as if a break were there."""
        breaks = self.paragraph.breaks
        first = next((number for number, one in enumerate(breaks) if one.start == self.start), None)
        own = (_HEAD, *breaks) if self.start <= 0 else breaks[first:] if first is not None else ()
        object.__setattr__(self, "_breaks", own)
        object.__setattr__(self, "_ends", [one.end for one in own])
        # Where each line would begin, by the break before it.
        object.__setattr__(self, "_starts", [max(self.start, 0), *(one.start for one in own[1:])])

    def engine_way(self) -> dict[int, Break] | None:
        """The way of the engine, which makes each line as full as can be; None where it leaves a line loose.

        Returns:
            By the byte at which a line begins, the break that it ends with, where that is beyond doubt.
        """
        way: dict[int, Break] = {}
        here, row, goal = 0, 0, len(self._breaks) - 1
        doubt = _DOUBT * self.paragraph.size
        while here < goal:
            ends, is_sure = self._fullest(here, self.width + doubt, row), True
            if ends is None or self._natural(here, ends) > self.width - doubt:
                ends, is_sure = self._fullest(here, self.width, row), False
            if ends is None or (ends < goal and self._growth(here, ends) > _LOOSE):
                return None
            if is_sure:
                way[self._starts[here]] = self._breaks[ends]
            row = row + 1 if self._breaks[ends].is_hyphenated else 0
            here = ends
        return way

    def _fullest(self, here: int, room: float, row: int) -> int | None:
        """The break that the engine ends a line with in so much room, after so many lines that end in a hyphen."""
        fitting = self._fitting(here, room)
        return next((ends for ends in fitting if row < _ROW or self._breaks[ends].word is None), None)

    def best_way(self) -> dict[int, Offer]:
        """The way with the least demerits.

        Returns:
            By the byte at which a line begins, what it is to be offered; nothing where no way leads to the end.
        """
        goal = len(self._breaks) - 1
        reached: dict[_State, tuple[float, _State | None]] = {(0, 0, 0): (0.0, None)}
        at: defaultdict[int, list[_State]] = defaultdict(list, {0: [(0, 0, 0)]})
        for here in range(goal):
            states = sorted(at[here])
            for ends, demerits in self._ways(here) if states else ():
                is_wide = ends != goal and self._growth(here, ends) > _STRETCH
                for state in states:
                    following, more = self._following(state, ends, is_wide=is_wide)
                    cost = reached[state][0] + demerits + more
                    is_ladder = following[1] > _ROW
                    if not is_ladder and (following not in reached or cost < reached[following][0]):
                        if following not in reached:
                            at[ends].append(following)
                        reached[following] = (cost, state)
        return self._offered(min(at[goal], key=reached.__getitem__, default=None), reached)

    def _following(self, state: _State, ends: int, *, is_wide: bool) -> tuple[_State, float]:
        """The state below a line, and the demerits of its being like those above it."""
        _, row, wide = state
        is_hyphenated = self._breaks[ends].is_hyphenated
        wide = min(wide + 1, _RIVER) if is_wide else 0
        ladder = _LADDER if row and is_hyphenated else 0.0
        return (ends, row + 1 if is_hyphenated else 0, wide), ladder + (_WIDE if wide == _RIVER else 0.0)

    def _offered(self, last: _State | None, reached: dict[_State, tuple[float, _State | None]]) -> dict[int, Offer]:
        way: list[int] = []
        while last is not None:
            way.append(last[0])
            last = reached[last][1]
        lines = pairwise(reversed(way))
        return {
            self._starts[here]: Offer(self.width - self._natural(here, ends) - _EASE, self._breaks[ends])
            for here, ends in lines
        }

    def _ways(self, here: int) -> Iterator[tuple[int, float]]:
        """The breaks that leave the spaces of a line within bounds, the farthest first, and the next before them."""
        goal = len(self._breaks) - 1
        for ends in self._fitting(here, self.width * (1 + _OVER)):
            if ends == goal:
                if self._natural(here, ends) <= self.width:
                    yield ends, _demerits(0.0, is_hyphenated=False)
                continue
            growth = self._growth(here, ends)
            if growth >= -_SHRINK:
                yield ends, _demerits(growth, is_hyphenated=self._breaks[ends].is_hyphenated)
            if growth > _STRETCH:
                return

    def _fitting(self, here: int, room: float) -> Iterator[int]:
        """The breaks that a line may end with in so much room, the farthest first."""
        head = self._breaks[here]
        indent = self.indent if here == 0 else 0.0
        limit = room - indent + head.after
        # A hyphen sticks out beyond the break that follows it, by less than two letters.
        farthest = bisect_right(self._ends, limit + self.paragraph.size)
        share, least = self.paragraph.zone
        for ends in range(min(farthest, len(self._breaks)) - 1, here, -1):
            one = self._breaks[ends]
            if one.end > limit:
                continue
            if one.word is not None:
                natural = indent + one.end - head.after
                if natural - max(indent + one.word - head.after, 0.0) <= share * natural + least:
                    continue
            yield ends

    def _natural(self, here: int, ends: int) -> float:
        return (self.indent if here == 0 else 0.0) + self._breaks[ends].end - self._breaks[here].after

    def _growth(self, here: int, ends: int) -> float:
        """Ems that each space of a line grows."""
        spaces = self._breaks[ends].spaces - self._breaks[here].spaces_after
        return (self.width - self._natural(here, ends)) / max(spaces, 1) / self.paragraph.size


def _demerits(growth: float, *, is_hyphenated: bool) -> float:
    """What a line costs, in the measure of Knuth and Plass."""
    ratio = abs(growth) / (_STRETCH if growth > 0 else _SHRINK)
    return float((10 + 100 * ratio**3) ** 2 + (_HYPHEN if is_hyphenated else 0.0))
