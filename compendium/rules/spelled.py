"""Numbers in words, so that `134` and `cent trente-quatre` count as one fact."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from compendium.model.words import Lang

_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_FR = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]
HIGHEST = 999
"""Above it, official texts write figures in both languages."""


def says(text: str, number: int, lang: Lang) -> bool:
    """Whether a text has a number in words, as a cardinal or an ordinal of its language."""
    if not 0 <= number <= HIGHEST:
        return False
    bare = _bare(text)
    return any(re.search(rf"\b{re.escape(form)}\b", bare) for form in _forms(number, lang))


@lru_cache(maxsize=2048)
def _forms(number: int, lang: Lang) -> tuple[str, ...]:
    cardinal = _english(number) if lang is Lang.EN else _french(number)
    forms = [cardinal, _english_ordinal(cardinal)] if lang is Lang.EN else [cardinal, *_french_forms(number, cardinal)]
    return tuple(_bare(form) for form in forms)


def _english(number: int) -> str:
    if number < 20:
        return _EN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens - 2] + (f"-{_EN[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_EN[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")


def _english_ordinal(cardinal: str) -> str:
    head, last = re.fullmatch(r"(.*?)([a-z]+)", cardinal, re.DOTALL).groups()  # type: ignore[union-attr]
    ordinal = _EN_ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{head}{ordinal}"


def _french(number: int) -> str:
    if number < 20:
        return _FR[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        if tens in {7, 9}:
            ones += 10
        link = " et " if ones in {1, 11} and tens < 8 else "-"
        return _FR_TENS[tens - 2] + (f"{link}{_FR[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    head = "cent" if hundreds == 1 else f"{_FR[hundreds]} cent"
    return head + (f" {_french(rest)}" if rest else "")


def _french_forms(number: int, cardinal: str) -> tuple[str, ...]:
    if number == 1:
        return ("une", "premier", "première", "premiers", "premières")
    ending = {"q": "uième", "f": "vième"}
    if cardinal.endswith("cinq"):
        ordinal = f"{cardinal}{ending['q']}"
    elif cardinal.endswith("neuf"):
        ordinal = f"{cardinal[:-1]}{ending['f']}"
    else:
        ordinal = f"{cardinal.removesuffix('e')}ième"
    # Round hundreds and eighty take an s when nothing follows; `second` stands beside `deuxième`.
    return (f"{cardinal}s", f"{cardinal}e", ordinal, f"{ordinal}s", *(("second", "seconde") if number == 2 else ()))


def _bare(text: str) -> str:
    letters = (char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return re.sub(r"[\s\-‑]+", " ", "".join(letters))
