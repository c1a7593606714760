from __future__ import annotations

from datetime import date

import pytest

from compendium.languages import (
    Dress,
    Run,
    country_name,
    french_of,
    french_to,
    from_roman,
    join,
    long_date,
    ordinal,
    roman,
    runs,
    vague_date,
)


@pytest.mark.parametrize(
    ("day", "lang", "words"),
    [
        (date(2003, 12, 22), "en", "22\u00a0December 2003"),
        (date(2003, 12, 22), "fr", "22\u00a0décembre 2003"),
        (date(2004, 3, 1), "fr", "1er\u00a0mars 2004"),
        (date(2004, 3, 1), "en", "1\u00a0March 2004"),
    ],
)
def test_long_date(day: date, lang: str, words: str) -> None:
    assert long_date(day, lang) == words


@pytest.mark.parametrize(
    ("when", "lang", "words"),
    [
        ("2003", "fr", "2003"),
        ("2003-09", "en", "September 2003"),
        ("2003-09", "fr", "septembre 2003"),
        ("2003-09-03", "fr", "3\u00a0septembre 2003"),
    ],
)
def test_vague_date(when: str, lang: str, words: str) -> None:
    assert vague_date(when, lang) == words


@pytest.mark.parametrize("when", ["2003-13", "2003-02-30", "2003-1-1-1", "autumn"])
def test_a_date_that_is_none(when: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        vague_date(when, "en")


def test_lists() -> None:
    assert join(["a", "b", "c"], "en") == "a, b and c"
    assert join(["a", "b", "c"], "fr") == "a, b et c"
    assert join(["a"], "fr") == "a"
    assert join([], "en") == ""


def test_countries() -> None:
    assert country_name("CI", "fr") == "Côte d’Ivoire"
    assert country_name("PL", "en") == "Poland"
    for unknown in ("QQ", "419", "pl"):
        with pytest.raises(KeyError, match=unknown):
            country_name(unknown, "en")


@pytest.mark.parametrize(
    ("name", "to", "of"),
    [
        ("Genève", "à Genève", "de Genève"),
        ("Abidjan", "à Abidjan", "d’Abidjan"),
        ("Évian", "à Évian", "d’Évian"),
        ("Le Havre", "au Havre", "du Havre"),
        ("Les Sables-d’Olonne", "aux Sables-d’Olonne", "des Sables-d’Olonne"),
        ("La Paz", "à La Paz", "de La Paz"),
        ("L’Hospitalet de Llobregat", "à L’Hospitalet de Llobregat", "de L’Hospitalet de Llobregat"),
        ("Yokohama", "à Yokohama", "de Yokohama"),
        ("Ypres", "à Ypres", "d’Ypres"),
        ("Hiroshima", "à Hiroshima", "d’Hiroshima"),
        ("Hammam Lif", "à Hammam Lif", "de Hammam Lif"),
        ("Żurrieq", "à Żurrieq", "de Żurrieq"),
    ],
)
def test_french_prepositions(name: str, to: str, of: str) -> None:
    assert (french_to(name), french_of(name)) == (to, of)


@pytest.mark.parametrize(
    ("number", "lang", "figures"),
    [
        *((1, "en", "1st"), (2, "en", "2nd"), (3, "en", "3rd"), (12, "en", "12th"), (21, "en", "21st")),
        *((112, "en", "112th"), (1, "fr", "1er"), (2, "fr", "2e"), (21, "fr", "21e")),
    ],
)
def test_ordinals(number: int, lang: str, figures: str) -> None:
    assert ordinal(number, lang) == figures


def test_the_first_is_feminine_in_french() -> None:
    assert ordinal(1, "fr", feminine=True) == "1re"


def test_roman_figures() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1999)] == ["i", "iv", "ix", "xiv", "xl", "mcmxcix"]
    assert from_roman("XIV") == 14
    for number in (0, 4000):
        with pytest.raises(ValueError, match=str(number)):
            roman(number)
    for figures in ("", "iiii", "vx", "12", "ixi"):
        with pytest.raises(ValueError, match="not a roman figure"):
            from_roman(figures)


def test_raised_and_small_stretches_of_french() -> None:
    assert runs("Le 1er au XXIe siècle", "fr") == (
        Run("Le 1"),
        Run("er", Dress.RAISED),
        Run(" au "),
        Run("XXI", Dress.SMALL_CAPS),
        Run("e", Dress.RAISED),
        Run(" siècle"),
    )
    assert runs("the 1st", "en") == (Run("the 1st"),)
    assert runs("A/RES/58/2e, x-1er", "fr") == (Run("A/RES/58/2e", Dress.SYMBOL), Run(", x-1er"))
    assert runs("see A/RES/58/164.", "en") == (Run("see "), Run("A/RES/58/164", Dress.SYMBOL), Run("."))
