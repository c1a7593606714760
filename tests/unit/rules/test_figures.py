"""Numbers, dates and symbols as each language writes them."""

from __future__ import annotations

import pytest

from compendium.model.words import Lang
from compendium.rules.figures import facts_of
from compendium.rules.spelled import says


def values(text: str, lang: Lang) -> tuple[list[str], list[str], list[str]]:
    facts = facts_of(text, lang)
    return tuple([fact.value for fact in kind] for kind in (facts.symbols, facts.dates, facts.numbers))


@pytest.mark.parametrize(
    ("english", "french", "expected"),
    [
        ("1,000 wells", "1 000 puits", ([], [], ["1000"])),
        ("1,234,567", "1 234 567", ([], [], ["1234567"])),
        ("2.5 litres", "2,5 litres", ([], [], ["2.5"])),
        ("version 1.2", "version 1.2", ([], [], ["1.2"])),
        ("the 60th year", "la 60e année", ([], [], ["60"])),
        ("the 21st century", "le XXIe siècle", ([], [], ["21"])),
        ("articles 21 and 22", "articles 21 et 22", ([], [], ["21", "22"])),
        ("10 December 1984", "10 décembre 1984", ([], ["1984-12-10"], [])),
        ("December 10, 1984", "le 10 décembre 1984", ([], ["1984-12-10"], [])),
        ("1 March 2003", "1er mars 2003", ([], ["2003-03-01"], [])),
        ("November 12 – 16, 2008", "du 12 au 16 novembre 2008", ([], ["2008-11-12", "2008-11-16"], [])),
        ("September 2 and 3, 2003", "les 2 et 3 septembre 2003", ([], ["2003-09-02", "2003-09-03"], [])),
        ("26 June every year", "le 26 juin de chaque année", ([], ["????-06-26"], [])),
        ("in June 2024", "en juin 2024", ([], ["2024-06-00"], [])),
        ("may march in 1984", "mars ou mai, en 1984", ([], [], ["1984"])),
        ("A/CONF.157/24 (Part I), chap. III.", "A/CONF.157/24 (Partie I), chap. III.", (["A/CONF.157/24"], [], [])),
        ("resolution 58/164 of 22 December", "résolution 58/164 du 22 décembre", (["58/164"], ["????-12-22"], [])),
        ("and/or N wells", "et/ou N puits", ([], [], [])),
    ],
)
def test_both_languages_state_the_same(english: str, french: str, expected: tuple[list[str], ...]) -> None:
    assert values(english, Lang.EN) == expected
    assert values(french, Lang.FR) == expected


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (1, "the first well", "la première fois"),
        (2, "a second well", "la seconde fois"),
        (5, "Article Five", "le cinquième puits"),
        (9, "the ninth", "la neuvième"),
        (12, "the twelfth", "les douze puits"),
        (21, "the twenty-first Assembly", "la vingt et unième Assemblée"),
        (58, "Fifty-eighth session", "Cinquante-huitième session"),
        (60, "the sixtieth year", "le soixantième anniversaire"),
        (71, "seventy-one", "soixante et onze"),
        (80, "eighty", "quatre-vingts"),
        (91, "ninety-one", "quatre-vingt-onze"),
        (134, "one hundred and thirty-four States", "cent trente-quatre États"),
        (200, "two hundred", "deux cents"),
    ],
)
def test_numbers_in_words(number: int, english: str, french: str) -> None:
    assert says(english, number, Lang.EN)
    assert says(french, number, Lang.FR)


def test_a_number_in_words_is_a_whole_word() -> None:
    assert not says("someone spoke", 1, Lang.EN)
    assert not says("1984", 1984, Lang.EN)
