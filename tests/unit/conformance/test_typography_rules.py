"""Each rule of a good page finds its fault, and finds none on a page that has none."""

from __future__ import annotations

import itertools

import pytest

from compendium.conformance.typography import CODES
from compendium.conformance.typography.columns import Grid, texts
from compendium.conformance.typography.lines import Line, Paragraph, PrintedPage
from compendium.conformance.typography.rules import RULES, Stretch

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
    return Line(page, values.pop("baseline", 50 + LEADING * number), text=text, **values)


def found(*pages: list[Paragraph]) -> set[str]:
    printed = tuple(PrintedPage(420, 595, tuple(paragraphs)) for paragraphs in pages)
    whole = tuple(texts(list(enumerate(printed)), LEADING))
    labels = tuple(str(number + 1) for number in range(len(pages)))
    stretch = Stretch("wells", labels, printed, whole, Grid(LEADING, 2.0), on_grid=True)
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
}


def test_a_good_page_has_no_finding():
    assert found([paragraph(*good()), paragraph(*good(7))], [paragraph(*good(page=1))]) == set()


def test_every_code_has_a_case():
    assert {code.id for code in CODES} == set(CASES)


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found(code):
    assert code in found(*CASES[code])


def test_paragraphs_that_only_follow_each_other_are_not_one():
    assert found([paragraph(line(0), line(1))], [paragraph(line(0, page=1))]) == set()


def test_spaces_that_do_not_meet_are_no_river():
    lines = [line(number, whites=((90.0, 92.0), (150.0 + 4 * number, 155.0 + 4 * number))) for number in range(4)]
    assert found([paragraph(*lines)]) == set()
