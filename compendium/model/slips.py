"""What slips hold, for those who do not see it: a structure of elements, with their marks and links.

It is kept as a text, which is read only where pages are pasted up.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class SlipMark(NamedTuple):
    """A marked piece of a slip, and the number that it is marked with there, from 0."""

    slip: int
    number: int


class SlipLink(NamedTuple):
    """A link on a slip.

    Attributes:
        slip: the page of the Proof that bears the slip.
        edges: left, upper, right and lower edge, in points from the upper left corner of the slip.
        address: what it leads to.
        words: what it says of itself.
    """

    slip: int
    edges: tuple[float, float, float, float]
    address: str
    words: str


class SlipElement(NamedTuple):
    """An element of the structure.

    Attributes:
        entries: what it says of itself, as it is written in a PDF.
        kids: what it holds, in reading order.
    """

    entries: str
    kids: tuple[SlipElement | SlipMark | SlipLink, ...]


def structure_text(structure: SlipElement) -> str:
    """A structure as text; `structure_of` gives it back."""
    return json.dumps(structure, ensure_ascii=False, separators=(",", ":"))


def structure_of(text: str) -> SlipElement:
    """The structure that `structure_text` made a text of."""
    return _element(*json.loads(text))


def _element(entries: str, kids: list[list[Any]]) -> SlipElement:
    return SlipElement(entries, tuple(map(_kid, kids)))


def _kid(kept: list[Any]) -> SlipElement | SlipMark | SlipLink:
    if isinstance(kept[0], str):
        return _element(*kept)
    if len(kept) == len(SlipMark._fields):
        return SlipMark(*kept)
    slip, edges, address, words = kept
    return SlipLink(slip, tuple(edges), address, words)
