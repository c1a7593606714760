"""Files of folders that were read before and found in order: in this process, or by one that kept what it read."""

from __future__ import annotations

from compendium.files import Kept, digest_of
from compendium.model.words import Value
from compendium.source.document import Document
from compendium.source.forms import Record
from compendium.source.kinds import Kind

_REMEMBERED = 1024
"""Files that a process remembers; one that watches a project reads all of them at every change."""

_READ_BEFORE: dict[tuple[str, str], tuple[Record, Value]] = {}
"""Kind and name of each such file with what it was read as."""


class Remembered:
    """What files were read as; a file with another text is not known."""

    def __init__(self, kept: Kept) -> None:
        """Remember what this process has read, and what is kept.

        Args:
            kept: where values are kept by kind and text; it has to forget when the program changes.
        """
        self._kept = kept

    def find(self, kind: Kind, document: Document) -> tuple[Record, Value] | None:
        """The record of a file and its value, or None where it is not known; the file need not be parsed for it."""
        key = kind.name, document.file
        before = _READ_BEFORE.get(key)
        if before and before[0].document.data == document.data:
            # Those that are not asked for any more are the first to go.
            _READ_BEFORE[key] = _READ_BEFORE.pop(key)
            return before
        data = self._kept.get(_digest(kind, document))
        if data is None:
            return None
        item = kind.model.model_validate_json(data)
        return self._remember(kind, document, item)

    def keep(self, kind: Kind, document: Document, item: Value) -> None:
        """Remember a file in which nothing was wrong."""
        self._remember(kind, document, item)
        # What the file leaves out is left out, so that the value that comes back does not say it either.
        self._kept.put(_digest(kind, document), item.model_dump_json(exclude_unset=True).encode())

    def _remember(self, kind: Kind, document: Document, item: Value) -> tuple[Record, Value]:
        # Of a record in which nothing is wrong, only its name is asked for again.
        record = Record(document, (), {kind.ident: getattr(item, kind.ident or "id")})
        _READ_BEFORE[kind.name, document.file] = record, item
        while len(_READ_BEFORE) > _REMEMBERED:
            del _READ_BEFORE[next(iter(_READ_BEFORE))]
        return record, item


def _digest(kind: Kind, document: Document) -> str:
    return digest_of(["record", kind.name, document.data])
