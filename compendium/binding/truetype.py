"""Subsets of one TrueType font, joined into one.

The engine's subsetter keeps the id of every glyph that the text shows, so such a glyph stands under the same number in
every subset, and the union is made glyph by glyph, without the original font: exact for variable fonts too, whose
instances are embedded as static fonts. A glyph that is only a component of others, such as an accent, gets any free
number; it is known by its outline alone and numbered anew.
"""

from __future__ import annotations

import io
import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

from compendium.files import digest_of

_KEPT = ("head", "hhea", "maxp", "cvt ", "fpgm", "prep")
"""With glyf, loca and hmtx, all that a PDF reader needs of a TrueType program (ISO 32000-1, 9.9)."""
_LONG_OFFSETS = 1
_UNITS_PER_EM = slice(18, 20)
_NOTDEF = 0

# Flags of a component (OpenType, glyf).
_WORD_ARGUMENTS = 0x0001
_MORE_COMPONENTS = 0x0020
_TRANSFORMS = {0x0008: 2, 0x0040: 4, 0x0080: 8}
"""Flag of a transformation to its length in bytes."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One glyph, whatever its number.

    Attributes:
        bare: its description without padding, the numbers of components left out: what makes it the same or another.
        metric: advance width and left side bearing, as the hmtx table holds them.
        parts: its components in order.
        data: its description in full; padding is the subsetter's choice and does not count.
    """

    bare: bytes
    metric: bytes
    parts: tuple[Outline, ...] = ()
    data: bytes = field(default=b"", compare=False)

    @property
    def digest(self) -> str:
        """What tells it from another outline, in hexadecimal."""
        return digest_of([self.bare, self.metric, *(part.digest for part in self.parts)])[:16]


@dataclass(slots=True)
class TrueTypeUnion:
    """Glyphs of several subsets by glyph id, with the other tables of the first."""

    tables: dict[str, bytes]
    glyphs: dict[int, Outline] = field(default_factory=dict)

    @property
    def units(self) -> int:
        """Units of the em."""
        return int.from_bytes(self.tables["head"][_UNITS_PER_EM])

    def add(self, other: TrueTypeUnion) -> None:
        """Take the glyphs of another subset."""
        self.glyphs = {**other.glyphs, **self.glyphs}

    def program(self) -> bytes:
        """The font program with every glyph."""
        glyphs = _numbered(self.glyphs)
        numbers = {outline: glyph for glyph, outline in reversed(glyphs.items())}
        count = max(glyphs) + 1
        offsets = array("I", [0])
        outlines = bytearray()
        for glyph in range(count):
            described = _described(glyphs[glyph], numbers) if glyph in glyphs else b""
            outlines += described + bytes(-len(described) % 4)
            offsets.append(len(outlines))
        tables = {tag: self.tables[tag] for tag in _KEPT if tag in self.tables}
        # A font without any outline still needs the table, and an empty table is none.
        tables["glyf"] = bytes(outlines) or b"\0"
        tables["loca"] = _big_endian(offsets).tobytes()
        tables["hmtx"] = b"".join(glyphs[glyph].metric if glyph in glyphs else bytes(4) for glyph in range(count))
        tables["head"] = _head(tables["head"])
        tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", count)
        tables["maxp"] = tables["maxp"][:4] + struct.pack(">H", count) + tables["maxp"][6:]
        return _written(tables | _extremes(_written(tables), count))


