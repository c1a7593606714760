"""Writes an update behind a PDF: objects of another file under new numbers, and new versions of the file's own.

ISO 32000-1, 7.5.6 (incremental updates), 7.5.8 (cross-reference streams).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Object, Stream


class Update:
    """The objects of one update as they gather."""

    def __init__(self, size: int, offset: int) -> None:
        """Begin behind a file.

        Args:
            size: the first number that the file does not use.
            offset: the length of the file in bytes.
        """
        self._next = size
        self._offset = offset
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, Object]] = []
        self._bodies: dict[int, bytes] = {}
        self._replaced: dict[tuple[int, int], Mapping[str, bytes]] = {}

    def reserve(self) -> int:
        """A new number for an object that is put later."""
        self._next += 1
        return self._next - 1

    def put(self, number: int, body: bytes) -> None:
        """Give an object its body."""
        self._bodies[number] = body

    def replace(self, item: Object, entries: Mapping[str, bytes]) -> None:
        """Write these in the place of some entries of a foreign dictionary; an empty one is left out."""
        self._replaced[item.objgen] = entries

    def reference(self, item: Object) -> bytes:
        """A reference to a foreign object, which is taken over with all that it refers to."""
        if item.objgen not in self._numbers:
            self._numbers[item.objgen] = self.reserve()
            self._waiting.append((self._numbers[item.objgen], item))
        return b"%d 0 R" % self._numbers[item.objgen]

    def text(self, value: Any) -> bytes:
        """A foreign value as it is written, its references under their new numbers."""
        if isinstance(value, Object) and value.is_indirect:
            return self.reference(value)
        return self._direct(value)

    def finished(self, before: int, trailer: Mapping[str, bytes], old: bytes) -> bytes:
        """The bytes of the update.

        Args:
            before: where the file's own cross-reference begins.
            trailer: its entries that stay, `Root` and `Info`, as written.
            old: the file's permanent identifier.
        """
        while self._waiting:
            number, item = self._waiting.pop()
            self.put(number, self._body(item))
        parts, places, position = [b"\n"], {}, self._offset + 1
        for number, body in sorted(self._bodies.items()):
            part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            places[number] = position
            parts.append(part)
            position += len(part)
        new = hashlib.md5(b"".join(parts), usedforsecurity=False).digest()
        return b"".join([*parts, self._references(places, position, before, trailer, (old, new))])

    def _references(
        self, places: dict[int, int], position: int, before: int, trailer: Mapping[str, bytes], ids: tuple[bytes, bytes]
    ) -> bytes:
        number = self.reserve()
        rows = sorted({**places, number: position}.items())
        runs: list[list[int]] = []
        for n, _ in rows:
            if runs and n == runs[-1][0] + runs[-1][1]:
                runs[-1][1] += 1
            else:
                runs.append([n, 1])
        data = b"".join(b"\x01" + place.to_bytes(4, "big") + b"\x00\x00" for _, place in rows)
        entries = b"".join(b"/%s %s" % (key.encode(), value) for key, value in trailer.items())
        index = b" ".join(b"%d %d" % (first, length) for first, length in runs)
        head = b"<</Type/XRef/W[1 4 2]/Index[%s]/Size %d/Prev %d%s/ID[<%s><%s>]/Length %d>>" % (
            index, self._next, before, entries, ids[0].hex().encode(), ids[1].hex().encode(), len(data)
        )  # fmt: skip
        return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, head, data, position)

    def _body(self, item: Object) -> bytes:
        if isinstance(item, Stream):
            data = item.read_raw_bytes()
            entries = {**dict(item.stream_dict.items()), "/Length": len(data)}
            return self._dictionary(entries, {}) + b"\nstream\n" + data + b"\nendstream"
        if isinstance(item, Dictionary):
            return self._dictionary(dict(item.items()), self._replaced.get(item.objgen, {}))
        return self._direct(item)

    def _direct(self, value: Any) -> bytes:
        if isinstance(value, Dictionary):
            return self._dictionary(dict(value.items()), {})
        if isinstance(value, Array):
            return b"[%s]" % b" ".join(self.text(item) for item in value)
        if isinstance(value, Object):
            return bytes(value.unparse())
        return _native(value)

    def _dictionary(self, entries: Mapping[str, Any], replaced: Mapping[str, bytes]) -> bytes:
        # In the order of the keys: pikepdf gives them as a set, in another order in each process.
        ordered = sorted(entries.items())
        texts = {key: replaced[key] if key in replaced else self.text(value) for key, value in ordered}
        return b"<<%s>>" % b"".join(b"%s %s" % (key.encode(), text) for key, text in texts.items() if text)


def _native(value: Any) -> bytes:
    """What pikepdf gives as a value of Python's own."""
    match value:
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case Decimal() | float():
            return f"{value:f}".encode()
        case _:
            return b"null"
