"""Finds where a value stands in the files that were read."""

from __future__ import annotations

import re
from typing import TypeAlias

from compendium.diagnostics import Place
from compendium.files import digest_of
from compendium.source.document import Document, Mapping, Node, Scalar, Sequence

_PARSED = 8
"""Documents that stay parsed: findings come file by file, and what one finding says of others is in few of them."""

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions, from the top of a file or from a record down to a value."""


class Marks:
    """The places of the records of a Library; fulfils `compendium.model.library.Places`."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._records: dict[int, tuple[object, Document, Path]] = {}
        self._named: dict[tuple[type, object], int] = {}
        self._parsed: dict[str, Document] = {}

    def add(self, item: object, document: Document, at: Path) -> None:
        """Remember where a record stands."""
        self._records[id(item)] = (item, document, at)
        name = getattr(item, "id", None)
        if name is not None:
            self._named[type(item), name] = id(item)

    def find(self, item: object, *path: str | int, needle: str = "", key: bool = False) -> Place:
        """The place of a value, see `compendium.model.library.Places.find`."""
        found = self._records.get(id(item))
        if found is None:
            # A changed copy of a record stands where the record stands.
            found = self._records.get(self._named.get((type(item), getattr(item, "id", None)), 0))
        if found is None:
            return Place(self._root)
        _, document, at = found
        self._parsed[document.file] = self._parsed.pop(document.file, document)
        if len(self._parsed) > _PARSED:
            self._parsed.pop(next(iter(self._parsed))).fold()
        return locate(document, (*at, *path), needle=needle, key=key)

    def digest(self, item: object) -> str:
        """The digest of the file of a record, see `compendium.model.library.Places.digest`."""
        found = self._records.get(id(item))
        return digest_of([found[1].file, found[1].data]) if found else ""


def locate(document: Document, path: Path, *, needle: str = "", key: bool = False) -> Place:
    """The place of a value, or of the nearest value above it that is in the file.

    Args:
        document: the file.
        path: keys and positions from its top.
        needle: a piece of the text, to point at it within a scalar.
        key: point at the last key instead of its value.
    """
    node = document.root
    if node is None:
        return Place(document.file)
    start = node.start
    for step in path:
        found = _step(node, step)
        if found is None:
            return document.place(start)
        start, node = found if key else (found[1].start, found[1])
    if needle and isinstance(node, Scalar) and not key:
        start = _within(document.text, node, needle)
    return document.place(start)


def _step(node: Node, step: str | int) -> tuple[int, Node] | None:
    """The start of the key and the value behind it."""
    if isinstance(node, Mapping):
        for name, value in node.pairs:
            if isinstance(name, Scalar) and name.value == str(step):
                return name.start, value
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step].start, node.items[step]
    return None


def _within(text: str, node: Scalar, needle: str) -> int:
    raw = text[node.start : node.end]
    # The indicator of a block scalar is not a part of its text.
    skipped = raw.find("\n") + 1 if node.style in {"|", ">"} else 0
    found = raw.find(needle, skipped)
    if found >= 0:
        return node.start + found
    match = re.compile("".join(_written(char) for char in needle)).search(raw, skipped)
    return node.start + match.start() if match else node.start


def _written(char: str) -> str:
    """How a character of the value may stand in the file: folded over lines, doubled or behind a backslash."""
    if char.isspace():
        return r"(?:\\?\s)+"
    if char == "'":
        return "''?"
    return rf"\\?{re.escape(char)}"
