"""Names in a sentence: lists, countries, French prepositions before the name of a town."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from babel import Locale
from babel.lists import format_list

from compendium.languages.dates import LOCALES

_MUTE_H = frozenset({"hebron", "helsinki", "hiroshima", "honolulu", "hyeres"})
"""Towns in H that are elided; foreign names in H commonly are not."""


def join(items: Sequence[str], lang: str) -> str:
    """A list in words: `a, b and c`, `a, b et c`; empty for none.

    Args:
        items: the members in order.
        lang: `en` or `fr`.
    """
    return format_list(list(items), locale=LOCALES[lang])


def country_name(iso: str, lang: str) -> str:
    """The name of a country (Unicode CLDR).

    Args:
        iso: ISO 3166-1 alpha-2 code.
        lang: `en` or `fr`.

    Raises:
        KeyError: no country has that code.
    """
    territories = Locale.parse(LOCALES[lang]).territories
    if len(iso) != 2 or iso not in territories:
        raise KeyError(f"no country has the code {iso!r}")
    return str(territories[iso])


def french_to(name: str) -> str:
    """A town after `à`: `à Genève`, `au Havre`, `aux Sables-d’Olonne`, `à La Paz`.

    The articles `Le` and `Les` of a town melt into the preposition, `La` and `L’` stay.
    """
    article, _, rest = name.partition(" ")
    match article:
        case "Le":
            return f"au {rest}"
        case "Les":
            return f"aux {rest}"
        case _:
            return f"à {name}"


def french_of(name: str) -> str:
    """A town after `de`: `de Genève`, `d’Abidjan`, `du Havre`, `des Sables-d’Olonne`, `de L’Hospitalet`."""
    article, _, rest = name.partition(" ")
    if article == "Le":
        return f"du {rest}"
    if article == "Les":
        return f"des {rest}"
    return f"d’{name}" if _elides(name) else f"de {name}"


def _elides(name: str) -> bool:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha() or c in " -").lower()
    if plain[:1] == "y":
        # A vowel sound before a consonant (d’Ypres), a glide before a vowel (de Yokohama).
        return plain[1:2] not in tuple("aeiou")
    return plain[:1] in tuple("aeiouœæ") or plain.split(" ")[0].split("-")[0] in _MUTE_H
