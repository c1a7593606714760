"""Plain values out of YAML nodes: every scalar stays the characters that were written."""

from __future__ import annotations

import re

from compendium.diagnostics import Diagnostic
from compendium.source import codes
from compendium.source.document import Document, Mapping, Node, Scalar, Sequence

MAX_UNFOLDED = 10_000
"""Nodes that aliases may repeat in one file; a list of themes repeated in each paragraph stays far below."""

_NULL = re.compile(r"(|~|null|Null|NULL)\Z")
_BOOLEAN = re.compile(r"(yes|no|on|off|true|false)\Z", re.IGNORECASE)
"""As PyYAML resolves YAML 1.1; it reads `y` and `n` as words, which lettered notes need."""


def plain_value(document: Document) -> tuple[object, list[Diagnostic]]:
    """The content of a file as dicts, lists, strings and None, with what is wrong in its keys and aliases."""
    reader = _Reader(document)
    return (reader.value(document.root) if document.root is not None else None), reader.faults


def is_null(node: Node) -> bool:
    """Whether a node says that there is nothing."""
    return isinstance(node, Scalar) and not node.style and _NULL.match(node.value) is not None


class _Reader:
    def __init__(self, document: Document) -> None:
        self.faults: list[Diagnostic] = []
        self._document = document
        self._seen: set[int] = set()
        self._open: set[int] = set()
        self._unfolded = 0

    def value(self, node: Node) -> object:
        if not self._may_unfold(node):
            return None
        if isinstance(node, Scalar):
            return None if is_null(node) else node.value
        self._open.add(id(node))
        found: object = [self.value(item) for item in node.items] if isinstance(node, Sequence) else self._mapping(node)
        self._open.discard(id(node))
        return found

    def _may_unfold(self, node: Node) -> bool:
        if id(node) in self._seen:
            self._unfolded += 1
        self._seen.add(id(node))
        if self._unfolded == MAX_UNFOLDED:
            self._blame(f"the aliases of this file unfold to more than {MAX_UNFOLDED} values", node)
        if id(node) in self._open:
            self._blame("an alias stands inside the value that it repeats", node)
            return False
        return self._unfolded < MAX_UNFOLDED

    def _blame(self, message: str, node: Node) -> None:
        self.faults.append(codes.ALIASES.at(self._document.place(node.start), message, "write the values out"))

    def _mapping(self, node: Mapping) -> dict[str, object]:
        found: dict[str, object] = {}
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar) or is_null(key):
                message, hint = (
                    "a key has to be a word",
                    "put the text in quotes if it begins with a bracket or a brace",
                )
                self.faults.append(codes.BAD_KEY.at(self._document.place(key.start), message, hint))
            elif not key.style and _BOOLEAN.match(key.value):
                message = f"YAML reads the key `{key.value}` as true or false"
                self.faults.append(
                    codes.BOOLEAN_KEY.at(self._document.place(key.start), message, f'put it in quotes: "{key.value}":')
                )
            elif key.value in found:
                message = f"the key `{key.value}` stands twice in this record"
                hint = f"the first is at line {self._document.place(first[key.value].start).line}; keep one of them"
                self.faults.append(codes.DUPLICATE_KEY.at(self._document.place(key.start), message, hint))
            else:
                first[key.value] = key
                found[key.value] = self.value(value)
        return found
