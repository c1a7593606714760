"""Draws a line of text as the engine (WeasyPrint 70.0) does, byte for byte, with less work for each glyph.

The engine has every line shaped once more when it is drawn, and asks for every glyph how wide it is, which character it
stands for, and whether its font has pictures in colour (`draw/text.py`, `draw_first_line`). Words and short texts that
have been shaped before are taken from the case of their style (`type_case`); what they come to in the page is worked
out once for each font of a document. Lines with anything out of the common are left to the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.draw import text as engine
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, pango

from compendium.typesetting.type_case import Case, Glyph, Logotype, shaped

draw_first_line = engine.draw_first_line
_reactivate = line_break.Layout.reactivate

_CASE = "_compendium_case"
"""Name under which a style keeps its case; a style is kept as long as its stylesheets are (`quick_styles`)."""

_SHOWN = "_compendium_shown"
"""Name under which the font of a document keeps the words that it has shown."""

_ACTIVE = ("layout", "language", "style")
"""What the engine takes from a layout to save memory."""

_ASLEEP = "_compendium_asleep"
"""Name under which a layout keeps the style that it is to be set up with when somebody asks for it."""

_LEAST = 1e-6
"""Type smaller than this is not drawn: the engine's own limit."""

_EXACT = 14802
"""The version of Pango from which on fonts tell their size: the engine's own condition."""


def draw_line_of_text(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw the line of a text box, in the form of the engine's own function."""
    is_cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    is_seen = textbox.text.strip() and textbox.style["font_size"] >= _LEAST
    pieces = _pieces(textbox) if is_seen and not is_cut and pango.pango_version() >= _EXACT else None
    runs = _runs(stream, pieces) if pieces else None
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


def _pieces(textbox: Any) -> Sequence[Logotype | Glyph] | None:
    """What a line is put together of; None where it has anything out of the common."""
    layout, style = textbox.pango_layout, textbox.style
    kept = vars(style)
    if _CASE not in kept:
        kept[_CASE] = Case(style)
    case: Case = kept[_CASE]
    text: str = layout.text
    spacing = style["word_spacing"] + layout.justification_spacing
    if not spacing or (" " not in text and "\u00a0" not in text):
        return case.text(text) or case.keep(layout)
    is_usual = style["letter_spacing"] == "normal" and style["overflow_wrap"] == "normal"
    return (case.justified(text, spacing) if is_usual else None) or shaped(layout)


def _runs(stream: Any, pieces: Sequence[Logotype | Glyph]) -> list[tuple[Any, float, str]] | None:
    """The pieces of a line as they are written; each with its font where that is another. None where one is unusual."""
    found: list[tuple[Any, float, str]] = []
    before: tuple[Any, float] | None = None
    # A space that begins a line is of the font of the word behind it.
    writer = _Writer(stream, next(piece for piece in pieces if isinstance(piece, Logotype)))
    for piece in pieces:
        own = (
            (piece.key, piece.size) if isinstance(piece, Logotype) else before or (writer.first.key, writer.first.size)
        )
        new = None
        if own != before:
            before = own
            writer = _Writer(stream, piece) if isinstance(piece, Logotype) else writer
            new = writer.font
            if new.bitmap or new.png or new.svg or new.colr:
                return None
        found.append((new, writer.size, writer.written(piece)))
    return found


class _Writer:
    """Writes pieces of a font in the language of a page."""

    def __init__(self, stream: Any, first: Logotype) -> None:
        self._stream = stream
        self.first = first
        # The engine asks Pango for this key of the font, and for its size, at every line.
        self.font = stream._fonts.get(first.key) or stream.add_font(first.font)[0]  # noqa: SLF001
        self.size = first.size
        self._shown = vars(self.font).setdefault(_SHOWN, set())
        self._space: Glyph | None = None
        self._spaced = ""

    def written(self, piece: Logotype | Glyph) -> str:
        """The glyphs of a piece, with what parts them from where they would stand by their widths."""
        if not isinstance(piece, Logotype):
            if piece is not self._space:
                # Most spaces of a line are one and the same.
                self._space, self._spaced = piece, _closed(self._placed(piece))
            return self._spaced
        if piece not in self._shown:
            # A document tells the characters and the widths of what it shows.
            self._shown.add(piece)
            for glyph in piece.glyphs:
                self._natural(glyph)
        if not piece.written:
            piece.written = _closed("".join(map(self._placed, piece.glyphs)))
        return piece.written

    def _placed(self, glyph: Glyph) -> str:
        offset = glyph.aside / self.size
        kerning = self._natural(glyph) + offset - glyph.width * 1000 * FROM_UNITS / self.size
        moved = f">{-offset}<" if offset else ""
        return f"{moved}{glyph.number:04x}>{int(kerning)}<" if kerning else f"{moved}{glyph.number:04x}"

    def _natural(self, glyph: Glyph) -> int:
        """The width that a glyph has by its font, in thousandths of its size; both are told by the font from now on."""
        number, font, stream = glyph.number, self.font, self._stream
        if number not in font.to_unicode:
            font.to_unicode[number] = glyph.text
        if number not in font.widths:
            pango.pango_font_get_glyph_extents(self.first.font, number, stream.ink_rect, stream.logical_rect)
            font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / self.size)
        return int(font.widths[number])


def _closed(placed: str) -> str:
    return f"<{placed[:-1]}" if placed.endswith("<") else f"<{placed}>"


# --- Layouts that wait -----------------------------------------------------------------------------------------------


def wake_later(layout: Any, style: Any) -> None:
    """Make a layout ready to be set up again as soon as somebody asks for it; in place of the engine's `reactivate`."""
    vars(layout)[_ASLEEP] = style


def woken(layout: Any, name: str) -> Any:
    """What a layout has only when it is set up; in place of an attribute that is missing."""
    if name in _ACTIVE and _ASLEEP in vars(layout):
        _reactivate(layout, vars(layout).pop(_ASLEEP))
        return getattr(layout, name)
    raise AttributeError(name)


def put_to_sleep(layout: Any) -> None:
    """Drop what a layout has only when it is set up, where it was; in place of the engine's `deactivate`."""
    for name in (*_ACTIVE, _ASLEEP):
        vars(layout).pop(name, None)
