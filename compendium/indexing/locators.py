"""From targets to locators: merged per folio, ranges only where the treatment is continuous.

After ISO 999: a locator stands once for a page; a range of pages means that the subject is treated without a break from
the first to the last, and passing mentions on neighbouring pages are not one; the principal treatment is set apart; a
note is marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from compendium.indexing.targets import Target

FolioOf: TypeAlias = Callable[[str], tuple[str, int]]
"""The folio of an anchor: its label as printed, and the position of its page in the book, from 0.

Raises:
    KeyError: the anchor is nowhere in the book.
"""


@dataclass(frozen=True, slots=True)
class Locator:
    """One locator: a folio, or a range of folios.

    Attributes:
        first: the folio as printed.
        last: the folio that ends the range; the same as `first` where there is no range.
        page: position of the first page in the book, from 0; the order of locators, roman before arabic.
        targets: the passages that the locator covers, in the order of the book; the first is where a link leads.
        principal: the subject has its principal treatment here.
        note: the subject is met in notes only.
    """

    first: str
    last: str
    page: int
    targets: tuple[Target, ...]
    principal: bool = False
    note: bool = False

    @property
    def anchor(self) -> str:
        """The anchor of the first passage."""
        return self.targets[0].anchor

    @property
    def is_range(self) -> bool:
        """Whether the locator spans several folios."""
        return self.first != self.last


@dataclass(frozen=True, slots=True)
class _Placed:
    """A target with its page."""

    page: int
    label: str
    target: Target


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Pages from `first` to `last`, treated without a break."""

    first: _Placed
    last: _Placed

    @property
    def pages(self) -> range:
        return range(self.first.page, self.last.page + 1)


def locators(targets: Iterable[Target], folio_of: FolioOf) -> tuple[Locator, ...]:
    """The locators of an entry, in the order of the book.

    Principal treatment keeps its own locator; a page that has one needs no second for what else it says, and a page
    with text needs none for its notes.

    Args:
        targets: the passages, in any order, repeats included.
        folio_of: where each anchor stands.

    Raises:
        KeyError: an anchor is nowhere in the book; no locator is made from a guess.
    """
    placed = sorted(
        (
            _Placed(page, label, target)
            for target in dict.fromkeys(targets)
            for label, page in (folio_of(target.anchor),)
        ),
        key=lambda p: (p.page, p.target.note, p.target.instrument, p.target.first, p.target.anchor),
    )
    principal = _ranges([p for p in placed if p.target.principal], ())
    plain = _ranges([p for p in placed if not p.target.principal and not p.target.note], principal)
    notes = _ranges([p for p in placed if p.target.note and not p.target.principal], (*principal, *plain))
    return tuple(_locators(sorted((*principal, *plain, *notes), key=lambda s: s.first.page), placed))


def _ranges(placed: Sequence[_Placed], taken: Sequence[_Stretch]) -> tuple[_Stretch, ...]:
    """Stretches that cover every page of the passages that no earlier stretch has taken, none twice."""
    full = {page for stretch in taken for page in stretch.pages}
    found: list[_Stretch] = []
    pieces = [piece for run in _runs(placed) for piece in _outside(run, full)]
    # The longest of those that start together comes first, so that what it covers needs no locator of its own.
    for piece in sorted(pieces, key=lambda piece: (piece[0].page, -piece[-1].page)):
        for rest in _outside(piece, full):
            found.append(_Stretch(rest[0], rest[-1]))
            full.update(found[-1].pages)
    return tuple(found)


def _runs(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Passages that follow one another in one part of one instrument without a paragraph between them."""
    ordered = sorted(placed, key=lambda p: (p.target.instrument, p.target.part, p.target.first, p.page))
    run: list[_Placed] = []
    reach = -1
    for one in ordered:
        if run and not _continues(run[-1], one, reach):
            yield run
            run = []
        reach = max(reach, one.target.last) if run else one.target.last
        run.append(one)
    if run:
        yield run


def _continues(before: _Placed, after: _Placed, reach: int) -> bool:
    same = (before.target.instrument, before.target.part) == (after.target.instrument, after.target.part)
    notes = before.target.note or after.target.note
    return same and not notes and after.target.first <= reach + 1 and after.page >= before.page


def _outside(run: Sequence[_Placed], full: set[int]) -> Iterator[list[_Placed]]:
    """The parts of a run that stand on free pages; a taken page between two passages breaks the run."""
    piece: list[_Placed] = []
    for one in run:
        if piece and any(page in full for page in range(piece[-1].page, one.page + 1)):
            yield piece
            piece = []
        if one.page not in full:
            piece.append(one)
    if piece:
        yield piece


def _locators(stretches: Sequence[_Stretch], placed: Sequence[_Placed]) -> Iterator[Locator]:
    pages = [p.page for p in placed]
    bounds = [*(bisect_left(pages, stretch.first.page) for stretch in stretches), len(placed)]
    for stretch, (start, end) in zip(stretches, pairwise(bounds), strict=True):
        targets = tuple(p.target for p in placed[start:end])
        principal = any(t.principal for t in targets)
        note = all(t.note for t in targets)
        yield Locator(stretch.first.label, stretch.last.label, stretch.first.page, targets, principal, note)
