"""Which numbers the objects of the bound book have.

A section has a run of numbers to itself, longer than it needs, so that a section that changes a little moves no other:
what is bound of the others stays as it is. Numbers without an object are free (ISO 32000-1, 7.5.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAGES, LEAVES, STRUCTURE, DOCUMENT, PARENTS, IDS, OUTLINES, LABELS = range(1, 9)
"""Objects of the whole book: the page tree and the one node below it, the structure tree, its Document, the trees of
parents and of ids, the outline, the page labels. Copies replace them (see `binding.copies`)."""

_FIRST_PART = 9
_PARTS = 55
"""Numbers for the Parts of the structure: the twenty that an edition may have, prelims, back, and what is between."""

FIRST_FACE = _FIRST_PART + _PARTS

_ROUND = 256
"""Runs are multiples of this many numbers."""

_OWN = 3
"""What a section has before its pages: the node of the page tree, its leaves of the trees of parents and of ids."""


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers of one section.

    Attributes:
        base: the first of them.
        pages: how many pages it has.
        limit: the first number after them.
    """

    base: int
    pages: int
    limit: int

    @property
    def node(self) -> int:
        """The number of the section's node in the page tree."""
        return self.base

    @property
    def parents(self) -> int:
        """The number of its leaf of the tree of parents."""
        return self.base + 1

    @property
    def ids(self) -> int:
        """The number of its leaf of the tree of ids."""
        return self.base + 2

    def page(self, index: int) -> int:
        """The number of a page."""
        return self.base + _OWN + index

    @property
    def others(self) -> int:
        """The first number of what is no page."""
        return self.base + _OWN + self.pages


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers of a book.

    Attributes:
        runs: section to its numbers, in the order of the book.
        parts: section to the number of the Part of the structure that holds it.
        end: the first number after all sections.
    """

    runs: Mapping[str, Run]
    parts: Mapping[str, int]
    end: int


def planned(pages: Mapping[str, int], objects: Mapping[str, int], places: Mapping[str, str], first: int) -> Plan:
    """Give every section its numbers.

    Args:
        pages: section to the number of its pages, in the order of the book.
        objects: section to the most objects that it will have.
        places: section to the name of the Part that holds it.
        first: the first number that is free.
    """
    start = _rounded(first)
    runs: dict[str, Run] = {}
    for section, count in pages.items():
        limit = start + _rounded(_OWN + 2 * count + objects[section])
        runs[section] = Run(start, count, limit)
        start = limit
    names: list[str] = []
    parts: dict[str, int] = {}
    for section in pages:
        place = places.get(section, "")
        if not names or names[-1] != place:
            names.append(place)
        parts[section] = _FIRST_PART + len(names) - 1
    if len(names) > _PARTS:
        raise ValueError(f"the sections stand in {len(names)} parts, more than {_PARTS}")
    return Plan(runs, parts, start)


def _rounded(count: int) -> int:
    return -(-count // _ROUND) * _ROUND
