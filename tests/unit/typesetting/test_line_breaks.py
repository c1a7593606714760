"""The remedies of `line_breaks`, and whether the engine still needs them."""

from __future__ import annotations

import itertools
from contextlib import contextmanager

from compendium.typesetting import boxes, layout, line_breaks
from compendium.typesetting.layout import lay_out

TEXT = "Convention obliges them to do, reporting under <i>article</i> nineteen."
CSS = "p { hyphens: auto } .narrow { width: 25mm }"
LADDER = "<p class=narrow>" + "responsibilities internationally notwithstanding " * 12
WIDTHS = [66 + step / 8 for step in range(120)]


@contextmanager
def as_it_is():
    yield


def lines_of(galley) -> list[list[str]]:
    _, document = lay_out(galley)
    found = []
    for page in document.pages:
        for box in boxes.walk(boxes.page_box(page)):
            lines = [boxes.text_of(line) for line in boxes.children(box) if boxes.is_line(line)]
            found += [lines] if lines else []
    return found


def broken_at_the_head(galley) -> list[str]:
    return [lines[0] for lines in lines_of(galley) if len(lines) > 1 and len(lines[0]) < 12]


def longest_ladder(galley) -> int:
    lines = itertools.chain.from_iterable(lines_of(galley))
    runs = itertools.groupby(line.rstrip().endswith("‐") for line in lines)
    return max(len(list(run)) for hyphenated, run in runs if hyphenated)


def paragraphs() -> str:
    return "".join(f'<p style="width: {width}mm">{TEXT}</p>' for width in WIDTHS)


def test_a_text_that_fits_without_its_space_is_not_divided(galley_of):
    assert broken_at_the_head(galley_of(paragraphs(), CSS)) == []


def test_a_text_far_longer_than_its_line_is_not_tried_again_for_nothing(galley_of, monkeypatch):
    text = "Article <i>seven</i> that protects all persons from <i>torture</i>, and every human being of <i>all</i>"
    body = "".join(f'<p style="width: {width}mm">{text}</p>' for width in WIDTHS[::3])
    quick = lines_of(galley_of(body, CSS))
    monkeypatch.setattr(line_breaks, "_NARROW", 0.0)
    assert quick == lines_of(galley_of(body, CSS))


def test_no_three_lines_in_a_row_end_in_a_hyphen(galley_of):
    assert longest_ladder(galley_of(LADDER, CSS)) == 2


def test_the_engine_still_needs_the_first_remedy(galley_of, monkeypatch):
    monkeypatch.setattr(layout, "mended_line_breaks", as_it_is)
    assert broken_at_the_head(galley_of(paragraphs(), CSS)), "the engine measures by itself: drop `_fitting`"


def test_the_engine_still_needs_the_second_remedy(galley_of, monkeypatch):
    monkeypatch.setattr(layout, "mended_line_breaks", as_it_is)
    assert longest_ladder(galley_of(LADDER, CSS)) > 2, "the engine limits ladders by itself: drop `_without_hyphens`"
