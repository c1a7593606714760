"""Each language of a pair keeps to its own page, also where the other has come to its end."""

from __future__ import annotations

from compendium.typesetting import boxes
from compendium.typesetting.layout import lay_out

CSS = ".pair { border-collapse: separate; border-spacing: 0; table-layout: fixed } .pair td { vertical-align: top }"


def paragraphs(word: str, count: int) -> str:
    return "".join(f"<p>{word} {number}</p>" for number in range(1, count + 1))


def words_of(page) -> list[str]:
    found = [box for box in boxes.walk(boxes.flow(page)) if boxes.is_line(box)]
    return [boxes.text_of(line).strip() for line in found if boxes.text_of(line).strip()]


def test_the_longer_language_goes_on_alone_on_its_own_side(galley_of):
    pair = f'<table class="pair"><tr><td>{paragraphs("Well", 3)}</td><td>{paragraphs("Puits", 90)}</td></tr></table>'
    galley = galley_of(pair, CSS)
    html = galley.html.replace("<html", '<html data-makeup="pages" data-spread="facing"', 1)
    document = lay_out(type(galley)(galley.section, html, galley.stylesheets, galley.roots))[1]
    versos, rectos = document.pages[0::2], document.pages[1::2]
    assert len(rectos) > 1
    assert [words for page in versos for words in words_of(page)] == ["Well 1", "Well 2", "Well 3"]
    assert [words for page in rectos for words in words_of(page)] == [f"Puits {number}" for number in range(1, 91)]
    for page in rectos:
        frame = boxes.page_box(page)
        lines = [box for box in boxes.walk(boxes.flow(page)) if boxes.is_line(box)]
        left, right = frame.content_box_x(), frame.content_box_x() + frame.width
        assert all(left - 1 <= line.position_x < right for line in lines)
