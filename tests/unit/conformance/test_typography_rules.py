"""Each rule of a good page finds its fault, and finds none on a page that has none."""

from __future__ import annotations

import itertools

import pytest

from compendium.conformance.typography import CODES, RULES
from compendium.conformance.typography.columns import Grid, texts
from compendium.conformance.typography.lines import Line, Paragraph, PrintedPage
from compendium.conformance.typography.stretch import Stretch, letters

WORDS = "Every well in the district shall be counted before the summer, and"
LEADING = 12.0
ELEMENTS = itertools.count(1)


def line(number: int, text: str = WORDS, **more) -> Line:
    page = more.pop("page", 0)
    values = {
        "left": 40.0,
        "right": 360.0,
        "size": 9.0,
        "whites": tuple((x, x + 2.0) for x in range(60, 330, 30)),
    } | more
    langs = (values.pop("lang", "en"),) * len(text)
    return Line(page, values.pop("baseline", 50 + LEADING * number), text=text, **{"langs": langs} | values)


def found(*pages: list[Paragraph], adopted: str = "") -> set[str]:
    printed = tuple(PrintedPage(420, 595, tuple(paragraphs)) for paragraphs in pages)
    whole = tuple(texts(list(enumerate(printed)), LEADING))
    labels = tuple(str(number + 1) for number in range(len(pages)))
    stretch = Stretch("wells", labels, printed, whole, Grid(LEADING, 2.0), on_grid=True, adopted=letters(adopted))
    return {finding.code for rule in RULES for finding in rule(stretch)}


def paragraph(*lines: Line, kind: str = "P", element: int | None = None) -> Paragraph:
    return Paragraph(kind, in_cell=False, element=next(ELEMENTS) if element is None else element, lines=list(lines))


def over(*pages: list[Line]) -> list[list[Paragraph]]:
    """One paragraph that runs over several pages."""
    element = next(ELEMENTS)
    return [[paragraph(*lines, element=element)] for lines in pages]


def good(first: int = 0, page: int = 0, end: str = "the water is clean again.") -> list[Line]:
    return [*(line(first + number, page=page) for number in range(5)), line(first + 5, end, right=150.0, page=page)]


CASES = {
    "TYPO-GRID": [[paragraph(line(0), line(1, baseline=62.4), line(2))]],
    "TYPO-WIDOW": over([line(0), line(1)], [line(0, page=1)]),
    "TYPO-ORPHAN": over([line(0)], [line(0, page=1), line(1, page=1)]),
    "TYPO-RUNT": [[paragraph(*good(end="it."))]],
    "TYPO-HYPHENS": [[paragraph(*(line(number, f"{WORDS}-") for number in range(3)), line(3))]],
    "TYPO-HYPHEN-PAGE": over([line(0), line(1, f"{WORDS}-")], [line(0, page=1), line(1, page=1)]),
    "TYPO-HEADING": [[paragraph(*good()), paragraph(line(9, "Pumps"), kind="H2")]],
    "TYPO-MEASURE": [[paragraph(*(line(number, WORDS * 2) for number in range(24)))]],
    "TYPO-LOOSE": [[paragraph(line(0), line(1, whites=((90.0, 92.0), (150.0, 159.0))), line(2))]],
    "TYPO-RIVER": [
        [paragraph(*(line(number, whites=((90.0, 92.0), (150.0 + number, 155.0 + number))) for number in range(4)))]
    ],
    "TYPO-SHORT": [[paragraph(line(0), line(1, "Conven-", right=80.0), *good(2))]],
    "TYPO-CALL": [[paragraph(line(0), line(1, opens_raised=True), line(2))]],
    "TYPO-EDGE": [[paragraph(line(0), line(1, right=412.0), line(2))]],
    "TYPO-OVERLAP": [[paragraph(*good()), paragraph(line(3))]],
    "TYPO-SPACE": [[paragraph(line(0, "Combien de puits ?", lang="fr"))]],
    "TYPO-STRAIGHT": [[paragraph(line(0, "The district's wells"))]],
    "TYPO-DASH": [[paragraph(line(0, "Two wells - both dry - are shut."))]],
    "TYPO-ORDINAL": [[paragraph(line(0, "Le 1er puits du district", lang="fr"))]],
    "TYPO-CENTURY": [[paragraph(line(0, "Au XXIe siècle", lang="fr", raised=frozenset({6})))]],
    "TYPO-NUMERO": [[paragraph(line(0, "Le puits no 5 du district", lang="fr"))]],
    "TYPO-DIVIDED": [[paragraph(line(0, f"{WORDS} para."), line(1, "12 of the report on water."))]],
}

