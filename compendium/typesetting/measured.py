"""Measures a paragraph once, from end to end, so that its lines can be weighed without setting each of them.

The engine finds a line by shaping its text, anew for every line and every attempt at one. Here each text of a paragraph
is shaped once; how wide any line from one place to another comes out is then a difference of two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes as engine
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from compendium.typesetting.line_breaks import whole_words
from compendium.typesetting.quick_lines import divisible

ffi.cdef("void pango_glyph_item_get_logical_widths (PangoGlyphItem *item, const char *text, int *logical_widths);")

_UNUSUAL = re.compile("[\n\t\f\x85\xad\u2028\u2029\u202a-\u202e]")
"""Characters that the engine treats apart."""

_SPACES = " \u00a0"
"""Characters whose width is stretched in a justified line."""

_BEFORE = ("margin_left", "border_left_width", "padding_left")
_AFTER = ("margin_right", "border_right_width", "padding_right")


class Unmeasured(Exception):  # noqa: N818 - not a fault
    """A paragraph holds what is not measured here; the engine sets it as it does."""


class Break(NamedTuple):
    """A place where a line may end.

    Attributes:
        end: where the line ends, in pixels from the head of the paragraph as if it were one line; with its hyphen.
        spaces: spaces before that end.
        after: where the next line begins, in pixels; beyond the space that falls away.
        spaces_after: spaces before that beginning.
        start: where the next line begins, in bytes of the text of the paragraph.
        is_hyphenated: whether the line ends in a hyphen, put in or written.
        word: where the word that is divided begins: the end of the last line that does without; None where none is.
    """

    end: float
    spaces: int
    after: float
    spaces_after: int
    start: int
    is_hyphenated: bool
    word: float | None = None


class Measured(NamedTuple):
    """A paragraph that was measured.

    Attributes:
        breaks: where its lines may end, in order; the last is its own end.
        size: pixels of its type.
        zone: the white from which on the engine divides a word: a share of the line, and pixels that are added.
    """

    breaks: tuple[Break, ...]
    size: float
    zone: tuple[float, float]


class Text(NamedTuple):
    """A text of a paragraph: its box, where it begins in characters, and the pixels before each of its characters."""

    box: Any
    start: int
    pixels: tuple[float, ...]

    def pixel(self, character: int) -> float:
        """How far from the head of the paragraph a character of it begins."""
        return self.pixels[character - self.start]

    @property
    def stop(self) -> int:
        """Where it ends, in characters of the paragraph."""
        return self.start + len(self.box.text)

    @property
    def is_whole(self) -> bool:
        """Whether no line may end within it."""
        return bool(self.box.style["white_space"] != "normal")


def shaped(linebox: Any, context: Any) -> list[Text]:
    """The texts of a paragraph, each shaped once.

    Raises:
        Unmeasured: it holds pictures, forced breaks or characters that the engine treats apart.
    """
    texts: list[Text] = []
    _shape(linebox, context, 0.0, texts)
    text = "".join(one.box.text for one in texts)
    if not text.strip(" ") or _UNUSUAL.search(text):
        raise Unmeasured
    return texts


def measured(linebox: Any, texts: list[Text], context: Any) -> Measured:
    """The places where the lines of a paragraph may end, from its texts as they were shaped."""
    zone = linebox.style["hyphenate_limit_zone"]
    share = (zone.value / 100, 0.0) if zone.unit == "%" else (0.0, float(zone.value))
    breaks = _Finder(texts, linebox.style["lang"], context).breaks()
    return Measured(tuple(breaks), linebox.style["font_size"], share)


def canonical_start(linebox: Any, skip: Any) -> int:
    """Where a line begins, in bytes of the text of its paragraph, beyond spaces; from the engine's own path to it."""
    if not skip:
        return 0
    before: list[bytes] = []
    box = linebox
    for position in _path(skip):
        if isinstance(box, engine.TextBox):
            before.append(box.text.encode()[:position])
            break
        for child in box.children[:position]:
            before.extend(_bytes(child))
        if position >= len(box.children):
            break
        box = box.children[position]
    start = sum(map(len, before))
    rest = b"".join(_bytes(linebox))[start:]
    return start + len(rest) - len(rest.lstrip(b" "))


def _path(skip: Any) -> Iterator[int]:
    while skip:
        ((position, skip),) = skip.items()
        yield position or 0


def _bytes(box: Any) -> Iterator[bytes]:
    if isinstance(box, engine.TextBox):
        yield box.text.encode()
    elif isinstance(box, engine.LineBox | engine.InlineBox):
        for child in box.children:
            yield from _bytes(child)


def _shape(box: Any, context: Any, x: float, found: list[Text]) -> float:
    """Shape the texts in a box that begins at a pixel; where it ends."""
    if isinstance(box, engine.TextBox):
        if box.style["white_space"] not in {"normal", "nowrap"}:
            raise Unmeasured
        start = found[-1].stop if found else 0
        pixels = tuple(accumulate(_widths(box, context), initial=x))
        found.append(Text(box, start, pixels))
        return pixels[-1]
    if isinstance(box, engine.LineBox | engine.InlineBox):
        is_line = isinstance(box, engine.LineBox)
        x += 0.0 if is_line else _fixed(box, _BEFORE)
        for child in box.children:
            x = _shape(child, context, x, found)
        return x + (0.0 if is_line else _fixed(box, _AFTER))
    if isinstance(box, engine.InlineBlockBox) and not found:
        # The number that hangs before a paragraph.
        return x + _fixed(box, (*_BEFORE, "width", *_AFTER))
    raise Unmeasured


