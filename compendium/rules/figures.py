"""The facts of a text that both languages must share: numbers, dates, symbols, each read as its language writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compendium.model.words import Lang

_MONTHS = {
    Lang.EN: [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    Lang.FR: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
_DAY = r"\d{1,2}(?:st|nd|rd|th|er)?(?!\d)"
_DAYS = rf"{_DAY}(?:\s*(?:[-–—,]|and|to|et|au|-ce|\s)\s*(?:le\s+)?{_DAY})*"
_SYMBOL = re.compile(r"(?<![\w/])(?:[A-Z][A-Z0-9.]*(?:/[A-Za-z0-9][A-Za-z0-9.\-]*)+|\d{1,3}/\d{1,4}(?![\d/]))")
"""Document symbols (United Nations Editorial Manual, D.II) and the numbers of resolutions, such as 58/164."""
_FIGURE = re.compile(r"\d+")
_AROUND = 16
"""Characters: the longest name of a month and what stands between it and its day."""
_ROMAN = re.compile(r"\b([IVX]+)(?:e|er|ère|ᵉ)\b")
_THOUSANDS = {Lang.EN: r",", Lang.FR: "[ \u00a0\u202f]"}
_DECIMAL = {Lang.EN: r"\.", Lang.FR: "[.,]"}
"""French reads a point as well: versions are written with it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and the words that state it."""

    value: str
    """What is compared: `134`, `1984-12-10`, `A/CONF.157/24`."""
    words: str
    """As the text writes it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one text states."""

    symbols: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    numbers: tuple[Fact, ...]


def facts_of(text: str, lang: Lang) -> Facts:
    """The symbols, dates and numbers of a text; a figure is a part of one of them only.

    Args:
        text: characters without markup.
        lang: English writes 1,000 and 2.5, French 1 000 and 2,5 (Lexique des règles typographiques, « nombres »).
    """
    centuries = [Fact(str(_roman(found[1])), found[0]) for found in _ROMAN.finditer(text)] if lang is Lang.FR else []
    rest, symbols = _taken(_SYMBOL, _near_figures(text))
    rest, dated = _taken(_dates(lang), rest)
    dates = tuple(Fact(value, found[0]) for found in dated for value in _days_of(found, lang))
    numbers = (*centuries, *_numbers(rest, lang))
    return Facts(tuple(Fact(s[0].rstrip(".-"), s[0].rstrip(".-")) for s in symbols), dates, numbers)


def _near_figures(text: str) -> str:
    """The figures of a text with the words around them: the rest of a long text is not worth searching."""
    kept: list[str] = []
    end = 0
    for found in _FIGURE.finditer(text):
        start = max(end, text.rfind(" ", 0, max(found.start() - _AROUND, 0)))
        kept.append(("" if start == end else " | ") + text[max(start, end) : (end := found.end() + _AROUND)])
    return "".join(kept)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, list[re.Match[str]]]:
    """The matches, and the text with spaces in their place."""
    found = list(pattern.finditer(text))
    for match in found:
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return text, found


@lru_cache
def _dates(lang: Lang) -> re.Pattern[str]:
    months = "|".join(_MONTHS[lang])
    day_first = rf"(?P<days>{_DAYS})\s+(?:of\s+)?(?P<month>{months})\b(?:,?\s+(?P<year>\d{{4}})(?!\d))?"
    month_first = rf"(?P<month2>{months})\s+(?P<days2>{_DAYS})(?:,?\s+(?P<year2>\d{{4}})(?!\d))?"
    month_alone = rf"(?P<month3>{months})\s+(?P<year3>\d{{4}})(?!\d)"
    forms = (day_first, month_alone, month_first) if lang is Lang.EN else (day_first, month_alone)
    return re.compile(r"(?<![\w/])(?:" + "|".join(forms) + ")", re.IGNORECASE)


def _days_of(found: re.Match[str], lang: Lang) -> Iterator[str]:
    parts = {name.rstrip("23"): value for name, value in found.groupdict().items() if value}
    month = _MONTHS[lang].index(parts["month"].lower()) + 1
    for day in re.findall(r"\d{1,2}", parts.get("days", "")) or ["0"]:
        yield f"{parts.get('year', '????')}-{month:02}-{int(day):02}"


def _numbers(text: str, lang: Lang) -> Iterator[Fact]:
    for found in _number(lang).finditer(text):
        whole = re.sub(r"\D", "", found["whole"])
        yield Fact(str(int(whole)) + (f".{found['part']}" if found["part"] else ""), found[0])


@lru_cache
def _number(lang: Lang) -> re.Pattern[str]:
    whole = rf"\d{{1,3}}(?:{_THOUSANDS[lang]}\d{{3}})+(?!\d)|\d+"
    return re.compile(rf"(?P<whole>{whole})(?:{_DECIMAL[lang]}(?P<part>\d+))?")


def _roman(figures: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[figure] for figure in figures]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
