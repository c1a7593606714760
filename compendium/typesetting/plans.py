"""What is broken into pages, and what comes of it: bands, notes, plans of pages."""

from __future__ import annotations

import math
from dataclasses import dataclass

FORBIDDEN = math.inf
"""The penalty of a break that must not be."""

LONELY = 400.0
"""Demerits of a first or last line left alone, of text or of a note: worth twenty lines of white, so that it happens
only where nothing else fits."""


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


class UnbreakableError(Exception):
    """A band is taller than a page.

    Attributes:
        band: its position.
    """

    def __init__(self, band: int) -> None:
        self.band = band
        super().__init__(f"a line, or what stands beside it, is taller than a page (band {band} of the section)")
