"""Rules of the screen on what is read aloud, and after what: leaders are silent, and parallel text goes in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from compendium.conformance.aloud import Piece, Place
from compendium.conformance.preflight.rule import PDF, UA, Door, rule
from compendium.conformance.preflight.subject import Subject, listed
from compendium.conformance.preflight.tree import Element

_Start: TypeAlias = tuple[tuple[int, int], Piece]
"""The number of a page's object, and the piece with which a paragraph begins on it."""

_LEADER = re.compile(r"([.·‥…_])(\s*\1){3,}")
"""Four of one sign that leads the eye, and nothing between them but spaces: an ellipsis has three."""

_ON_ONE_LINE = 1.5
"""Points by which lines that stand side by side may differ: rounding, and a baseline that a note call has raised."""

_SMALLER = 0.3
"""Points by which smaller type is smaller."""

_SHOWN = 40
"""Characters that a message shows."""

_APART = 36.0
"""Points: half an inch, less than any column is wide."""


@rule("PS-LEADERS", f"{UA}, 7.1; {PDF}, 14.8.2.2", Door.SCREEN, hint="mark leaders as artifacts")
def leaders_silent(subject: Subject) -> Iterator[str]:
    """Leaders are not read aloud."""
    numbers = {page.obj.objgen: number for number, page in subject.pages}
    pages = [
        numbers[place[0]]
        for element in subject.tree
        for place in element.marks
        if place in subject.pieces and place[0] in numbers and _LEADER.search(subject.pieces[place].text)
    ]
    if pages:
        yield f"pages whose leaders are read aloud: {listed(pages)}"


@rule("PS-PARALLEL", f"{UA}, 7.2; {PDF}, 14.8.2.3", Door.SCREEN, hint="tag each paragraph before its counterpart")
def counterparts_together(subject: Subject) -> Iterator[str]:
    """In parallel text a paragraph is read, then its counterpart, then the next.

    Counterparts are paragraphs of two languages under one head that begin on one line of one page, in two columns. Two
    pairs of them are parallel text; where the second begins before the first is complete, columns are read one after
    the other. What is set smaller belongs to the paragraph above it and may be read with it, such as its themes; one
    pair alone may be two texts that stand beside each other by chance.
    """
    for holder in [None, *subject.tree]:
        kids = holder.kids if holder else [element for element in subject.tree if element.parent is None]
        paragraphs = [kid for kid in kids if kid.role == "P"]
        if len({kid.lang for kid in paragraphs}) < 2:
            continue
        starts = [_start(kid, subject) for kid in paragraphs]
        crossed = next((begin for begin in _crossed(_pairs(paragraphs, starts), starts)), None)
        if crossed is not None:
            yield f"columns are read one after the other, not paragraph by paragraph, from {_words(crossed)!r} on"


def _crossed(pairs: Sequence[tuple[int, int]], starts: Sequence[_Start | None]) -> Iterator[Piece]:
    """Where a pair begins before the one before it is complete."""
    for (first, end), (begin, _) in pairwise(pairs):
        above, below = starts[first], starts[begin]
        if begin < end and above and below and below[1].size > above[1].size - _SMALLER:
            yield below[1]


def _pairs(paragraphs: Sequence[Element], starts: Sequence[_Start | None]) -> list[tuple[int, int]]:
    """The places of paragraphs and of their counterparts, in the order of the former."""
    pages: dict[tuple[int, int], list[int]] = {}
    for place, start in enumerate(starts):
        if start:
            pages.setdefault(start[0], []).append(place)
    found = []
    for places in pages.values():
        for one, place in enumerate(places):
            others = (other for other in places[one + 1 :] if paragraphs[other].lang != paragraphs[place].lang)
            counterpart = next((other for other in others if _beside(starts[place], starts[other])), None)
            if counterpart is not None:
                found.append((place, counterpart))
    return sorted(found)


def _beside(one: _Start | None, other: _Start | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one[1].base - other[1].base) < _ON_ONE_LINE and abs(one[1].left - other[1].left) > _APART


def _start(element: Element, subject: Subject) -> _Start | None:
    """Where a paragraph begins, and its largest type; None where it has no text, or stands on a page not seen."""
    waiting, found = [element], list[tuple[Place, Piece]]()
    while waiting:
        first = waiting.pop(0)
        found += [(place, subject.pieces[place]) for place in first.marks if place in subject.pieces]
        waiting[:0] = first.kids
    if not found:
        return None
    (page, _), begun = found[0]
    # A paragraph may begin with smaller type, such as its number.
    return page, replace(begun, size=max(piece.size for _, piece in found))


def _words(piece: Piece) -> str:
    return " ".join(piece.text.split())[:_SHOWN]
