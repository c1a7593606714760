"""The remedy of `late_notes`, and whether the engine still needs it."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext

import pytest
from weasyprint.layout import block
from weasyprint.layout import page as page_module

from compendium.typesetting import boxes, layout
from compendium.typesetting.notes import note_faults
from tests.unit.typesetting.generated import generated

LATE = [("plain", 0), ("plain", 12), ("rows", 4), ("table", 6)]
"""Generated layouts with which the engine alone is late, or prints the notes out of order."""


def laid_out(kind, seed, folder):
    galley = generated(kind, seed, folder)
    root, document = layout.lay_out(galley)
    return document, [d.code for d in note_faults(galley.section, root, document)]


def letters(document):
    """How often each letter stands in the text and in the notes; hyphens depend on where the lines end."""
    areas = [boxes.note_area(page) for page in document.pages]
    flow = Counter("".join(boxes.text_of(boxes.flow(page)) for page in document.pages))
    notes = Counter("".join(boxes.text_of(area) for area in areas if area is not None))
    return [{letter: count for letter, count in part.items() if letter.isalpha()} for part in (flow, notes)]


def lines(box):
    return [b for b in boxes.walk(box) if boxes.is_line(b)]


@pytest.mark.parametrize(("kind", "seed"), LATE)
def test_every_note_stands_on_the_page_of_its_call(tmp_path, kind, seed):
    _, found = laid_out(kind, seed, tmp_path)
    assert found == []


def test_the_engine_still_needs_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "notes_kept_with_calls", nullcontext)
    found = [code for kind, seed in LATE[:2] for code in laid_out(kind, seed, tmp_path)[1]]
    assert "TYPE-NOTE-LATE" in found, "the engine is never late any more: drop late_notes.py"


def test_the_remedy_changes_no_word(tmp_path, monkeypatch):
    mended, _ = laid_out("table", 3, tmp_path)
    monkeypatch.setattr(layout, "notes_kept_with_calls", nullcontext)
    unmended, faults = laid_out("table", 3, tmp_path)
    assert "TYPE-NOTE-LOST" not in faults
    assert letters(mended) == letters(unmended)
    assert len(mended.pages) <= len(unmended.pages) + 2


def test_pages_that_need_no_remedy_are_those_of_the_engine(galley_of, monkeypatch):
    galley = galley_of("<p>" + 'Text<span class="note" id="n1">Note.</span> and more. ' + "word " * 600)
    _, mended = layout.lay_out(galley)
    monkeypatch.setattr(layout, "notes_kept_with_calls", nullcontext)
    _, unmended = layout.lay_out(galley)
    assert places(mended) == places(unmended)


def places(document):
    return [(b.position_x, b.position_y, boxes.text_of(b)) for p in document.pages for b in lines(boxes.page_box(p))]


def test_the_engine_is_itself_again_afterwards(galley_of):
    before = page_module.make_page, block._break_line
    layout.lay_out(galley_of("<p>Text"))
    assert (page_module.make_page, block._break_line) == before
