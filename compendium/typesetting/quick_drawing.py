"""Draws a line of text as the engine (WeasyPrint 70.0) does, byte for byte, with less work for each glyph.

The engine asks anew for every glyph how wide it is, which character it stands for, and whether its font has pictures in
colour (`draw/text.py`, `draw_first_line`). What a glyph of a font comes to in the page depends on its number and its
width alone: it is worked out once and kept with the font. Lines with anything out of the common are left to the engine.
"""

from __future__ import annotations

import struct
from typing import Any

from weasyprint.draw import text as engine
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

draw_first_line = engine.draw_first_line

_GLYPH = struct.Struct("=IiiiI")
"""A glyph as Pango has it: its number, its width, its offsets, its attributes."""

_KEPT = "_compendium_glyphs"
"""Name under which a font keeps how its glyphs are written."""

_LEAST = 1e-6
"""Type smaller than this is not drawn: the engine's own limit."""


_EXACT = 14802
"""The version of Pango from which on fonts tell their size: the engine's own condition."""


def draw_line_of_text(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw the line of a text box, in the form of the engine's own function."""
    is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    is_seen = textbox.text.strip() and textbox.style["font_size"] >= _LEAST
    if is_cut or not is_seen or pango.pango_version() < _EXACT:
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    runs = _runs(stream, line, textbox.pango_layout)
    if runs is None:
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    shown = ""
    for font, font_size, written in runs:
        if font is not None:
            if shown:
                stream.show_text(shown)
            shown = ""
            stream.set_font_size(font.hash, font_size)
        shown += written
    stream.show_text(shown)
    return []


def _runs(stream: Any, line: Any, layout: Any) -> list[tuple[Any, float, str]] | None:
    """The runs of a line as they are written; each with its font where that is another. None where one is unusual."""
    found: list[tuple[Any, float, str]] = []
    before, font, size = ffi.NULL, None, 0.0
    run = line.runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        is_new = item.item.analysis.font != before
        if is_new:
            before = item.item.analysis.font
            font, size = stream.add_font(before)
        if font is None or font.bitmap or font.png or font.svg or font.colr:
            return None
        written = _written(item, font, size, layout, stream)
        if written is None:
            return None
        found.append((font if is_new else None, size, written))
    return found


def _written(item: Any, font: Any, size: float, layout: Any, stream: Any) -> str | None:
    """The glyphs of a run in the language of a page."""
    kept = vars(font).setdefault(_KEPT, {})
    glyphs = item.glyphs
    written: list[str] = []
    data = ffi.buffer(glyphs.glyphs, _GLYPH.size * glyphs.num_glyphs)
    for place, (glyph, width, x_offset, y_offset, _) in enumerate(_GLYPH.iter_unpack(data)):
        if y_offset or glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or glyph == pango.PANGO_GLYPH_EMPTY:
            return None
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _characters(item, place, layout.text.encode())
        key = glyph, width, x_offset, size
        if key not in kept:
            offset = x_offset / size
            kerning = _natural(item, glyph, font, size, stream) + offset - width * 1000 * FROM_UNITS / size
            moved = f">{-offset}<" if offset else ""
            kept[key] = f"{moved}{glyph:04x}>{int(kerning)}<" if kerning else f"{moved}{glyph:04x}"
        written.append(kept[key])
    joined = "".join(written)
    if not joined:
        return ""
    return f"<{joined}>" if not joined.endswith("<") else f"<{joined[:-1]}"


def _natural(item: Any, glyph: int, font: Any, size: float, stream: Any) -> int:
    """The width that a glyph has by its font, in thousandths of its size."""
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return int(font.widths[glyph])


def _characters(item: Any, place: int, text: bytes) -> str:
    """The characters that a glyph stands for: those of its cluster."""
    clusters, start, length = item.glyphs.log_clusters, item.item.offset, item.item.length
    if item.item.analysis.level % 2:
        end = length if place == 0 else clusters[place - 1]
    else:
        end = length if place == item.glyphs.num_glyphs - 1 else clusters[place + 1]
    return text[start + clusters[place] : start + end].decode()
