"""Finds the texts of one section on its pages, in order, each stretch of print used once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compendium.conformance.skeletons import Skeleton, skeleton

_LEAST = 20
"""Characters that a page holds at least of a text that began before it and goes on after it."""
_END = 120
"""Characters of the beginning and of the end of a text by which it is known again."""
_CHANCE = 3
"""Characters at which a text may seem to go on, by chance, into the next on the page: both may claim them."""
_SHOWN = 60
"""Characters of a missing text that a message shows."""


@dataclass(slots=True)
class Cursor:
    """How far a column has been read: page in the section, position in its skeleton."""

    page: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text was found.

    Attributes:
        pages: indices in the section of the pages that hold it, in order.
        missing: the characters from where it could not be followed; empty where all of it was found.
        hyphens: characters around a hyphen that only one side has; empty where they agree.
    """

    pages: tuple[int, ...]
    missing: str = ""
    hyphens: str = ""


@dataclass(slots=True)
class SectionText:
    """The pages of one section, and what of their text has been accounted for."""

    pages: Sequence[Skeleton]
    step: int = 1
    """How many pages on a text continues: 2 where each language has every other page."""
    _taken: list[list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self._taken = [[] for _ in self.pages]

    def find(self, pieces: Sequence[str], cursor: Cursor, last: int | None = None) -> Found:
        """Find the pieces of a text in order and move the cursor behind them.

        A text may stop only where one of its pieces ends or where a page does: what follows on the same page has to
        follow at once, or it is missing.

        Args:
            pieces: plain texts.
            cursor: where to begin; it moves.
            last: index of the last page to look at; the last of the section where it is None.
        """
        last = len(self.pages) - 1 if last is None else min(last, len(self.pages) - 1)
        pages: list[int] = []
        wrong = ""
        for piece in pieces:
            missing, hyphens = self._follow(skeleton(piece), cursor, last, pages)
            wrong = wrong or hyphens
            if missing:
                return Found(tuple(dict.fromkeys(pages)), missing, wrong)
        return Found(tuple(dict.fromkeys(pages)), hyphens=wrong)

    def repeats(self, text: str) -> Iterator[int]:
        """The pages that hold a text once more, beside what has been accounted for."""
        whole = skeleton(text).text
        # A page may break a text that is there twice: its two ends tell as well as all of it.
        ends = dict.fromkeys((whole[:_END], whole[-_END:]))
        for index, page in enumerate(self.pages):
            if any(end in page.text and self._free(index, end, 0) >= 0 for end in ends):
                yield index

    def _follow(self, wanted: Skeleton, cursor: Cursor, last: int, pages: list[int]) -> tuple[str, str]:
        """Follow one piece from page to page: what is missing and which hyphen is wrong, empty when all is well."""
        done, total, wrong = 0, len(wanted.text), ""
        while done < total:
            rest = wanted.text[done:]
            length, start = self._longest(rest, cursor)
            if length < len(rest):
                if cursor.page + self.step > last or (done and length < _LEAST):
                    return rest[length:][:_SHOWN], wrong
                later = None if done else self._whole_on(rest, cursor.page + self.step, last)
                if later is not None:
                    cursor.page, cursor.position = later, 0
                    continue
            if length:
                wrong = wrong or self._hyphens(wanted, done, (start, start + length), cursor.page)
                self._take(cursor.page, start, start + length)
                pages.append(cursor.page)
                done += length
                cursor.position = start + length
            if done < total:
                cursor.page, cursor.position = cursor.page + self.step, 0
        return "", wrong

    def _whole_on(self, text: str, first: int, last: int) -> int | None:
        """The first page that holds all of a text."""
        return next((index for index in range(first, last + 1, self.step) if self._free(index, text, 0) >= 0), None)

    def _longest(self, text: str, cursor: Cursor) -> tuple[int, int]:
        """The longest beginning of a text on the cursor's page: its length and its place.

        What begins with a longer part begins with a shorter one too, so halving finds it.
        """
        start = self._free(cursor.page, text, cursor.position)
        if start >= 0:
            return len(text), start
        low, high, place = 0, len(text) - 1, -1
        while low < high:
            middle = (low + high + 1) // 2
            start = self._free(cursor.page, text[:middle], cursor.position)
            if start >= 0:
                low, place = middle, start
            else:
                high = middle - 1
        return low, place

    def _free(self, page: int, text: str, position: int) -> int:
        """Where a text stands on a page, from a position on, in print that nothing has been found in yet; or -1."""
        start = self.pages[page].text.find(text, position)
        while start >= 0:
            end = self._end_of_taken(page, start, start + len(text))
            if end is None:
                return start
            start = self.pages[page].text.find(text, end)
        return -1

    def _end_of_taken(self, page: int, start: int, end: int) -> int | None:
        taken = self._taken[page]
        before = bisect_right(taken, (end - 1, 2**31)) - 1
        if before >= 0 and taken[before][1] > start + _CHANCE:
            return taken[before][1]
        return None

    def _take(self, page: int, start: int, end: int) -> None:
        taken = self._taken[page]
        taken.insert(bisect_right(taken, (start, end)), (start, end))

    def _hyphens(self, wanted: Skeleton, done: int, stretch: tuple[int, int], page: int) -> str:
        """The surroundings of the first hyphen that is printed and not wanted, or wanted and not printed."""
        printed = self.pages[page]
        start, end = stretch
        ours = wanted.hyphens_within(done, done + end - start)
        theirs = printed.hyphens_within(start, end)
        doubtful = {position - start for position in printed.doubtful if start < position < end}
        wrong = (theirs - ours) | (ours - theirs - doubtful)
        if not wrong:
            return ""
        first = done + min(wrong)
        return f"{wanted.text[max(0, first - 12) : first]}|{wanted.text[first : first + 12]}"
