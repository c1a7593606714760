"""No note is ever lost, late, twice or out of order, and none covers the text: over five hundred generated layouts."""

from __future__ import annotations

import pytest

from compendium.typesetting.layout import lay_out
from compendium.typesetting.notes import note_faults
from compendium.typesetting.overfull import overfull_faults
from tests.unit.typesetting.generated import KINDS, generated

SEEDS = 125
"""Layouts of each kind."""

PARTS = 5


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
