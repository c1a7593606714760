"""No word is divided between two pages: what a page would end with is set again, whole."""

from __future__ import annotations

import pytest

from compendium.typesetting import boxes
from compendium.typesetting.layout import lay_out
from compendium.typesetting.makeup import bands, setting

WORDS = "responsibilities internationally notwithstanding accountability implementation considerations "
CSS = "p { hyphens: auto; width: 42mm; orphans: 2; widows: 2 }"
NOTE = '<span class="note" id="n1" lang="en" data-mark="1" data-series="figure">A note.</span>'
BODY = f"<p>Water{NOTE} {WORDS * 60}</p>"


@pytest.fixture(autouse=True)
def _hyphens_cost_nothing(monkeypatch):
    monkeypatch.setattr(bands, "_HYPHEN", 0.0)


def ends(galley) -> list[str]:
    """The last line of every page but the last."""
    _, document = lay_out(galley)
    pages = [[b for b in boxes.walk(boxes.flow(page)) if boxes.is_line(b) and b.height > 1] for page in document.pages]
    texts = [[line for line in lines if "note" not in boxes.text_of(line)] for lines in pages]
    return [boxes.text_of(max(lines, key=lambda line: line.position_y)).rstrip() for lines in texts[:-1]]


def test_no_page_ends_in_a_divided_word(galley_of):
    found = ends(galley_of(BODY, CSS))
    assert len(found) > 2
    assert [line for line in found if line.endswith(("-", "‐"))] == []


def test_without_another_setting_some_would(galley_of, monkeypatch):
    monkeypatch.setattr(setting, "undivide", lambda _: False)
    assert [line for line in ends(galley_of(BODY, CSS)) if line.endswith(("-", "‐"))] != []


def test_a_word_that_comes_back_is_not_tried_for_ever(galley_of, monkeypatch):
    monkeypatch.setattr(setting, "undivide", lambda _: True)
    assert len(ends(galley_of(BODY, CSS))) > 2
