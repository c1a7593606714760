"""A case of type: words and short texts as Pango has shaped them once, to be drawn again.

Pango shapes what stands between two spaces of a justified line by itself, since the spaces have a width of their own.
So the glyphs of a word are the same in every justified line of a style, and those of a whole text the same wherever it
comes again: a running head, the number of a paragraph. What is in the case is not shaped anew.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

ffi.cdef("gpointer g_object_ref (gpointer object);")

_GLYPH = struct.Struct("=IiiiI")
"""A glyph as Pango has it: its number, its width, its offsets, its attributes."""

_MOST = 5000
"""Words, and texts, that the case of a style holds; it is emptied when it is full."""

_ROMAN = re.compile("(?=.*[A-Za-z])[ -~\u00a0-\u017f\u2010-\u2027\u2030-\u203a]*")
"""Lines that are of one script and run one way, so that none of their words depends on the others."""

_NO_BREAK = "\u00a0"

_SPACES = re.compile(f"([ {_NO_BREAK}])")

_LETTER = "n"
"""Stands before and after words that are shaped, so that figures are taken for roman as they are in a line."""

_ASKED = 1.0
"""Pixels by which spaces are widened, that words are shaped one by one."""


class Glyph(NamedTuple):
    """A glyph: its number, its width and what it is moved aside in Pango's units, the characters it stands for."""

    number: int
    width: int
    aside: int
    text: str


class Logotype:
    """Letters of one font that were shaped together: a word, a space, a run of text."""

    __slots__ = ("font", "glyphs", "key", "size", "written")

    def __init__(self, font: Any, glyphs: tuple[Glyph, ...]) -> None:
        """Keep the glyphs, and their font as long as they are kept.

        Args:
            font: Pango's font.
            glyphs: in the order of the line.
        """
        gobject.g_object_ref(font)
        self.font = ffi.gc(font, gobject.g_object_unref)
        self.glyphs = glyphs
        self.key, _, self.size = get_pango_font_key(font)
        # How it is written in a page, once it was.
        self.written = ""


class Case:
    """What is known of the words and texts of a style."""

    _is_alike: bool | None = None
    """Whether Pango widens spaces in the way that is taken for granted here, once it was tried."""

    def __init__(self, style: Any) -> None:
        """Begin with an empty case.

        Args:
            style: of all that will be in it.
        """
        self._style = style
        self._words: dict[str, Logotype | None] = {}
        self._texts: dict[str, tuple[Logotype, ...]] = {}

    def text(self, text: str) -> tuple[Logotype, ...] | None:
        """A text that is not justified; None where it is not known."""
        return self._texts.get(text)

    def keep(self, layout: Any) -> tuple[Logotype, ...] | None:
        """Keep the text of a layout, and give it; None where it has glyphs out of the common."""
        runs = shaped(layout)
        if runs is not None:
            if len(self._texts) >= _MOST:
                self._texts.clear()
            self._texts[layout.text] = runs
        return runs

    def justified(self, text: str, spacing: float) -> Sequence[Logotype | Glyph] | None:
        """The words and spaces of a justified line; None where they have to be shaped together.

        Args:
            text: of the line.
            spacing: pixels by which each space is wider than by itself.
        """
        pieces = _SPACES.split(text)
        if not all(pieces[1:-1]) or not _ROMAN.fullmatch(text) or not self._widens_alike():
            return None
        missing = {piece for piece in pieces if piece and piece not in self._words}
        if missing:
            self._learn(missing)
        found = [self._words.get(piece) for piece in pieces if piece]
        known = [one for one in found if one]
        if len(known) < len(found) or len({one.key for one in known}) > 1:
            return None
        return self._spaced(known, int(spacing * TO_UNITS), begins_with_space=not pieces[0])

    def _learn(self, words: Iterable[str]) -> None:
        """Shape words as they are shaped in a justified line; what is not of one run there is known not to be."""
        if len(self._words) >= _MOST:
            self._words.clear()
        wanted = sorted(word for word in words if not _SPACES.match(word))
        self._words |= dict.fromkeys(words)
        self._words |= _apart([_LETTER, *wanted, _LETTER], " ", self._style)
        if _NO_BREAK in words:
            self._words |= _apart([_LETTER, _LETTER], _NO_BREAK, self._style)

    def _widens_alike(self) -> bool:
        if Case._is_alike is None:
            self._learn({_LETTER, " "})
            letter, space = self._words[_LETTER], self._words[" "]
            line, pieces = f" {_LETTER} {_LETTER} ", [space, letter, space, letter, space]
            Case._is_alike = all(
                _flat(self._spaced([one for one in pieces if one], int(spacing * TO_UNITS), begins_with_space=True))
                == _flat(shaped(_wide(line, self._style, spacing)) or ())
                for spacing in (0.4, 1.5, 3.0)
            )
        return Case._is_alike

    @staticmethod
    def _spaced(pieces: Sequence[Logotype], wider: int, *, begins_with_space: bool) -> list[Logotype | Glyph]:
        """The pieces with their spaces as wide as the line has them."""
        made: list[Logotype | Glyph] = list(pieces)
        last, half, whole = len(pieces) - 1, _half(wider), _half(2 * wider)
        within: dict[Logotype, Glyph] = {}
        for place in range(0 if begins_with_space else 1, len(pieces), 2):
            space = pieces[place]
            number, width, _, text = space.glyphs[0]
            # At either end Pango gives a half of what it is asked for there, which is twice as much.
            if place == 0:
                made[place] = Glyph(number, width + 2 * wider - whole, 0, text)
            elif place == last:
                made[place] = Glyph(number, width + whole, whole, text)
            else:
                if space not in within:
                    within[space] = Glyph(number, width + wider, half, text)
                made[place] = within[space]
        return made


