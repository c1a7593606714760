"""A cost of WeasyPrint 70.0: every section makes static instances of its variable fonts with fontTools, glyph by glyph.

The engine first lets HarfBuzz keep the glyphs that are used and then lets fontTools fix the axes of what is left
(`pdf/fonts.py`, `Font.clean`): 35 to 45 % of the time of a warm section. HarfBuzz can fix the axes itself while it
keeps the glyphs (`hb_subset_input_pin_axis_location`, from 6.0.0 on), about a hundred times as fast and to the same
outlines. The remedy: what the engine then subsets has no axes any more. Where HarfBuzz cannot do it, or where what it
made does not hold together, the engine goes its own way.

Written against WeasyPrint 70.0; `tests/unit/typesetting/test_instances.py` compares pages and outlines with those of
the unpatched engine.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from operator import le
from typing import Any

from fontTools.ttLib import TTFont, TTLibError
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

_PIN = "hb_subset_input_pin_axis_location"
_LONG_OFFSETS = 51
"""The byte of the table `head` that says whether glyphs are found by offsets of four bytes or of two."""

_ENGINES_AXES = frozenset({"wght", "opsz"})
"""The axes that the engine sets by the weight and the size of the text; a font with others is left to it."""


@contextmanager
def instances_by_harfbuzz() -> Iterator[None]:
    """Write PDFs with static instances made by HarfBuzz; the engine is itself again afterwards."""
    original = Font.clean

    def clean(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001 - the engine's signature
        if "fvar" in font.tables and _can_pin():
            # A face that shows nothing, such as that of a zero-width space, would be kept whole: 13 s and 100 kB.
            _pin(font, to_unicode or {0})
        original(font, to_unicode, hinting)

    Font.clean = clean
    try:
        yield
    finally:
        Font.clean = original


@cache
def _can_pin() -> bool:
    if not harfbuzz_subset:
        return False
    ffi.cdef(f"hb_bool_t {_PIN}(hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis_tag, float axis_value);")
    return hasattr(harfbuzz_subset, _PIN)


def _pin(font: Any, glyphs: Iterable[int]) -> None:
    axes = _axes(bytes(font.file_content), font.index)
    if not axes or not set(axes) <= _ENGINES_AXES or not set(font.variations) <= _ENGINES_AXES:
        return
    # As the engine does: the variation that was asked for, else the weight and the size of the text.
    own = {"wght": font.weight, "opsz": font.font_size}
    place = {axis: float(font.variations.get(axis, own[axis])) for axis in axes}
    face = _instance(font.hb_face, place, sorted(glyphs))
    data = get_hb_object_data(face) if face else b""
    if data and _holds_together(data):
        font.hb_face, font.file_content, font.index = face, data, 0
        font.tables = [table for table in font.tables if table != "fvar"]


@lru_cache(maxsize=16)
def _axes(data: bytes, index: int) -> tuple[str, ...]:
    try:
        return tuple(axis.axisTag for axis in TTFont(io.BytesIO(data), fontNumber=index, lazy=True)["fvar"].axes)
    except (TTLibError, KeyError):
        return ()


def _instance(face: Any, place: Mapping[str, float], glyphs: list[int]) -> Any:
    """The face with its axes fixed and these glyphs alone, ids kept; None where HarfBuzz refuses."""
    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    for axis, value in place.items():
        tag = harfbuzz.hb_tag_from_string(axis.encode(), -1)
        if not getattr(harfbuzz_subset, _PIN)(wanted, face, tag, value):
            return None
    kept = harfbuzz_subset.hb_subset_input_glyph_set(wanted)
    harfbuzz.hb_set_add_sorted_array(kept, ffi.new("hb_codepoint_t[]", glyphs), len(glyphs))
    flags = (
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    )
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    made = harfbuzz_subset.hb_subset_or_fail(face, wanted)
    return ffi.gc(made, harfbuzz.hb_face_destroy) if made != ffi.NULL else None


def _holds_together(data: bytes) -> bool:
    """HarfBuzz 6 keeps two-byte offsets for glyphs that have outgrown them: then the last lies beyond its table."""
    try:
        tables = dict(_tables(data))
        is_long = bool(data[tables[b"head"][0] + _LONG_OFFSETS])
        offsets = _offsets(data, *tables[b"loca"], is_long=is_long)
    except (KeyError, IndexError, struct.error):
        return False
    return (
        b"glyf" in tables and bool(offsets) and offsets[-1] <= tables[b"glyf"][1] and all(map(le, offsets, offsets[1:]))
    )


def _tables(data: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The tables of a font: their names, where they begin and how long they are (OpenType 1.9, Table Directory)."""
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(count):
        name, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        yield name, (start, length)


def _offsets(data: bytes, start: int, length: int, *, is_long: bool) -> tuple[int, ...]:
    """Where each glyph begins; short offsets are half of what they mean."""
    size = 4 if is_long else 2
    found = struct.unpack_from(f">{length // size}{'L' if is_long else 'H'}", data, start)
    return found if is_long else tuple(2 * offset for offset in found)
