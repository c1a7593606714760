"""Notes numbered by page: the numbers are those of the pages, or the section is named."""

from __future__ import annotations

import pytest

from compendium.diagnostics import EngineError
from compendium.typesetting import boxes, layout
from compendium.typesetting.makeup import setting
from compendium.typesetting.notes import note_faults
from tests.unit.typesetting.generated import generated


def marks(document):
    """The mark of each call, page by page."""
    return [
        [boxes.text_of(b) for b in boxes.walk(boxes.flow(page)) if b.element_tag == "a" and b.element.get("data-call")]
        for page in document.pages
    ]


def test_every_page_begins_at_one(tmp_path):
    _, document = layout.lay_out(generated("plain", 3, tmp_path, by_page=True))
    begun = [page for page in marks(document) if page]
    assert len(begun) > 3
    assert [page[0] for page in begun] == ["1"] * len(begun)


def test_a_wrong_mark_is_found(tmp_path):
    wanted, document = layout.lay_out(generated("table", 3, tmp_path, by_page=True))
    assert note_faults("s", wanted, document) == []
    calls = [b for b in boxes.walk(boxes.flow(document.pages[0])) if boxes.is_text(b) and b.element.get("data-call")]
    calls[0].text = "7"
    assert [fault.code for fault in note_faults("s", wanted, document)] == ["TYPE-NOTE-NUMBER"]


def test_a_count_that_does_not_begin_at_one_is_found(tmp_path):
    galley = generated("plain", 3, tmp_path)
    wanted, document = layout.lay_out(galley)
    assert note_faults("s", wanted, document) == []
    # The same pages, numbered through, taken for pages that are numbered each.
    for page in document.pages:
        boxes.flow(page).element.set("data-note-numbers", "page")
        for box in boxes.walk(boxes.flow(page)):
            if boxes.has_class(box, "footnote"):
                box.element.set("data-series", "figure")
    assert {fault.code for fault in note_faults("s", wanted, document)} == {"TYPE-NOTE-NUMBER"}


def test_numbers_that_do_not_settle_name_the_section(tmp_path, monkeypatch):
    monkeypatch.setattr(setting, "SETTINGS", 0)
    with pytest.raises(EngineError) as error:
        layout.lay_out(generated("plain", 3, tmp_path, by_page=True))
    assert [finding.code for finding in error.value.report] == ["TYPE-NOTE-NUMBERS"]