RIGHT = {
    "fr": (
        "Combien de puits\u202f? Tous\u202f; voyez\u202f!",
        "Il dit : «\u202foui\u202f», à 14:30, sur https://wells.example/a?b;c:d et dans A/RES/58/164 : fin",
        "Quoi\u202f?! (?) et « rien »".replace("« rien »", "«\u202frien\u202f»"),
        "12\u202f000\u202f000 de litres, 50 %, en 2003 150 puits, tél. +41 22 917 90 00",
        "l’eau – rare – du n° 5 et des nos 6 et 7 de Villiers-sur-Marne",
        "Voir Paris|10 puits ou 12|communes",
        "Contenu f531 905e ecbf 9c80",
        "Contenu f531|905e ecbf\u202f9c80",
    ),
    "en": (
        "“How many wells?” he asked: ‘all’; the cities’ wells, the ’90s and 2–3 more – or fewer",
        "See https://wells.example/it's--so or write to a-b@wells.example",
        "He dug well 5|in May and the paragraph|on water.",
    ),
}
WRONG = {
    "fr": {
        "TYPO-SPACE": (
            "Oui; non",
            "Oui ; non",
            "Il dit: non",
            "Il dit|: non",
            "« non\u202f»",
            "«\u202fnon»",
            "50% de l’eau",
            "12 000 puits",
        ),
        "TYPO-STRAIGHT": ("l'eau", 'un "puits"'),
        "TYPO-DASH": ("l’eau - rare - du puits", "l’eau -- rare"),
        "TYPO-ORDINAL": ("la 77e séance", "au XXIe siècle"),
        "TYPO-NUMERO": ("le puits No 5", "le puits nº 5"),
        "TYPO-DIVIDED": (
            "le 22|décembre 2003",
            "le 1er|mars",
            "à 12|km d’ici",
            "12\u202f000|000 de litres",
            "voir l’art.|3",
            "voir l’article|3",
            "le puits n°|5",
            "au XXIe|siècle",
            "de M.|Dupont",
            "de J.|Dupont",
            "voir A/RES|/58/164",
        ),
    },
    "en": {
        "TYPO-SPACE": ("Yes ; no", "Who ?", "“ no”", "«no»"),
        "TYPO-STRAIGHT": ("the cities' wells", 'the "wells"'),
        "TYPO-DASH": ("wells - both dry", "wells--both dry"),
        "TYPO-DIVIDED": (
            "on 22|December 2003",
            "in December|22",
            "some 12|per cent",
            "see No.|5",
            "see article|22",
            "see §|5",
            "by J.|Long",
            "by Mr.|Long",
            "see A/RES/|58/164",
        ),
    },
}


def said(text: str, lang: str, **more) -> set[str]:
    """The findings about the signs of a short text; `|` ends a line."""
    lines = [line(number, words, lang=lang) for number, words in enumerate(text.split("|"))]
    return {code for code in found([paragraph(*lines)], **more) if code not in {"TYPO-RUNT", "TYPO-SHORT"}}


def test_a_good_page_has_no_finding():
    assert found([paragraph(*good()), paragraph(*good(7))], [paragraph(*good(page=1))]) == set()


def test_every_code_has_a_case():
    assert {code.id for code in CODES} == set(CASES)


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found(code):
    assert code in found(*CASES[code])


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in RIGHT.items() for text in texts])
def test_right_signs_are_not_found(lang, text):
    assert said(text, lang) == set()


@pytest.mark.parametrize(
    ("lang", "code", "text"),
    [(lang, code, text) for lang, codes in WRONG.items() for code, texts in codes.items() for text in texts],
)
def test_wrong_signs_are_found(lang, code, text):
    assert code in said(text, lang)


@pytest.mark.parametrize(
    "below",
    ["internationalisations of it.", "14 internationalisations of the year", "resolution 2003/32-internationalised,"],
)
def test_a_line_may_break_off_before_what_is_held_together(below):
    short = line(1, "Conven-", right=250.0)
    last = [line(2, below)] if "it." in below else [line(2, below), *good(3)]
    assert "TYPO-SHORT" not in found([paragraph(*good(-6)[:5], short, *last)])
    for other in ("internationalisations", "wells 2003/32-internationalised,"):
        assert "TYPO-SHORT" in found([paragraph(*good(-6)[:5], short, line(2, other), *good(3))])


def test_superior_letters_end_an_ordinal():
    assert said("Le 1er puits", "fr") == {"TYPO-ORDINAL"}
    right = line(0, "Le 1er puits", lang="fr", raised=frozenset({4, 5}))
    assert found([paragraph(right)]) == set()


def test_a_century_is_in_small_capitals():
    right = line(0, "Au XXIe siècle", lang="fr", raised=frozenset({6}), small=frozenset({3, 4, 5}))
    assert found([paragraph(right)]) == set()


def test_what_others_adopted_keeps_its_marks():
    assert (
        said("the cities' wells - both dry", "en", adopted="All the cities' wells - both dry - shall be shut.") == set()
    )
    assert said("Que les cités' puits; oui", "fr", adopted="Que les cités' puits; oui") == {"TYPO-SPACE"}


def test_words_of_another_language_are_judged_by_its_own_rules():
    words = "Le mot well: un puits"
    langs = tuple("en" if 7 <= position <= 11 else "fr" for position in range(len(words)))
    assert "TYPO-SPACE" not in found([paragraph(line(0, words, langs=langs))])
    assert "TYPO-SPACE" in found([paragraph(line(0, words, lang="fr"))])


def test_a_finding_names_its_page():
    lines = over([line(0)], [line(0, "l'eau", lang="fr", page=1)])
    printed = tuple(PrintedPage(420, 595, tuple(paragraphs)) for paragraphs in lines)
    stretch = Stretch("wells", ("7", "8"), printed, (), Grid(LEADING, 2.0), on_grid=False)
    (finding,) = (finding for rule in RULES for finding in rule(stretch))
    assert (finding.place.line, finding.message[:7]) == (2, "page 8:")


def test_paragraphs_that_only_follow_each_other_are_not_one():
    assert found([paragraph(line(0), line(1))], [paragraph(line(0, page=1))]) == set()


def test_spaces_that_do_not_meet_are_no_river():
    lines = [line(number, whites=((90.0, 92.0), (150.0 + 4 * number, 155.0 + 4 * number))) for number in range(4)]
    assert found([paragraph(*lines)]) == set()