def _apart(words: Sequence[str], space: str, style: Any) -> dict[str, Logotype]:
    """Words that are shaped one by one, as a justified line has them, and the space between them by itself."""
    text = space.join(words)
    data, ends = text.encode(), space.encode()
    found: dict[str, Logotype] = {}
    for start, run in _runs(_wide(text, style, _ASKED)):
        if run is None:
            continue
        piece = "".join(glyph.text for glyph in run.glyphs)
        stop = start + len(piece.encode())
        if piece == space and len(run.glyphs) == 1:
            own = run.glyphs[0]._replace(width=run.glyphs[0].width - int(_ASKED * TO_UNITS), aside=0)
            found.setdefault(piece, Logotype(run.font, (own,)))
        elif (not start or data[:start].endswith(ends)) and (stop == len(data) or data[stop:].startswith(ends)):
            found.setdefault(piece, run)
    return found


def _wide(text: str, style: Any, spacing: float) -> Any:
    """The layout of a line with its spaces wider by so many pixels."""
    layout = line_break.Layout(style, spacing - style["word_spacing"])
    layout.set_text(text, justify=True)
    return layout


def shaped(layout: Any) -> tuple[Logotype, ...] | None:
    """The runs of the first line of a layout; None where it has glyphs out of the common."""
    runs = [run for _, run in _runs(layout)]
    known = tuple(run for run in runs if run)
    return known if len(known) == len(runs) else None


def _flat(pieces: Iterable[Logotype | Glyph]) -> list[Glyph]:
    return [glyph for piece in pieces for glyph in ([piece] if isinstance(piece, Glyph) else piece.glyphs)]


def _runs(layout: Any) -> Iterator[tuple[int, Logotype | None]]:
    """The runs of a line with the byte at which each begins; None instead of one with glyphs out of the common."""
    data = layout.text.encode()
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    run = layout.get_first_line()[0].runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        glyphs = _glyphs(item, data)
        yield item.item.offset, Logotype(item.item.analysis.font, glyphs) if glyphs else None


def _glyphs(item: Any, data: bytes) -> tuple[Glyph, ...]:
    string, start = item.glyphs, item.item.offset
    if item.item.analysis.level % 2:
        return ()
    clusters = [*ffi.unpack(string.log_clusters, string.num_glyphs), item.item.length]
    raw = ffi.buffer(string.glyphs, _GLYPH.size * string.num_glyphs)
    found = []
    for place, (number, width, aside, up, _) in enumerate(_GLYPH.iter_unpack(raw)):
        if up or number & pango.PANGO_GLYPH_UNKNOWN_FLAG or number == pango.PANGO_GLYPH_EMPTY:
            return ()
        text = data[start + clusters[place] : start + clusters[place + 1]].decode()
        found.append(Glyph(number, width, aside, text))
    return tuple(found)


def _half(units: int) -> int:
    """The half of a space's widening that Pango puts before it; whole pixels where the widening is of whole pixels."""
    half = int(units / 2)
    return (half + TO_UNITS // 2) // TO_UNITS * TO_UNITS if units % TO_UNITS == 0 else half
