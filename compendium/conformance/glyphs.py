"""The glyphs that a page shows, and what each of them is in the font program that the file embeds.

A font of a bound book holds what all of its pages show. Where one page shows a glyph more, the font changes, and the
other pages do not: so of a font only those glyphs count that a page shows itself, and what is said of all glyphs, such
as their bounds. Fonts and pages of other kinds than the house makes are taken for what they are as a whole.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Stream

from compendium.files import digest_of

Shown: TypeAlias = Mapping[str, str]
"""Name of a font on a page to the codes that are shown in it: four hexadecimal digits each, ascending."""

_CODE = 4
_EACH = re.compile("." * _CODE)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_TOKEN = re.compile(
    rb"""
    <<(?:[^<>()]|<[0-9A-Fa-f]*>|\((?:[^\\()]|\\.)*\))*>>        # what marked content is called
    | /([^\s/<>\[\]()%]+)(?:\s+[-+.\d]+\s+(Tf)\b)?               # 1, 2: a name, and whether it is a font that is taken
    | (\[[-+.\s\dA-Fa-f<>]*\]\s*TJ\b | <[0-9A-Fa-f]*>\s*Tj\b)    # 3: what is shown
    | (?<![^\s])([qQ])(?![^\s])                                  # 4: the state is put by, or taken up again
    | ([(<%]|\bBI\b)                                             # 5: what this does not read
    """,
    re.VERBOSE | re.DOTALL,
)


def shown_on(page: Object) -> Shown | None:
    """What a page shows, or None where it does so in a way that this does not read."""
    resources = page.get(Name.Resources)
    if not isinstance(resources, Dictionary) or _shows_elsewhere(resources):
        return None
    contents = page.get(Name.Contents)
    streams = list(contents) if isinstance(contents, Array) else [contents]
    shown = _shown_in(b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, Stream)))
    fonts = {name[1:] for name, _ in resources.get(Name.Font, Dictionary()).items()}
    return shown if shown is not None and shown.keys() <= fonts else None


def _shows_elsewhere(resources: Object) -> bool:
    """Whether text may be shown by anything but the contents of the page, or in a font that they do not name."""
    forms = [item for item in _values(resources, Name.XObject) if item.get(Name.Subtype) != Name.Image]
    states = [item for item in _values(resources, Name.ExtGState) if Name.Font in item]
    return bool(forms or states or _values(resources, Name.Pattern))


def _values(resources: Object, kind: Name) -> list[Object]:
    return [item for _, item in resources.get(kind, Dictionary()).items()]


def _shown_in(contents: bytes) -> Shown | None:
    found: dict[bytes, list[bytes]] = {}
    font, before = b"", list[bytes]()
    for token in _TOKEN.finditer(contents):
        name, is_font, shows, state, other = token.groups()
        if other:
            return None
        if is_font:
            font = name
        elif shows:
            found.setdefault(font, []).append(shows)
        elif state == b"q":
            before.append(font)
        elif state and before:
            font = before.pop()
    if b"" in found:
        return None
    codes = {font.decode("latin-1"): _codes(b"".join(shows)) for font, shows in found.items()}
    read = {font: known for font, known in codes.items() if known is not None}
    return read if len(read) == len(codes) else None


def _codes(shows: bytes) -> str | None:
    strings = set(_HEX.findall(shows))
    if any(len(string) % _CODE for string in strings):
        return None
    codes = {string[start : start + _CODE].lower() for string in strings for start in range(0, len(string), _CODE)}
    return b"".join(sorted(codes)).decode()


_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_COUNTS = re.compile(rb"\d+\s+beginbfchar\s+endbfchar\s+")
_SPACE_END = b"endcodespacerange"
_WIDTHS = re.compile(rb"(\d+)\s*\[([-+.\d\s]*)\]")
_BY_GLYPH = frozenset({"glyf", "loca", "hmtx"})
_COUNTED = {"head": slice(8, 12), "maxp": slice(4, 6), "hhea": slice(34, 36)}
"""Where tables tell how many glyphs there are, or the sum of the whole program (OpenType)."""

_DEEPEST = 8
"""How deep glyphs may be put together of others."""

# Flags of a component (OpenType, glyf).
_WORD_ARGUMENTS = 0x0001
_MORE_COMPONENTS = 0x0020
_TRANSFORMS = {0x0008: 2, 0x0040: 4, 0x0080: 8}
"""Flag of a transformation to its length in bytes."""


class Face:
    """A font of the kind that the house embeds: TrueType, its glyphs shown by their numbers."""

    def __init__(self, font: Object) -> None:
        """Read it.

        Raises:
            ValueError, LookupError, TypeError, AttributeError, struct.error: it is a font of another kind.
        """
        below = font[Name.DescendantFonts][0]
        if font.Encoding != Name("/Identity-H") or below.CIDToGIDMap != Name.Identity:
            raise ValueError("its codes are no numbers of glyphs")
        head, _, pairs = font.ToUnicode.read_bytes().partition(_SPACE_END)
        texts = _PAIR.findall(pairs)
        self._texts = {int(code, 16): text for code, text in texts}
        if len(self._texts) != len(texts):
            raise ValueError("a glyph stands for several texts")
        widths = below.W.unparse(resolved=True)
        self._widths: dict[int, bytes] = {}
        for first, some in _WIDTHS.findall(widths):
            self._widths.update(enumerate(some.split(), start=int(first)))
        self._tables = _tables(below.FontDescriptor.FontFile2.read_bytes())
        rest = [self._tables[name][: cut.start] + self._tables[name][cut.stop :] for name, cut in _COUNTED.items()]
        others = self._tables.keys() - _BY_GLYPH - _COUNTED.keys()
        self.rest = bytes.fromhex(
            digest_of(
                [
                    head,
                    _COUNTS.sub(b"", _PAIR.sub(b"", pairs)),
                    *_WIDTHS.sub(b"", widths).split(),
                    *rest,
                    *(part for name in sorted(others) for part in (name, self._tables[name])),
                ]
            )
        )
        """The digest of what is of no one glyph."""
        self._known: dict[str, bytes] = {}

    def glyphs(self, codes: str) -> bytes:
        """What tells some glyphs from others: their outlines, widths and characters."""
        each = _EACH.findall(codes)
        for code in each:
            if code not in self._known:
                self._known[code] = self._glyph(int(code, 16))
        return b"".join(map(self._known.__getitem__, each))

    def _glyph(self, glyph: int) -> bytes:
        parts = [self._texts.get(glyph, b"-"), self._widths.get(glyph, b"-"), *self._outline(glyph)]
        return bytes.fromhex(digest_of(parts))

    def _outline(self, glyph: int, depth: int = 0) -> Iterator[bytes]:
        """The description of a glyph and its metric, then those of its components, whatever numbers these have."""
        if depth > _DEEPEST or glyph + 1 >= len(self._offsets):
            # There is no such glyph, or it has no end: then the number tells it.
            yield b"%d" % glyph
            return
        start, end = self._offsets[glyph : glyph + 2]
        data = bytearray(self._tables["glyf"][start:end])
        places = list(_component_places(data))
        parts = [int.from_bytes(data[place : place + 2]) for place in places]
        for place in places:
            data[place : place + 2] = bytes(2)
        yield bytes(data)
        yield self._metric(glyph)
        for part in parts:
            yield from self._outline(part, depth + 1)

    def _metric(self, glyph: int) -> bytes:
        full = int.from_bytes(self._tables["hhea"][34:36])
        place = 4 * min(glyph, full - 1)
        bearing = place + 2 if glyph < full else 4 * full + 2 * (glyph - full)
        return self._tables["hmtx"][place : place + 2] + self._tables["hmtx"][bearing : bearing + 2]

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        loca = self._tables["loca"]
        if int.from_bytes(self._tables["head"][50:52]):
            return struct.unpack(f">{len(loca) // 4}I", loca)
        return tuple(2 * offset for offset in struct.unpack(f">{len(loca) // 2}H", loca))


def _tables(program: bytes) -> dict[str, bytes]:
    """The tables of a font program by their tags (OpenType, table directory)."""
    found: dict[str, bytes] = {}
    for number in range(int.from_bytes(program[4:6])):
        tag, _, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * number)
        found[tag.decode("latin-1")] = program[start : start + length]
    return found


def _component_places(data: bytes | bytearray) -> Iterator[int]:
    """Where a glyph that is put together of others has their numbers."""
    if int.from_bytes(data[:2], signed=True) >= 0:
        return
    place, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags = int.from_bytes(data[place : place + 2])
        yield place + 2
        place += 4 + (4 if flags & _WORD_ARGUMENTS else 2)
        place += sum(length for flag, length in _TRANSFORMS.items() if flags & flag)
