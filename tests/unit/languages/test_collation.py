from __future__ import annotations

import pytest

from compendium.languages import collation_key, filing_form, letter_group


def ordered(lang: str, *headings: str) -> list[str]:
    return sorted(headings, key=lambda heading: collation_key(heading, lang))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", ["état", "État", "état civil", "étatisme", "états d’urgence", "États-Unis"]),
        ("fr", ["eau", "Écosse", "élection", "ethnie"]),
        ("fr", ["odeur", "œuvre", "oeuvres", "officier"]),
        ("fr", ["cote", "coté", "côte", "côté"]),
        ("fr", ["l’arbitraire", "avocat", "La Coruña", "le crime"]),
        ("en", ["newcomer", "new town", "New Zealand"]),
        ("en", ["coop", "co-operate", "cooperation"]),
        ("en", ["the accused", "a bill", "court"]),
        ("en", ["9 May", "10 December", "article"]),
        ("en", ["appeal", "a priori"]),
    ],
)
def test_order(lang: str, expected: list[str]) -> None:
    assert ordered(lang, *reversed(expected)) == expected


def test_a_name_keeps_its_article() -> None:
    assert filing_form("La Paz", "fr") == "Paz"
    assert filing_form("La Paz", "fr", keep_article=True) == "LaPaz"
    assert letter_group("La Paz", "fr", keep_article=True) == "L"


@pytest.mark.parametrize(
    ("heading", "letter"),
    [
        ("État", "E"),
        ("œuvre", "O"),
        ("Łódź", "L"),
        ("30 articles", "0–9"),
        ("l’eau", "E"),
        ("« ici »", "I"),
        ("", "0–9"),
    ],
)
def test_letters(heading: str, letter: str) -> None:
    assert letter_group(heading, "fr") == letter
