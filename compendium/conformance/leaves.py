"""The pages of a finished file by the numbers of their objects, told without looking at any of them.

What looks at a page keeps it, and with it all that is written beside it: whoever looks at every page holds the book.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from pikepdf import AccessMode, Array, Dictionary, Name, Object, Pdf

Number: TypeAlias = tuple[int, int]
"""An object of a file: its number and its generation."""

FileAt: TypeAlias = bytes | Path
"""A finished file, in memory or where it lies."""

_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_MOST = 64
"""Levels of a page tree; one that has more goes round in a circle."""
_SECTIONS = 2
"""From this level on a node that counts as many pages as it holds kids holds pages: who reads them finds out."""
_HANDED_DOWN = (Name.Resources, Name.MediaBox, Name.CropBox, Name.Rotate)
"""What a page takes from the nodes above it where it has none of its own (ISO 32000-1, table 30)."""


def opened(file: FileAt) -> Pdf:
    """A file of which nothing is read before it is asked for.

    Raises:
        pikepdf.PdfError: it cannot be read.
    """
    if isinstance(file, Path):
        return Pdf.open(file, access_mode=AccessMode.mmap, inherit_page_attributes=False)
    return Pdf.open(io.BytesIO(file), inherit_page_attributes=False)


def references(array: Object | None) -> list[Number]:
    """What an array refers to."""
    if not isinstance(array, Array):
        return []
    return [(int(number), int(generation)) for number, generation in _REFERENCE.findall(array.unparse(resolved=True))]


def inherited(page: Object, name: Name) -> Object | int | None:
    """An attribute of a page, or of the nearest node above it that has one."""
    node: Object | None = page
    while node is not None:
        if name in node:
            return node[name]
        node = node.get(Name.Parent)
    return None


class Leaves:
    """The pages of a file in their order.

    Attributes:
        numbers: the number of each page.
        nodes: the nodes that hold pages, each with the position of its first.
        hands_down: whether a node gives something to the pages below it.
    """

    def __init__(self, pdf: Pdf) -> None:
        """Go through the page tree.

        Raises:
            ValueError: it has no end.
        """
        self.nodes: list[tuple[int, Number]] = []
        self.hands_down = False
        self._pdf = pdf
        self._found: list[Number] = []
        self._go_through(pdf.Root.get(Name.Pages, Dictionary()), 0)
        self.numbers: Sequence[Number] = tuple(self._found)

    def _go_through(self, node: Object, level: int) -> None:
        if level > _MOST:
            raise ValueError("the page tree has no end")
        self.hands_down = self.hands_down or any(name in node for name in _HANDED_DOWN)
        kids = references(node.get(Name.Kids))
        if level >= _SECTIONS and len(kids) == int(node.get(Name.Count, -1)):
            self.nodes.append((len(self._found), node.objgen))
            self._found += kids
            return
        for number in kids:
            kid = self._pdf.get_object(number)
            if Name.Kids in kid:
                self._go_through(kid, level + 1)
            else:
                self._found.append(number)
