"""Breaks a text as the engine (WeasyPrint 70.0) does, with fewer settings of it: see `quickening`, remedy 4."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from weasyprint.layout import percent
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

ffi.cdef("void pango_layout_line_index_to_x (PangoLayoutLine *line, int index, int trailing, int *x_pos);")

_split_first_line = line_break.split_first_line

_RATIO = 4
"""The engine sets so many characters for each em of a line, at first."""

_UNUSUAL = re.compile("[\n\t\f\x85\xad\u2028\u2029]")
"""Characters that the engine treats apart."""


def first_line(  # noqa: PLR0913, PLR0917 - the engine's signature
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> Any:
    """Fit as much as possible on one line: the engine's way, for text without anything unusual."""
    if max_width is not None and is_usual(text, style, max_width):
        found = _Line(text, style, context, max_width, justification_spacing).broken()
        if found:
            return found
    return _split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)


def is_usual(text: str, style: Any, max_width: float) -> bool:
    """Whether a text has nothing that the engine treats apart, and is broken between words only."""
    return (
        0 < style["font_size"] * _RATIO <= max_width < math.inf
        and style["white_space"] == "normal"
        and style["overflow_wrap"] == "normal"
        and style["word_break"] == "normal"
        and style["letter_spacing"] == "normal"
        and not _UNUSUAL.search(text)
    )


class _Line:
    """A text that is broken once."""

    def __init__(self, text: str, style: Any, context: Any, width: float, spacing: float) -> None:
        self._text, self._style, self._context, self._width, self._spacing = text, style, context, width, spacing

    def broken(self) -> Any:
        """What the engine's `split_first_line` gives; None where that has to be asked."""
        draft = self._text[: int(self._width / self._style["font_size"] * _RATIO)]
        layout = self._set(draft)
        line, resume = layout.get_first_line()
        width, _ = line_break.line_size(line, self._style)
        if width > self._width or (resume is None and draft != self._text):
            return None
        if resume is None:
            return self._kept(line, layout, None)
        first, second = parted(draft, resume)
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)[len(first) + 1 : len(draft)]
        opening = line_break.get_next_break_point(attributes)
        if opening is None and draft != self._text:
            return None
        following = second[:opening].rstrip(" ")
        if not following:
            return self._kept(line, layout, resume)
        if second[opening or -1] == " " and width + _extent(layout, resume, following) <= self._width:
            # It fits, perhaps, without the space after it.
            layout.set_text(first + following)
            line, rest = layout.get_first_line()
            if rest is None:
                return self._kept(line, layout, len((first + following).encode()) + 1)
        return self._divided(first, second, layout, width) or self._kept(line, layout, resume)

    def _set(self, text: str) -> Any:
        return line_break.create_layout(text, self._style, self._context, self._width, self._spacing)

    def _kept(self, line: Any, layout: Any, resume: int | None) -> Any:
        return line_break.first_line_metrics(line, self._text, layout, resume, True, self._style)

    def _divided(self, first: str, second: str, layout: Any, width: float) -> Any:
        """The line with as much of the next word as fits; None where none of it does."""
        zone = percent.percentage(self._style["hyphenate_limit_zone"], self._style, self._width)
        lang = self._style["lang"] and line_break.pyphen.language_fallback(self._style["lang"])
        if self._style["hyphens"] != "auto" or not lang or self._width - width <= zone:
            return None
        before, word = divisible(second, lang, self._style["hyphenate_limit_chars"][0])
        hyphen = self._style["hyphenate_character"]
        resume = len(first.encode())
        for part in self._parts(word, lang):
            head = before + part
            if width + _extent(layout, resume, head) > self._width:
                continue
            tried = self._set(first + head + hyphen)
            line, rest = tried.get_first_line()
            if rest is None and line_break.line_size(line, self._style)[0] <= self._width:
                end = len((first + head).encode())
                return line_break.first_line_metrics(
                    line,
                    self._text,
                    tried,
                    end,
                    True,
                    self._style,
                    True,
                    hyphen,
                )
        return None

    def _parts(self, word: str, lang: str) -> Iterator[str]:
        """The beginnings of a word that it may be divided after, the longest first."""
        if not word:
            return
        total, left, right = self._style["hyphenate_limit_chars"]
        key = (lang, left, right, total)
        kept = self._context.dictionaries
        if key not in kept:
            kept[key] = line_break.pyphen.Pyphen(lang=lang, left=left, right=right)
        yield from (start for start, _ in kept[key].iterate(word))


def divisible(text: str, lang: str, least: int) -> tuple[str, str]:
    """The first word of so many letters up to where a line may break, and what stands before it."""
    end = line_break.get_next_break_point_from_text(text, lang)
    rest, place = text[:end] if end else text, 0
    while rest and (found := line_break.get_next_word_boundaries(rest, lang)):
        start, stop = found
        if stop - start >= least:
            return text[: place + start], rest[start:stop]
        rest, place = rest[stop:], place + stop
    return "", ""


def parted(text: str, index: int) -> tuple[str, str]:
    """A text before and after a byte."""
    data = text.encode()
    return data[:index].decode(), data[index:].decode()


def _extent(layout: Any, start: int, words: str) -> float:
    """How wide the words that open the second line of a layout are; less where they go beyond that line."""
    line = pango.pango_layout_get_line_readonly(layout.layout, 1)
    place = ffi.new("int *")
    pango.pango_layout_line_index_to_x(line, start + len(words.encode()), 0, place)
    return float(place[0] * FROM_UNITS)
