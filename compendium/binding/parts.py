"""Parts of a file: objects that are written together, and what is needed to put them anywhere in a file.

Objects refer to each other by number, not by place. So a part whose numbers stay can be kept and put into the next
file as it is, byte for byte; only the cross-reference tells anew where it stands (ISO 32000-1, 7.5.7 and 7.5.8).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compendium.binding.numbers import Numbers, Written

_TOGETHER = 200
"""Objects in one object stream: enough to compress well, few enough for a reader that wants one of them."""

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE, _PLAIN, _PACKED = 0, 1, 2
_ENTRY = struct.Struct(">BIH")
_WIDTHS = b"1 4 2"
"""Bytes of the fields of a cross-reference entry: its kind, a place or a number, a position."""


@dataclass(frozen=True, slots=True)
class Part:
    """Objects that are written together.

    Attributes:
        body: their bytes.
        places: number of each object that stands by itself to its place in the body.
        packed: number of each object stream to the numbers of the objects in it, in their order.
    """

    body: bytes
    places: Mapping[int, int]
    packed: Mapping[int, Sequence[int]]

    def dump(self) -> bytes:
        """The part as bytes; `load_part` gives it back."""
        head = json.dumps([list(self.places.items()), list(self.packed.items())]).encode()
        return len(head).to_bytes(8, "big") + head + self.body


def load_part(data: bytes) -> Part:
    """The part that `Part.dump` made bytes of."""
    size = int.from_bytes(data[:8], "big")
    places, packed = json.loads(data[8 : 8 + size])
    return Part(data[8 + size :], dict(places), dict(packed))


def part_of(objects: Iterable[Written], numbers: Numbers) -> Part:
    """Write objects: streams by themselves, all others in object streams.

    Args:
        objects: what to write.
        numbers: gives the object streams their numbers once the others have theirs.
    """
    pieces: list[bytes] = []
    places: dict[int, int] = {}
    packed: dict[int, Sequence[int]] = {}
    position = 0
    plain: list[Written] = []

    def stood(number: int, text: bytes, data: bytes) -> None:
        nonlocal position
        places[number] = position
        pieces.append(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, text, data))
        position += len(pieces[-1])

    for item in objects:
        if item.data is None:
            plain.append(item)
        else:
            stood(item.number, item.text, item.data)
    for start in range(0, len(plain), _TOGETHER):
        together = plain[start : start + _TOGETHER]
        number = numbers.reserve()
        packed[number] = [item.number for item in together]
        stood(number, *_object_stream(together))
    return Part(b"".join(pieces), places, packed)


def joined(parts: Sequence[Part], size: int, trailer: Mapping[str, bytes]) -> bytes:
    """One file of all parts.

    Args:
        parts: in their order; together they hold every object.
        size: the first number that no object has.
        trailer: its entries, as written: `Root`, `Info`, `ID`.
    """
    rows = bytearray(_ENTRY.size * (size + 1))
    position = len(_HEAD)
    for part in parts:
        for number, place in part.places.items():
            _ENTRY.pack_into(rows, _ENTRY.size * number, _PLAIN, position + place, 0)
        for stream, held in part.packed.items():
            for place, number in enumerate(held):
                _ENTRY.pack_into(rows, _ENTRY.size * number, _PACKED, stream, place)
        position += len(part.body)
    _ENTRY.pack_into(rows, _ENTRY.size * size, _PLAIN, position, 0)
    _ENTRY.pack_into(rows, 0, _FREE, 0, 65535)
    table = zlib.compress(bytes(rows))
    entries = b"".join(b"/%s %s" % (key.encode(), value) for key, value in trailer.items())
    head = b"<</Type/XRef/Filter/FlateDecode/W[%s]/Size %d%s/Length %d>>" % (_WIDTHS, size + 1, entries, len(table))
    last = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (size, head, table, position)
    return b"".join([_HEAD, *(part.body for part in parts), last])


def _object_stream(objects: Sequence[Written]) -> tuple[bytes, bytes]:
    """The dictionary and the bytes of an object stream."""
    index: list[bytes] = []
    place = 0
    for item in objects:
        index.append(b"%d %d" % (item.number, place))
        place += len(item.text) + 1
    first = b" ".join(index) + b"\n"
    data = zlib.compress(first + b"\n".join(item.text for item in objects))
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(objects), len(first), len(data))
    return head, data
