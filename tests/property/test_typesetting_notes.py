"""No note is ever lost, late, twice or out of order, and none covers the text: over generated layouts."""

from __future__ import annotations

import os

import pytest

from compendium.typesetting.layout import lay_out
from compendium.typesetting.notes import note_faults, notes_of
from compendium.typesetting.overfull import overfull_faults
from tests.unit.typesetting.generated import KINDS, generated

SEEDS = int(os.environ.get("COMPENDIUM_NOTE_SEEDS", "24"))
"""Layouts of each kind; four kinds make about a hundred."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(4))
def test_every_note_is_where_it_belongs(tmp_path, kind, part):
    for seed in range(100 + part, 100 + SEEDS, 4):
        galley = generated(kind, seed, tmp_path)
        root, document = lay_out(galley)
        assert len(notes_of(root)) == galley.html.count('class="note"')
        assert note_faults(galley.section, root, document) == []
        assert overfull_faults(galley.section, document) == []
