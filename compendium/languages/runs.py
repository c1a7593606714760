"""Stretches of a text that are set raised, in small capitals or as a symbol; the markup is the template's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from compendium.languages.edits import SPACES, SYMBOL


class Dress(StrEnum):
    """How a stretch is set."""

    PLAIN = "plain"
    RAISED = "raised"
    SMALL_CAPS = "small-caps"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that is set in one way."""

    text: str
    dress: Dress = Dress.PLAIN


_SYMBOL = re.compile(SYMBOL)
_LONGEST = 32
"""Characters of a symbol that stay on one line of any column."""

_CENTURY = re.compile(rf"\b(?P<small>[IVX]+)(?P<raised>er?)(?={SPACES}+siècles?\b)")
_ORDINAL = re.compile(r"(?<![\w/.-])(?:\d+|[IVX]+)(?P<raised>er|re|e|es)(?![\w’'])")


def runs(text: str, lang: str) -> tuple[Run, ...]:
    """Part a text at symbols, and where French raises the end of an ordinal or sets a century in small capitals.

    A symbol is never divided. `1er`, `2e` and `XXIe siècle` (Imprimerie nationale, Lexique, "nombres", "siècles");
    English sets both on the line. The runs together are the text, character by character, so that it extracts as it
    was.

    Args:
        text: a text node, typeset or not.
        lang: `en` or `fr`.
    """
    marks = _symbols(text) | (_raised(text) if lang == "fr" else {})
    return tuple(run for run in _runs(text, marks) if run.text)


def _symbols(text: str) -> dict[tuple[int, int], Dress]:
    return {m.span(): Dress.SYMBOL for m in _SYMBOL.finditer(text) if len(m[0]) <= _LONGEST}


def _raised(text: str) -> dict[tuple[int, int], Dress]:
    marks: dict[tuple[int, int], Dress] = {}
    for found in _CENTURY.finditer(text):
        marks[found.span("small")] = Dress.SMALL_CAPS
    for pattern in (_CENTURY, _ORDINAL):
        for found in pattern.finditer(text):
            marks[found.span("raised")] = Dress.RAISED
    return marks


def _runs(text: str, marks: dict[tuple[int, int], Dress]) -> Iterator[Run]:
    position = 0
    for (start, end), dress in sorted(marks.items()):
        yield Run(text[position:start])
        yield Run(text[start:end], dress)
        position = end
    yield Run(text[position:])
