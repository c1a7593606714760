"""Edits of a text that runs over several text nodes, and the stretches that no edit may enter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters from `start` up to `end` give way to `text`; nothing gives way where both are equal."""

    start: int
    end: int
    text: str


Rule: TypeAlias = Callable[[str], Iterable[Edit]]
"""Finds what to edit in a text; the edits are in order and do not overlap."""

SPACES = r"[ \n\t\u00a0\u202f\u2009]"
"""The spaces that may be exchanged for one another; a kept line break (U+2028) is not one of them."""

NBSP = "\u00a0"
NARROW = "\u202f"

SYMBOL = r"\b[A-Z][A-Z0-9.]*(?:/[A-Za-z0-9]+(?:[.()-][A-Za-z0-9]+)*\)?)+"
"""The symbol of a document, such as A/RES/58/164 or E/CN.4/2003/32."""

_PROTECTED = re.compile(
    rf"""
      (?:https?|ftp|mailto|doi|urn):[^\s«»<>]*[^\s«»<>.,;:!?)\]]     # addresses on the web
    | \bwww\.[^\s«»<>]*[^\s«»<>.,;:!?)\]]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                 # e-mail
    | {SYMBOL}
    | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b                           # times: 14:30
    | \b\d{{4}}-\d{{2}}-\d{{2}}\b                                  # ISO dates
    | (?<![\w])\+\d[\d \u00a0\u202f.()-]{{6,}}\d                   # telephone numbers
    | \bIS[BS]N[ \u00a0\u202f]?[\d][\dX \u00a0\u202f-]{{6,}}[\dX]  # book and serial numbers
    """,
    re.VERBOSE,
)


def by_pattern(pattern: str, text: str, flags: int = 0) -> Rule:
    """A rule that sets `text` in the place of the pattern's group `gap`, or of all it matches without one.

    Args:
        pattern: what stands around the gap belongs outside the group; `~` stands for one exchangeable space.
        text: what the gap becomes.
        flags: flags of the `re` module.
    """
    compiled = re.compile(pattern.replace("~", SPACES), flags)
    group = "gap" if "gap" in compiled.groupindex else 0

    def rule(whole: str) -> Iterator[Edit]:
        for found in compiled.finditer(whole):
            yield Edit(*found.span(group), text)

    return rule


def apply(rules: Iterable[Rule], nodes: Sequence[str]) -> list[str]:
    """Apply rules one after the other to text nodes read as one text.

    An edit never touches an address, a symbol, a time or another protected stretch. What is inserted between two nodes
    goes to the second; what replaces characters of several nodes goes to the first of them.
    """
    pieces = list(nodes)
    for rule in rules:
        whole = "".join(pieces)
        edits = [edit for edit in rule(whole) if whole[edit.start : edit.end] != edit.text]
        if edits:
            shelters = [found.span() for found in _PROTECTED.finditer(whole)]
            pieces = _carry_out([edit for edit in edits if not _intrudes(edit, shelters)], pieces)
    return pieces


def _intrudes(edit: Edit, shelters: Sequence[tuple[int, int]]) -> bool:
    if edit.start == edit.end:
        return any(start < edit.start < end for start, end in shelters)
    return any(edit.start < end and start < edit.end for start, end in shelters)


def _carry_out(edits: Sequence[Edit], pieces: list[str]) -> list[str]:
    bounds = [0, *accumulate(len(piece) for piece in pieces)]
    results: list[list[str]] = [[] for _ in pieces]
    position = 0
    whole = "".join(pieces)

    def keep(upto: int) -> None:
        for index, (start, end) in enumerate(pairwise(bounds)):
            if start < upto and position < end:
                results[index].append(whole[max(start, position) : min(end, upto)])

    for edit in edits:
        keep(edit.start)
        index = min(bisect_right(bounds, edit.start) - 1, len(pieces) - 1)
        results[index].append(edit.text)
        position = edit.end
    keep(len(whole))
    return ["".join(parts) for parts in results]
