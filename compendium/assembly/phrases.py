"""Phrases of the catalogues as pairs."""

from __future__ import annotations

from collections.abc import Callable

from compendium.languages import phrase
from compendium.model.words import BothWords, Lang


def words(key: str) -> BothWords:
    """A phrase of the catalogue in both languages."""
    return per_language(lambda lang: phrase(key, lang))


def per_language(write: Callable[[Lang], str]) -> BothWords:
    """What is written for each language, as a pair."""
    return BothWords(en=write(Lang.EN), fr=write(Lang.FR))
