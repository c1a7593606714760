"""Spaces, quotation marks, ordinals and what may not be parted, read from the finished page in each language.

The rules that set the page (`compendium.languages`) are not asked: what they overlooked is found here. Sources, for
French: Lexique des règles typographiques en usage à l'Imprimerie nationale; for English: New Hart's Rules. Faces have
one glyph for the common and the no-break space, so that the latter is told by where lines end; U+202F has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from compendium.conformance.typography.columns import Text
from compendium.conformance.typography.lines import HYPHENS, Line
from compendium.conformance.typography.stretch import Stretch
from compendium.diagnostics import Code, Diagnostic, Severity
from compendium.languages.english import MONTHS as ENGLISH_MONTHS
from compendium.languages.french import MONTHS as FRENCH_MONTHS

SPACE = Code("TYPO-SPACE", "a mark has not the space of its language before or behind it", Severity.WARNING)
STRAIGHT = Code("TYPO-STRAIGHT", "a quotation mark or an apostrophe is straight", Severity.WARNING)
DASH = Code("TYPO-DASH", "a hyphen stands for a dash", Severity.WARNING)
ORDINAL = Code("TYPO-ORDINAL", "the end of a French ordinal is not raised", Severity.WARNING)
CENTURY = Code("TYPO-CENTURY", "a French century is not in small capitals", Severity.WARNING)
NUMERO = Code("TYPO-NUMERO", "“no” stands for the sign of a number", Severity.WARNING)
DIVIDED = Code("TYPO-DIVIDED", "what belongs together is divided between two lines", Severity.WARNING)

CODES = (SPACE, STRAIGHT, DASH, ORDINAL, CENTURY, NUMERO, DIVIDED)

_OTHER = "\ufffc"
"""Stands for what the rules of a language leave alone: words of another one, addresses, symbols, times."""

_SHELTERED = re.compile(
    r"(?:https?:|mailto:|doi:|urn:|www\.)[^\s«»<>]+|[\w.+-]+@[\w.-]+\.\w+|\b\d{1,2}:\d{2}\b|\+\d[\d \u202f]{6,}"
    r"|\b[A-Z][A-Z0-9.]*(?:/[\w.()-]+)+|\bIS[BS]N[^\n]+"
    r"|\b[0-9a-f]{4}(?:\s[0-9a-f]{4}){3}\b"
)
_SYMBOL = re.compile(r"\b[A-Z]+(?:\n/|/\n|/[\w.]+\n/|/[\w.]+/\n)(?=[\w.]*\d)")


@dataclass(frozen=True)
class Wording:
    """A paragraph in one of its languages: its lines put together, those ends of lines that divide words taken away.

    Attributes:
        lang: the language.
        characters: each with its line and its position on it; words of another language are masked.
    """

    lang: str
    characters: tuple[tuple[str, Line, int], ...]

    @cached_property
    def raw(self) -> str:
        """What it says, symbols and addresses with it."""
        return "".join(character for character, _, _ in self.characters)

    @cached_property
    def text(self) -> str:
        """What it says, with a mask for what no rule of spaces touches."""
        return _SHELTERED.sub(lambda found: _OTHER * len(found[0]), self.raw)

    def line(self, position: int) -> Line:
        """The line on which a character stands; that above, for the end of a line."""
        return self.characters[position][1]

    def is_raised(self, position: int) -> bool:
        """Whether a character is a superior letter."""
        _, line, place = self.characters[position]
        return place in line.raised

    def is_small(self, position: int) -> bool:
        """Whether a character is a small capital."""
        _, line, place = self.characters[position]
        return place in line.small


def wordings(printed: Text) -> Iterator[Wording]:
    """A paragraph in each language that it has words of."""
    for lang in sorted({lang[:2] for line in printed.lines for lang in line.langs}):
        characters: list[tuple[str, Line, int]] = []
        for line in printed.lines:
            for place, (character, own) in enumerate(zip(line.text, line.langs, strict=True)):
                is_own = own[:2] == lang or character.isspace()
                characters.append((character if is_own else _OTHER, line, place))
            if characters and characters[-1][0] in HYPHENS and len(line.text) > 1:
                characters.pop()
            else:
                characters.append(("\n", line, -1))
        yield Wording(lang, tuple(characters[:-1]))


_Patterns = dict[str, tuple[tuple[re.Pattern[str], str], ...]]


def _patterns(**by_lang: tuple[tuple[str, str], ...]) -> _Patterns:
    return {lang: tuple((re.compile(p), what) for p, what in pairs) for lang, pairs in by_lang.items()}


_SPACES = _patterns(
    fr=(
        (r"(?<=[^\u202f\s(\[«“‘;!?…])[;!?]|(?<=[ \u00a0\n])[;!?]", "no thin space before it"),
        (r"«(?!\u202f)", "no thin space behind it"),
        (r"(?<!\u202f)»", "no thin space before it"),
        (r"(?<=[^\s(\[«“‘]):(?=[\s)\]»”]|$)|(?<=\n):", "no space before it on its line"),
        (r"(?<=\d)[%€$£]", "no space before it"),
        (r"(?<![\d,\u202f.])\d{1,3} \d{3}(?![\d\u202f])", "no thin space between its figures"),
    ),
    en=(
        (r"(?<=[ \u00a0\u202f\n])[;:!?](?!\w)", "a space before it"),
        (r"[“‘](?=[ \u202f\n])", "a space behind it"),
        (r"(?<=[ \u202f])”|[«»]", "not the quotation mark of English"),
    ),
)
_COUNTED = "what is counted and its number"
_DIVIDED = _patterns(
    fr=(
        (rf"\b(?:\d{{1,2}}|1er)\n(?:{FRENCH_MONTHS})\b", "a day and its month"),
        (r"\b\d+\n(?:[%€$£]|°C|(?:millions?|milliards?|km|kg|cm|mm|ha)\b)", "a number and its unit"),
        (r"(?<=\u202f\d{3})\n\d{3}(?!\d)|(?<!\d)\d{1,3}\n000\b", "a number"),
        (r"(?<![\w.])(?:[Aa]rt|[Pp]ar|[Aa]l|[Cc]hap|[Vv]ol|fig|pp?)\.\n\d", _COUNTED),
        (r"(?:n°|N°|§)\n\d|\b(?:articles?|paragraphes?|alinéas?|chapitres?)\n\d", _COUNTED),
        (r"\b[IVX]+e\nsiècles?\b", "a century"),
        (r"(?<![\w'’.])(?:[A-ZÀ-Ý]\.\n[A-ZÀ-Ý][\w.])", "initials and the name"),
        (r"(?<!\w)(?:MM?\.|M(?:me|lle|gr)s?|Dr|Pr)\n[A-ZÀ-Ý]", "a title and the name"),
    ),
    en=(
        (rf"\b\d{{1,2}}\n(?:{ENGLISH_MONTHS})\b|\b(?:{ENGLISH_MONTHS})\n\d{{1,2}}\b", "a day and its month"),
        (r"\b\d+\n(?:%|per cent|[ap]\.m\.|(?:million|billion|km|kg|cm|mm|ha)\b)", "a number and its unit"),
        (r"(?<![\w.])(?:paras?|arts?|chaps?|vols?|sects?|figs?|pp?|Nos?)\.\n\d|§\n\d", _COUNTED),
        (r"\b(?:[Aa]rticles?|[Pp]aragraphs?|[Cc]hapters?|[Aa]nnex|[Rr]ule)\n[\dIVX]+\b", _COUNTED),
        (r"(?<![\w'’.])(?:[A-Z]\.\n[A-Z][\w.])", "initials and the name"),
        (r"(?<!\w)(?:Mrs?|Ms|Dr|Prof|St|H\.E)\.\n[A-Z]", "a title and the name"),
    ),
)  # fmt: skip


def spaces_of_marks(stretch: Stretch) -> Iterator[Diagnostic]:
    """French: thin before ; ! ? and within guillemets, common before the colon; English: none."""
    for wording in _all(stretch):
        for position, what in _found(wording, _SPACES):
            yield stretch.at(SPACE, wording.line(position), f"“{wording.text[position]}” has {what}")


def straight_marks(stretch: Stretch) -> Iterator[Diagnostic]:
    """No straight quotation mark or apostrophe, but for those of an adopted text."""
    for wording in _all(stretch):
        for found in re.finditer(r"['\"]", wording.text):
            line = wording.line(found.start())
            if not stretch.is_of_others(line):
                yield stretch.at(STRAIGHT, line, "a straight mark")


def dashes(stretch: Stretch) -> Iterator[Diagnostic]:
    """No hyphen between spaces, nor two of them, but for those of an adopted text."""
    for wording in _all(stretch):
        for found in re.finditer(r"(?<=[^\s-])\s--?\s(?=\S)|\w--\w", wording.text):
            line = wording.line(found.start())
            if not stretch.is_of_others(line):
                yield stretch.at(DASH, line, "a hyphen for a dash")


def ordinals(stretch: Stretch) -> Iterator[Diagnostic]:
    """French: what ends an ordinal is raised (1er, XXIe)."""
    for wording in _all(stretch):
        if wording.lang == "fr":
            for found in re.finditer(r"(?<![\w/.\-])(?:\d+|[IVX]+)(er|re|e|es)(?![\w’'.])", wording.text):
                if not all(map(wording.is_raised, range(*found.span(1)))):
                    yield stretch.at(ORDINAL, wording.line(found.start()), f"“{found[0]}” stands on the line")


def centuries(stretch: Stretch) -> Iterator[Diagnostic]:
    """French: the number of a century is in small capitals (Lexique, "siècles"); acronyms are not, in either language
    (Lexique, "sigles"; New Hart's Rules, chapter 10).
    """
    for wording in _all(stretch):
        if wording.lang == "fr":
            for found in re.finditer(r"\b([IVX]+)er?(?=\s+siècles?\b)", wording.text):
                if not all(map(wording.is_small, range(*found.span(1)))):
                    yield stretch.at(CENTURY, wording.line(found.start()), f"“{found[0]}” in capitals")


def numbers(stretch: Stretch) -> Iterator[Diagnostic]:
    """French: n°, with the sign of the degree, but for what an adopted text has."""
    for wording in _all(stretch):
        if wording.lang == "fr":
            for found in re.finditer(r"(?<![\w’'])[nN][oº](?=\s\d)", wording.text):
                line = wording.line(found.start())
                if not stretch.is_of_others(line):
                    yield stretch.at(NUMERO, line, f"“{found[0]}” before a number")


def divided(stretch: Stretch) -> Iterator[Diagnostic]:
    """No line ends between a number and what it counts, between initials and a name, or within a symbol."""
    for wording in _all(stretch):
        for position, what in _found(wording, _DIVIDED):
            yield stretch.at(DIVIDED, wording.line(position), f"{what} divided between two lines")
        for found in _SYMBOL.finditer(wording.raw):
            yield stretch.at(DIVIDED, wording.line(found.start()), "a symbol divided between two lines")


def _all(stretch: Stretch) -> Iterator[Wording]:
    for printed in stretch.printed:
        yield from wordings(printed)


def _found(wording: Wording, patterns: _Patterns) -> Iterator[tuple[int, str]]:
    for pattern, what in patterns.get(wording.lang, ()):
        for found in pattern.finditer(wording.text):
            yield found.start(), what


RULES = (spaces_of_marks, straight_marks, dashes, ordinals, centuries, numbers, divided)
