"""The remedy of `lost_notes`, and whether the engine still needs it."""

from __future__ import annotations

from contextlib import nullcontext

from weasyprint.layout import page as page_module

from compendium.typesetting import layout
from compendium.typesetting.lost_notes import rescue_lost
from compendium.typesetting.notes import note_faults
from tests.unit.typesetting.generated import generated

LOSING = [("plain", 10)]
"""A generated layout in which the engine alone drops a note."""


def codes(kind, seed, folder):
    galley = generated(kind, seed, folder)
    root, document = layout.lay_out(galley)
    return [d.code for d in note_faults(galley.section, root, document)]


def test_the_engine_still_needs_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "notes_kept_with_calls", nullcontext)
    found = [code for kind, seed in LOSING for code in codes(kind, seed, tmp_path)]
    assert "TYPE-NOTE-LOST" in found, "the engine drops no notes any more: drop lost_notes.py"


def test_the_remedy_alone_loses_none(tmp_path, monkeypatch):
    make_page = page_module.make_page

    def make_page_with_rescue(context, *rest):
        made = make_page(context, *rest)
        rescue_lost(context, made[0])
        return made

    monkeypatch.setattr(layout, "notes_kept_with_calls", nullcontext)
    monkeypatch.setattr(page_module, "make_page", make_page_with_rescue)
    found = [code for kind, seed in LOSING for code in codes(kind, seed, tmp_path)]
    assert "TYPE-NOTE-LOST" not in found
