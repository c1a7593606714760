"""Every heading is in the outline, wherever its page begins."""

from __future__ import annotations

from compendium.typesetting.layout import lay_out
from compendium.typesetting.makeup import cutting

HEADINGS = [f"Heading {n}" for n in range(60)]
NOTE = '<span class="note" id="n1" lang="en" data-mark="1" data-series="figure">A note.</span>'
BODY = f"<p>Water{NOTE}</p>" + "".join(f"<h2>{name}</h2><p>Some words.</p>" for name in HEADINGS)
# Of another face, so that its lines have to be brought onto the grid.
CSS = 'h2 { bookmark-level: 2; font: 700 12pt/12pt "Compendium Sans"; margin: 0 }'


def bookmarks(galley) -> list[str]:
    _, document = lay_out(galley)
    assert len(document.pages) > 2
    return [label for page in document.pages for _, label, _, _ in page.bookmarks]


def test_a_heading_that_opens_a_page_is_in_the_outline(galley_of):
    assert bookmarks(galley_of(BODY, CSS)) == HEADINGS


def test_it_would_not_be_if_the_edge_of_its_box_told(galley_of, monkeypatch):
    monkeypatch.setattr(cutting, "_is_begun", lambda *_: True)
    assert bookmarks(galley_of(BODY, CSS)) != HEADINGS