def read_subset(program: bytes, used: set[int]) -> TrueTypeUnion:
    """Read a subset.

    Args:
        program: a TrueType font program.
        used: ids of the glyphs that the text shows; only they are the same glyphs in every subset.
    """
    reader = SFNTReader(io.BytesIO(program))
    tables = {str(tag): reader[tag] for tag in reader.keys()}  # noqa: SIM118 - the reader is no mapping
    offsets, scale = _offsets(tables)
    outlines = tables["glyf"]

    def outline(glyph: int) -> Outline:
        data = outlines[scale * offsets[glyph] : scale * offsets[glyph + 1]]
        metric = _metric(tables, glyph)
        places = tuple(_component_places(data))
        if not places:
            return Outline(data.rstrip(b"\0"), metric, data=data)
        bare = bytearray(data)
        parts = []
        for place in places:
            parts.append(outline(int.from_bytes(data[place : place + 2])))
            bare[place : place + 2] = bytes(2)
        return Outline(bytes(bare).rstrip(b"\0"), metric, tuple(parts), data)

    return TrueTypeUnion(tables, {g: outline(g) for g in sorted(used | {_NOTDEF}) if g < len(offsets) - 1})


def _numbered(glyphs: dict[int, Outline]) -> dict[int, Outline]:
    """The glyphs that text shows, in order, and after them each component that is none of these."""
    numbered = dict(sorted(glyphs.items()))
    known = set(numbered.values())
    waiting = list(numbered.values())
    while waiting:
        for part in waiting.pop(0).parts:
            if part not in known:
                known.add(part)
                numbered[max(numbered) + 1] = part
                waiting.append(part)
    return numbered


def _described(outline: Outline, numbers: dict[Outline, int]) -> bytes:
    data = bytearray(outline.data)
    for place, part in zip(_component_places(outline.data), outline.parts, strict=True):
        data[place : place + 2] = numbers[part].to_bytes(2)
    return bytes(data)


def _component_places(data: bytes) -> Iterator[int]:
    """Where a composite glyph names its components; a simple glyph has none."""
    if not data or int.from_bytes(data[:2], signed=True) >= 0:
        return
    place = 10
    flags = _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags = int.from_bytes(data[place : place + 2])
        yield place + 2
        place += 4 + (4 if flags & _WORD_ARGUMENTS else 2)
        place += next((length for flag, length in _TRANSFORMS.items() if flags & flag), 0)


def _offsets(tables: dict[str, bytes]) -> tuple[array[int], int]:
    """The entries of the loca table, and the bytes that each counts (OpenType, loca)."""
    is_long = struct.unpack(">h", tables["head"][50:52])[0] == _LONG_OFFSETS
    return _big_endian(array("I" if is_long else "H", tables["loca"])), 1 if is_long else 2


def _metric(tables: dict[str, bytes], glyph: int) -> bytes:
    """The metrics of a glyph; those after the last long entry share its advance (OpenType, hmtx)."""
    long_entries = int.from_bytes(tables["hhea"][34:36])
    data = tables["hmtx"]
    if glyph < long_entries:
        return data[4 * glyph : 4 * glyph + 4]
    bearing = 4 * long_entries + 2 * (glyph - long_entries)
    return data[4 * long_entries - 4 : 4 * long_entries - 2] + data[bearing : bearing + 2]


def _extremes(program: bytes, count: int) -> dict[str, bytes]:
    """The tables that state the bounds of all glyphs, the largest of them, and the extremes of their metrics.

    They are told of the glyphs that are there (OpenType, head, hhea and maxp). The subsets are no source for them:
    those of HarfBuzz 6 state the extremes of the whole face, those of HarfBuzz 10 their own, and files would differ.
    """
    font = TTFont(io.BytesIO(program), recalcTimestamp=False)
    font.setGlyphOrder([f"glyph{number}" for number in range(count)])
    font["maxp"].recalc(font)
    font["hhea"].recalc(font)
    return {tag: font[tag].compile(font) for tag in ("head", "hhea", "maxp")}


def _big_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _head(head: bytes) -> bytes:
    """The head table with long offsets, and as modified when it was created: no clock but the book's."""
    created = head[20:28]
    return head[:8] + bytes(4) + head[12:28] + created + head[36:50] + struct.pack(">h", _LONG_OFFSETS) + head[52:]


def _written(tables: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    writer = SFNTWriter(stream, len(tables), sfntVersion="\x00\x01\x00\x00")
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return stream.getvalue()
