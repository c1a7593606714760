"""Texts reduced to what must not change between curation and print.

Spaces, line breaks, ligatures and the shapes of quotation marks are the typesetter's; letters, figures and punctuation
are not. Hyphens stand apart: at the end of a line nobody can tell one of the text from one of the hyphenation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

LINE_END_HYPHEN = "\ufffe"
"""What PDFium reads for a hyphen at the end of a line."""

_HYPHENS = frozenset("-\u2010\u2011")
_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The characters of a text that count.

    Attributes:
        text: letters, figures and punctuation without spaces and hyphens.
        hyphens: positions in `text` before which a hyphen certainly stands, ascending.
        doubtful: positions before which a line ends in a hyphen.
    """

    text: str
    hyphens: tuple[int, ...]
    doubtful: frozenset[int]

    def hyphens_within(self, start: int, end: int) -> set[int]:
        """The certain hyphens strictly between two positions, counted from the first."""
        found = self.hyphens[bisect_left(self.hyphens, start + 1) : bisect_left(self.hyphens, end)]
        return {position - start for position in found}


def skeleton(text: str) -> Skeleton:
    """Reduce a text."""
    kept: list[str] = []
    hyphens: list[int] = []
    doubtful: set[int] = set()
    length = position = 0
    for found in _CUTS.finditer(text):
        kept.append(text[position : found.start()].translate(_REDUCED))
        length += len(kept[-1])
        position = found.end()
        if found[0] == LINE_END_HYPHEN or _ends_line(text, found.start()):
            doubtful.add(length)
        else:
            hyphens.append(length)
    kept.append(text[position:].translate(_REDUCED))
    return Skeleton("".join(kept), tuple(hyphens), frozenset(doubtful))


def words_of(text: str) -> Iterator[str]:
    """The runs of letters and figures in a text."""
    word = ""
    for character in unicodedata.normalize("NFKC", text) + " ":
        if character.isalnum():
            word += character
        elif word:
            yield word
            word = ""


def _ends_line(text: str, position: int) -> bool:
    rest = text[position + 1 : position + 4].lstrip(" \u00a0")
    return not rest or rest[0] in "\r\n"


class _Table(dict[int, str]):
    """What is left of each character, found out when it first comes; `str.translate` reads it a text at a time."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        reduced = ""
        if character != _SOFT_HYPHEN and unicodedata.category(character) not in {"Zs", "Cc", "Cf", "Zl", "Zp"}:
            reduced = "".join(unicodedata.normalize("NFKC", character).translate(_SHAPES).split())
        self[code] = reduced
        return reduced


_REDUCED = _Table()
_CUTS = re.compile(f"[{LINE_END_HYPHEN}{''.join(sorted(_HYPHENS, reverse=True))}]")