def _widths(box: Any, context: Any) -> list[float]:
    """Pixels of each character of a text."""
    layout = line_break.create_layout(box.text, box.style, context, None, 0)
    line, _ = layout.get_first_line()
    text = ffi.new("char[]", box.text.encode())
    widths: list[float] = []
    runs = line.runs
    while runs != ffi.NULL:
        units = ffi.new("int[]", runs.data.item.num_chars)
        pango.pango_glyph_item_get_logical_widths(runs.data, text, units)
        widths.extend(unit * FROM_UNITS for unit in units)
        runs = runs.next
    if len(widths) != len(box.text):
        raise Unmeasured
    return widths


def _fixed(box: Any, names: tuple[str, ...]) -> float:
    """The sum of lengths of a box that are known without the boxes around it."""
    total = 0.0
    for name in names:
        value = box.style[name]
        pixels = (
            value if isinstance(value, int | float) else value.value if getattr(value, "unit", "") == "px" else None
        )
        if pixels is None:
            raise Unmeasured
        total += pixels
    return total


class _Finder:
    """Finds where the lines of a paragraph may end."""

    def __init__(self, texts: list[Text], lang: str | None, context: Any) -> None:
        self._context = context
        self._text = text = "".join(one.box.text for one in texts)
        attributes = line_break.get_log_attrs(text, lang)
        within = {place for one in texts if one.is_whole for place in range(one.start + 1, one.stop)}
        # A call holds to its word: the two are texts of their own within what no line may divide.
        within |= {two.start for one, two in pairwise(texts) if one.is_whole and two.is_whole}
        head = len(text) - len(text.lstrip(" "))
        own = (place for place in range(head + 1, len(text)) if attributes[place].is_line_break)
        self._places = [place for place in own if place not in within]
        self._spaces = (*accumulate((letter in _SPACES for letter in text), initial=0),)
        self._bytes = (*accumulate((len(letter.encode()) for letter in text), initial=0),)
        self._holders = [one for one in texts for _ in one.box.text]

    def breaks(self) -> Iterator[Break]:
        """All places, in order; the last is the end of the paragraph."""
        before, word = 0, 0.0
        for place in [*self._places, len(self._text)]:
            yield from self._divisions(before, place, word)
            found = self._break(place)
            yield found
            before, word = place, found.end

    def _break(self, place: int) -> Break:
        end = place
        while self._text[end - 1] == " ":
            end -= 1
        before, after = self._holders[end - 1], self._holders[min(place, len(self._holders) - 1)]
        return Break(
            before.pixel(end),
            self._spaces[end],
            after.pixel(place),
            self._spaces[place],
            self._bytes[place],
            self._text[end - 1] == before.box.style["hyphenate_character"],
        )

    def _divisions(self, start: int, stop: int, word: float) -> Iterator[Break]:
        """Where the engine divides the text between two places: in its first long word, where one box holds it."""
        one = self._holders[start]
        style, stop = one.box.style, min(stop, one.stop)
        total, left, right = style["hyphenate_limit_chars"]
        if stop - start < total or one.is_whole or style["hyphens"] != "auto" or not style["lang"]:
            return
        whole = whole_words(one.box)
        for place in _divided(self._text[start:stop], style["lang"], (total, left, right)):
            end = start + place
            if self._bytes[end] - self._bytes[one.start] in whole:
                continue
            x, spaces = one.pixel(end), self._spaces[end]
            hyphen = _hyphen_width(self._context, style, self._text[end - 1])
            yield Break(x + hyphen, spaces, x, spaces, self._bytes[end], is_hyphenated=True, word=word)


@lru_cache(maxsize=20_000)
def _divided(text: str, lang: str, limits: tuple[int, int, int]) -> tuple[int, ...]:
    """After how many of its characters a text may be divided."""
    total, left, right = limits
    known = line_break.pyphen.language_fallback(lang)
    before, word = divisible(text, known, total) if known else ("", "")
    if not word or known is None:
        return ()
    parts = _dictionary(known, left, right).iterate(word)
    return tuple(sorted(len(before) + len(first) for first, _ in parts))


@lru_cache(maxsize=8)
def _dictionary(lang: str, left: int, right: int) -> Any:
    return line_break.pyphen.Pyphen(lang=lang, left=left, right=right)


_HYPHENS = "_compendium_hyphens"
"""Name under which a style keeps the widths of its hyphen."""


def _hyphen_width(context: Any, style: Any, letter: str) -> float:
    """How much wider a letter comes out with a hyphen after it: the two may be set closer, or wider, than alone."""
    kept = vars(style).setdefault(_HYPHENS, {})
    if letter not in kept:
        alone, together = (_width(text, style, context) for text in (letter, letter + style["hyphenate_character"]))
        kept[letter] = together - alone
    return float(kept[letter])


def _width(text: str, style: Any, context: Any) -> float:
    layout = line_break.create_layout(text, style, context, None, 0)
    return float(line_break.line_size(layout.get_first_line()[0], style)[0])
