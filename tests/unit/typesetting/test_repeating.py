"""The head of a table stands again on every page that the table runs on to, above its rows, and is read once."""

from __future__ import annotations

import pytest

from compendium.typesetting import boxes
from compendium.typesetting.layout import lay_out
from compendium.typesetting.tags.muting import muted_boxes

CSS = ".data th { border-bottom: .6pt solid; font-weight: 600 } .data thead { break-after: avoid }"
ROWS = "".join(f"<tr><td>Well {number}</td><td>{number * 7} l</td></tr>" for number in range(1, 101))
TABLE = f"<table class=data><thead><tr><th>Place</th><th>Water</th></tr></thead><tbody>{ROWS}</tbody></table>"


def made_up(galley_of, body: str):
    galley = galley_of(body, CSS)
    html = galley.html.replace("<html", '<html data-makeup="pages"', 1)
    return lay_out(type(galley)(galley.section, html, galley.stylesheets, galley.roots))[1]


@pytest.fixture
def document(galley_of):
    return made_up(galley_of, f"<p>Before.</p>{TABLE}<p>After.</p>")


def lines(page) -> list[str]:
    found = [box for box in boxes.walk(boxes.flow(page)) if boxes.is_line(box) and boxes.text_of(box).strip()]
    return [
        boxes.text_of(line).strip() for line in sorted(found, key=lambda box: (round(box.position_y), box.position_x))
    ]


def test_every_page_of_the_table_begins_with_its_head(document):
    assert len(document.pages) > 2
    assert lines(document.pages[0])[:3] == ["Before.", "Place", "Water"]
    for page in document.pages[1:]:
        assert lines(page)[:2] == ["Place", "Water"]


def test_no_row_is_lost_or_printed_over(document):
    rows = [line for page in document.pages for line in lines(page) if line.startswith("Well")]
    assert rows == [f"Well {number}" for number in range(1, 101)]
    for page in document.pages:
        tops = [
            box.position_y
            for box in boxes.walk(boxes.flow(page))
            if boxes.text_of(box).startswith("Well") and boxes.is_line(box)
        ]
        head = next(box for box in boxes.walk(boxes.flow(page)) if boxes.is_line(box) and boxes.text_of(box) == "Place")
        frame = boxes.page_box(page)
        assert head.position_y >= frame.content_box_y() - 0.5
        assert head.position_y + head.height <= min(tops) + 0.5
        assert max(tops) + 16 <= frame.content_box_y() + frame.height + 0.5


def test_it_is_read_once(document):
    muted = muted_boxes(document)
    heads = [
        box
        for page in document.pages
        for box in boxes.walk(boxes.flow(page))
        if boxes.is_text(box) and box.text == "Place"
    ]
    assert [id(box) in muted for box in heads] == [False] + [True] * (len(document.pages) - 1)


def test_text_after_a_table_has_no_head(galley_of):
    document = made_up(galley_of, TABLE + "<p>After.</p>" * 80)
    assert lines(document.pages[-1])[0] == "After."


def test_the_letters_of_a_head_stand_on_its_line(document):
    for page in document.pages:
        for line in filter(boxes.is_line, boxes.walk(boxes.flow(page))):
            for text in filter(boxes.is_text, boxes.walk(line)):
                assert abs(text.position_y + text.baseline - line.position_y - line.baseline) < 0.5
                assert text.position_x >= line.position_x - 0.5
