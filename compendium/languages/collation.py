"""The order of headings: letter by letter, for each language.

After ISO 999: spaces and punctuation are ignored (letter-by-letter order), figures come before letters and by their
value, and articles at the head of a heading do not count. Letters compare by the Unicode Collation Algorithm
(UTS 10): accents and case only part headings that are alike in letters; a ligature counts as its two letters. French
orders accents from the start of the word, as CLDR does for `fr`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TypeAlias

from compendium.languages.weights import LazyCollator

CollationKey: TypeAlias = tuple[tuple[int, ...], str]
"""Compares as the heading files; the text itself parts headings that collate alike."""

_ARTICLES = {
    "en": re.compile(r"(?:the|an|a(?!\s+(?:priori|posteriori|fortiori|contrario)\b))\s+(?=\w)", re.IGNORECASE),
    "fr": re.compile(r"(?:(?:les?|la|une?)\s+|l['’]\s*)(?=\w)", re.IGNORECASE),
}
_FIGURES = re.compile(r"\d+")
_WIDTH = 24
_STROKED = str.maketrans({"Œ": "O", "Æ": "A", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Ħ": "H", "Ŧ": "T", "ẞ": "S"})
_FIGURES_GROUP = "0–9"


def without_article(text: str, lang: str) -> str:
    """A heading without the article at its head, which does not count for its order.

    Args:
        text: the heading, without markup.
        lang: `en` or `fr`.
    """
    article = _ARTICLES[lang].match(text) if lang in _ARTICLES else None
    return text[article.end() :] if article else text


def filing_form(text: str, lang: str, *, keep_article: bool = False) -> str:
    """What of a heading counts for its order: no article at its head, no spaces, no punctuation.

    Args:
        text: the heading, without markup.
        lang: `en` or `fr`.
        keep_article: the article belongs to a name and counts, as in La Paz.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if not keep_article:
        text = without_article(text, lang)
    padded = _FIGURES.sub(lambda found: found[0].lstrip("0").rjust(_WIDTH, "0"), text)
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFKD", padded) if _counts(c)))


def _counts(character: str) -> bool:
    # A modifier letter (Lm) is an apostrophe by another name: Hawaiʻi.
    category = unicodedata.category(character)
    return category[0] in "LMN" and category != "Lm"


@lru_cache(maxsize=8192)
def collation_key(text: str, lang: str, *, keep_article: bool = False) -> CollationKey:
    """The place of a heading in the order of its language; a total order on texts.

    Args:
        text: the heading, without markup.
        lang: `en` or `fr`.
        keep_article: see `filing_form`.
    """
    return tuple(_collator().sort_key(filing_form(text, lang, keep_article=keep_article))), text


@lru_cache(maxsize=8192)
def letter_group(text: str, lang: str, *, keep_article: bool = False) -> str:
    """The letter under which a heading stands: `É` under E, `œ` under O, figures and signs under `0–9`.

    Args:
        text: the heading, without markup.
        lang: `en` or `fr`.
        keep_article: see `filing_form`.
    """
    for character in unicodedata.normalize("NFKD", filing_form(text, lang, keep_article=keep_article)):
        match unicodedata.category(character)[0]:
            case "N":
                return _FIGURES_GROUP
            case "L":
                return character.upper().translate(_STROKED)[0]
    return _FIGURES_GROUP


@cache
def _collator() -> LazyCollator:
    return LazyCollator()
