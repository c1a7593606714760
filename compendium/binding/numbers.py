"""Writes the objects of an opened PDF under other numbers (ISO 32000-1, 7.3.10)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Pdf, Stream

_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|(\d+) (\d+) R\b", re.DOTALL)
"""A reference; strings are matched too, so that nothing in them is taken for one."""


@dataclass(frozen=True, slots=True)
class Written:
    """An object as it is written.

    Attributes:
        number: its number.
        text: what stands between `obj` and `endobj`; of a stream its dictionary.
        data: the bytes of a stream; None for what is no stream.
    """

    number: int
    text: bytes
    data: bytes | None = None


class Numbers:
    """Gives the objects of one PDF numbers in another file, in the order in which they are met."""

    def __init__(self, pdf: Pdf, first: int) -> None:
        """Begin with no object.

        Args:
            pdf: where the objects are; it has to stay open.
            first: the first number that is free.
        """
        self._pdf = pdf
        self._next = first
        self._known: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, Object]] = []

    @property
    def next(self) -> int:
        """The first number that is still free."""
        return self._next

    def reserve(self) -> int:
        """Take a number."""
        self._next += 1
        return self._next - 1

    def place(self, item: Object, number: int) -> None:
        """Write an object under a number that was chosen for it."""
        self._known[item.objgen] = number
        self._waiting.append((number, item))

    def stand_in(self, number: int) -> Object:
        """An object to refer to in the place of one that is written by somebody else under this number."""
        item = self._pdf.make_indirect(Dictionary())
        self._known[item.objgen] = number
        return item

    def leads_to(self, item: Object, number: int) -> None:
        """Let references to an object lead to one that is written by somebody else under this number."""
        self._known[item.objgen] = number

    def number(self, item: Object) -> int:
        """The number of an object, which is written with all that it refers to."""
        found = self._known.get(item.objgen)
        if found is None:
            found = self.reserve()
            self.place(item, found)
        return found

    def value(self, item: Object | int) -> bytes:
        """A value within another: a reference to what is an object by itself, else its text."""
        if isinstance(item, int):
            return b"%d" % item
        return b"%d 0 R" % self.number(item) if item.is_indirect else self.text(item)

    def text(self, item: Object) -> bytes:
        """An object as it is written, what it refers to under the new numbers."""
        return _REFERENCE.sub(self._renumbered, item.unparse(resolved=True))

    def written(self) -> Iterator[Written]:
        """Every object that was placed or is referred to by one of these; each is written once."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for number, item in waiting:
                yield self._stream(number, item) if isinstance(item, Stream) else Written(number, self.text(item))

    def _renumbered(self, found: re.Match[bytes]) -> bytes:
        if found[1] is None:
            return found[0]
        place = int(found[1]), int(found[2])
        number = self._known.get(place)
        if number is None:
            number = self.number(self._pdf.get_object(place))
        return b"%d 0 R" % number

    def _stream(self, number: int, item: Stream) -> Written:
        entries, data = item.stream_dict, item.read_raw_bytes()
        # Metadata stays plain, for programs that read it without opening the file (ISO 32000-1, 14.3.2).
        if Name.Filter not in entries and entries.get(Name.Type) != Name.Metadata:
            data = zlib.compress(data)
            entries[Name.Filter] = Name.FlateDecode
        entries[Name.Length] = len(data)
        return Written(number, self.text(entries), data)
