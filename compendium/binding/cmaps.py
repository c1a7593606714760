"""The tables by which a PDF font tells characters and widths (ISO 32000-1, 9.7.4.3 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_WIDTHS = re.compile(rb"(\d+)\s*\[([^\]]*)\]")
_RANGE_END = b"endcodespacerange"
_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def read_to_unicode(cmap: bytes) -> dict[int, str]:
    """Glyph id to the characters that it stands for."""
    body = cmap.split(_RANGE_END)[-1]
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in _PAIR.findall(body)}


def written_to_unicode(characters: Mapping[int, str]) -> bytes:
    """The ToUnicode CMap of two-byte glyph ids; a section holds at most 100 entries."""
    lines = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>\n" for glyph, text in sorted(characters.items())]
    chunks = (f"{len(some)} beginbfchar\n{''.join(some)}endbfchar\n" for some in _in_hundreds(lines))
    return _HEAD + "".join(chunks).encode() + _TAIL


def read_widths(array: bytes) -> dict[int, float]:
    """Glyph id to width in thousandths of an em, from an unparsed `/W` array of the form `c [w w …]`."""
    widths: dict[int, float] = {}
    for first, some in _WIDTHS.findall(array):
        widths.update(enumerate((float(width) for width in some.split()), start=int(first)))
    return widths


def _in_hundreds(lines: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), 100):
        yield lines[start : start + 100]
