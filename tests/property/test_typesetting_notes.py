"""No note is ever lost, late, twice, out of order or wrongly numbered: over five hundred generated layouts."""

from __future__ import annotations

import pytest

from compendium.typesetting.layout import lay_out
from compendium.typesetting.ledger import called_on, printed_boxes
from compendium.typesetting.notes import note_faults
from compendium.typesetting.overfull import overfull_faults
from tests.unit.typesetting.generated import KINDS, generated

SEEDS = 125
"""Layouts of each kind."""

PARTS = 5

BY_PAGE = 10
"""Layouts of each kind whose notes are numbered by page."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_note_is_where_it_belongs(tmp_path, kind, part):
    for seed in range(part, SEEDS, PARTS):
        galley = generated(kind, seed, tmp_path, pairs=5)
        wanted, document = lay_out(galley)
        assert len(wanted) == galley.html.count('class="note"')
        assert note_faults(galley.section, wanted, document) == []
        assert overfull_faults(galley.section, document) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_notes_numbered_by_page_count_from_one_on_each(tmp_path, kind):
    pointing_back = 0
    for seed in range(1000, 1000 + BY_PAGE):
        galley = generated(kind, seed, tmp_path, pairs=7, by_page=True)
        wanted, document = lay_out(galley)
        assert len(wanted) == galley.html.count('class="note"')
        assert note_faults(galley.section, wanted, document) == []
        for page in document.pages:
            printed = [box.element for box in printed_boxes(page) if "data-mark" in box.element.attrib]
            pointing_back += sum(1 for element in printed if element.get("data-of"))
            assert len(called_on(page)) <= len(printed)
    assert pointing_back > 0
