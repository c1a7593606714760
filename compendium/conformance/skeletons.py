"""Texts reduced to what must not change between curation and print.

Spaces, line breaks, ligatures and the shapes of quotation marks are the typesetter's; letters, figures and punctuation
are not. Hyphens stand apart: at the end of a line nobody can tell one of the text from one of the hyphenation.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    length = 0
    for position, character in enumerate(text):
        if character == LINE_END_HYPHEN or (character in _HYPHENS and _ends_line(text, position)):
            doubtful.add(length)
        elif character in _HYPHENS:
            hyphens.append(length)
        else:
            reduced = _reduced(character)
            kept.append(reduced)
            length += len(reduced)
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


@lru_cache(maxsize=4096)
def _reduced(character: str) -> str:
    if character == _SOFT_HYPHEN or unicodedata.category(character) in {"Zs", "Cc", "Cf", "Zl", "Zp"}:
        return ""
    return "".join(unicodedata.normalize("NFKC", character).translate(_SHAPES).split())
