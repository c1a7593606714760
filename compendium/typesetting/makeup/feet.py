"""The foot of a page: the notes that it holds, and where they run on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from compendium.typesetting.plans import Carry, Feet, NotePart, NoteStrip

Taken = Sequence[tuple[NoteStrip, int, int]]


class Foot:
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


def poured(queue: Carry, room: float, columns: int) -> tuple[Taken | None, Carry]:
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


def parts(taken: Taken, columns: int) -> Feet:
    """The parts of notes that a page prints, column by column."""
    return tuple(
        tuple(NotePart(n.id, start, stop, len(n.lines)) for n, start, stop in taken if n.column == column)
        for column in range(columns)
    )
