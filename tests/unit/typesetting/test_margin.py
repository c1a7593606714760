"""Themes in the outer margin: beside their paragraph, on the right side of each page, over nothing and on the page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from compendium.typesetting import boxes
from compendium.typesetting.layout import lay_out
from compendium.typesetting.makeup.margin import is_aside

CSS = """
@page { margin: 15mm 40mm 20mm 20mm } @page :left { margin-left: 40mm; margin-right: 20mm }
.block { margin-bottom: 12pt }
.block p.themes { font: 7pt/12pt "Compendium Sans"; margin: 0 9mm 0 4mm; position: absolute; width: 20mm }
"""
TEXT = "Every well in the district shall be counted before the summer, by those who drink of it and by no one else. "
THEMES = " · ".join(("wells", "counting", "summer", "those who drink of it") * 3)


def block(number: int) -> str:
    # Short paragraphs with long lists of themes, and the other way round.
    text, themes = TEXT * (1 + number % 4), THEMES if number % 3 else "wells"
    return f'<div class="block" id="b{number}"><div><p>{number}. {text}</p><p class="themes">{themes}</p></div></div>'


@pytest.fixture
def pages(galley_of):
    galley = galley_of("".join(map(block, range(1, 41))), CSS)
    made = galley.html.replace("<html", '<html data-makeup="pages"', 1)
    _, document = lay_out(type(galley)(galley.section, made, galley.stylesheets, galley.roots))
    return [boxes.page_box(page) for page in document.pages]


def asides(page) -> list:
    return [box for box in boxes.walk(page) if is_aside(box)]


def test_each_stands_once_in_the_outer_margin(pages):
    assert sum(len(asides(page)) for page in pages) == 40
    assert len(pages) > 3
    for page in pages:
        for box in asides(page):
            left, right = box.content_box_x(), box.content_box_x() + box.width
            if page.page_type.side == "left":
                assert 0 < left < right < page.content_box_x()
            else:
                assert page.content_box_x() + page.width < left < right < page.margin_width()


def test_it_begins_on_the_line_of_its_paragraph(pages):
    for page in pages:
        for holder in boxes.walk(page):
            for box in filter(is_aside, boxes.children(holder)):
                text, own = (boxes.children(p)[0] for p in (boxes.children(holder)[0], box))
                assert abs(text.position_y + text.baseline - own.position_y - own.baseline) < 0.3


def test_none_overlaps_another_or_leaves_the_page(pages):
    for page in pages:
        spans = sorted((box.position_y, box.position_y + box.margin_height()) for box in asides(page))
        assert all(above[1] <= below[0] + 0.5 for above, below in pairwise(spans))
        assert spans[-1][1] <= page.content_box_y() + page.height + 0.5
