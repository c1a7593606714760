"""The guard that our own prose stays ours: no long run of words shared with an official text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from compendium.diagnostics import Code, Diagnostic, Report
from compendium.model.instrument import Instrument
from compendium.model.library import Library
from compendium.model.words import Lang, Nature
from compendium.rules.readings import Passage, Readings
from compendium.rules.stopwords import STOP_WORDS

RUN = 5
"""Consecutive significant words that are too many, as the editors of the compendium have set it."""
_NAMED = 3
"""Consecutive significant words of a title that count as naming it."""

SHARED_RUN = Code("C-R90", "Our own prose shares a run of five significant words or more with an official text")

_WORD = re.compile(r"[^\W_]+(?:[./][^\W_]+)*")
_NOT_TEXT = re.compile(r"\]\([^()]*\)|\]\{[^{}]*\}|\[\^[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    is_capital: bool


def resemblance(library: Library, texts: Mapping[str, str]) -> Report:
    """Find the runs of words that our own prose shares with official texts.

    Our own prose is every digest, introduction, remark, editor's note, definition, action, letter, scope note and piece
    of matter. Significant words are compared without case and accents; the words of `STOP_WORDS` are passed over.
    Words that name something do not count: three or more consecutive words of a title or a name in the register,
    the bodies or the instruments; two or more words in a row with capitals, such as a person's name; symbols, figures
    and dates. Those are facts, and a run goes on across them.

    Args:
        library: the content.
        texts: official texts by name; the name is what the message calls them.
    """
    readings = Readings(library)
    runs: dict[tuple[str, ...], str] = {}
    for name, text in texts.items():
        for gram in _grams([token.word for token in _tokens(text)], RUN):
            runs.setdefault(gram, name)
    names = _names(readings)
    found = (d for passage in readings.passages if is_own(passage) for d in _shared(readings, passage, runs, names))
    return Report.of(found)


def is_own(passage: Passage) -> bool:
    """Whether a text is our own prose: neither adopted nor the name of something."""
    if passage.nature is Nature.ADOPTED:
        return False
    if isinstance(passage.record, Instrument):
        return passage.nature is Nature.DIGEST or passage.path[0] == "introduction" or _is_of_editor(passage)
    prose = {
        "text",
        "definition",
        "paragraphs",
        "scope",
        "about",
        "lines",
        "guidance",
        "imprint",
        "licence",
        "subtitle",
    }
    return passage.path[0] in prose or (passage.path[0] == "title" and hasattr(passage.record, "grounds"))


def _is_of_editor(passage: Passage) -> bool:
    return len(passage.path) > 1 and passage.path[-2] in {"remark", "editor"}


def _shared(
    readings: Readings, passage: Passage, runs: Mapping[tuple[str, ...], str], names: frozenset[tuple[str, ...]]
) -> Iterator[Diagnostic]:
    tokens = _tokens(passage.text)
    words = [token.word for token in tokens]
    at = 0
    while at + RUN <= len(words):
        source = runs.get(tuple(words[at : at + RUN]))
        if source is None:
            at += 1
            continue
        end = at + RUN
        while end < len(words) and tuple(words[end - RUN + 1 : end + 1]) in runs:
            end += 1
        named = _named(tokens, names)
        count = named[at:end].count(False)
        if count >= RUN:
            yield _diagnostic(
                readings, passage, tokens[at:end], f"{count} significant words in a row are those of {source}"
            )
        at = end


def _diagnostic(readings: Readings, passage: Passage, run: list[_Token], message: str) -> Diagnostic:
    words = passage.text[run[0].start : run[-1].end]
    shown = " ".join(words.split())
    return SHARED_RUN.at(readings.place(passage, words), f"{message}: “{shown}”", "say it in words of our own")


def _named(tokens: list[_Token], names: frozenset[tuple[str, ...]]) -> list[bool]:
    """Of each word, whether it is a figure or a part of a name."""
    named = [token.word[0].isdecimal() for token in tokens]
    words = [token.word for token in tokens]
    for at in range(len(tokens)):
        for length in range(1, _NAMED + 1):
            if tuple(words[at : at + length]) in names:
                named[at : at + length] = [True] * len(words[at : at + length])
        if at and tokens[at - 1].is_capital and tokens[at].is_capital:
            named[at - 1 : at + 1] = [True, True]
    return named


def _names(readings: Readings) -> frozenset[tuple[str, ...]]:
    library = readings.library
    named = [words for c in library.cited.values() for words in (c.title, c.short)]
    named += [words for b in library.bodies.values() for words in (b.name, b.short)]
    named += [words for i in library.instruments.values() for words in (i.title, i.short_title, i.adopted.place)]
    texts = [text for words in named if words is not None for lang in Lang if (text := words.of(lang))]
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = [token.word for token in _tokens(text)]
        # A single word, such as a short title, is no name.
        found.update(_grams(words, min(max(len(words), 2), _NAMED)))
    return frozenset(found)


def _grams(words: list[str], length: int) -> Iterable[tuple[str, ...]]:
    return zip(*(words[offset:] for offset in range(length)), strict=False)


def _tokens(text: str) -> list[_Token]:
    """The significant words of a text, with the places of their characters."""
    bare = _NOT_TEXT.sub(lambda mark: " " * len(mark[0]), text) if "[" in text else text
    found = (
        _Token(_folded(match[0]), match.start(), match.end(), match[0][0].isupper()) for match in _WORD.finditer(bare)
    )
    return [token for token in found if token.word not in _FOLDED_STOPS]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    spelt = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe"))
    return "".join(char for char in spelt if not unicodedata.combining(char))


_FOLDED_STOPS = frozenset(_folded(word) for word in STOP_WORDS)
