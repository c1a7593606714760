"""Make-up stands in for the engine's own notes; these tests tell when the engine could do it itself."""

from __future__ import annotations

import pytest

from compendium.typesetting import layout
from compendium.typesetting.notes import note_faults
from tests.unit.typesetting.generated import generated

FAULTY = [("plain", 10), ("rows", 4), ("table", 6)]
"""Generated layouts in which the engine alone drops a note or prints it late."""


def codes(kind, seed, folder):
    galley = generated(kind, seed, folder)
    wanted, document = layout.lay_out(galley)
    return {fault.code for fault in note_faults(galley.section, wanted, document)}


def test_the_engine_alone_still_misplaces_notes(tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "wants_makeup", lambda _: False)
    found = set().union(*(codes(kind, seed, tmp_path) for kind, seed in FAULTY))
    assert found & {"TYPE-NOTE-LOST", "TYPE-NOTE-LATE"}, (
        "the engine places every note now: see whether make-up is needed"
    )


@pytest.mark.parametrize(("kind", "seed"), FAULTY)
def test_made_up_pages_hold_every_note_of_their_calls(tmp_path, kind, seed):
    assert codes(kind, seed, tmp_path) == set()
