"""The laws of page breaking: everything printed once, in order, on a page that can hold it."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.typesetting.makeup.breaking import (
    FORBIDDEN,
    Band,
    Measure,
    NoteStrip,
    UnbreakableError,
    break_pages,
)

LINE, NOTE_LINE = 13.0, 10.0
MEASURE = Measure(height=30 * LINE, foot=12.0, line=LINE, columns=2, runs_on=NOTE_LINE)


@st.composite
def strips(draw) -> list[Band]:
    bands = []
    for number in range(draw(st.integers(1, 120))):
        notes = tuple(
            NoteStrip(f"n{number}.{position}", column, (NOTE_LINE,) * draw(st.sampled_from([1, 2, 3, 8, 60])))
            for position, column in enumerate(draw(st.lists(st.integers(0, 1), max_size=2)))
        )
        penalty = draw(st.sampled_from([0.0, 0.0, 2.0, 400.0, FORBIDDEN]))
        bands.append(Band(draw(st.sampled_from([0.0, LINE])), LINE, notes if draw(st.booleans()) else (), penalty))
    return bands


@settings(max_examples=150, deadline=None)
@given(strips())
def test_pages_hold_everything_once_in_order_with_the_notes_of_their_calls(bands):
    try:
        plans = break_pages(bands, MEASURE)
    except UnbreakableError:
        assert any(band.penalty == FORBIDDEN for band in bands) or any(len(band.notes) > 1 for band in bands)
        return
    assert [plan.first for plan in plans] == [0, *(plan.end for plan in plans[:-1])]
    assert plans[-1].end == len(bands)
    printed = dict.fromkeys((note.id for band in bands for note in band.notes), 0)
    notes = {note.id: note for band in bands for note in band.notes}
    for plan in plans:
        here = {part.id for column in plan.feet for part in column}
        assert all(note.id in here for band in bands[plan.first : plan.end] for note in band.notes)
        text = math.fsum(band.gap + band.height for band in bands[plan.first : plan.end])
        text -= bands[plan.first].gap if plan.first < plan.end else 0.0
        foot = max(
            math.fsum(math.fsum(notes[part.id].lines[part.first : part.end]) for part in column)
            + (MEASURE.runs_on if any(part.runs_on for part in column) else 0.0)
            for column in plan.feet
        )
        assert text + (foot + MEASURE.foot if foot else 0.0) <= MEASURE.height + LINE / 1000
        for part in (part for column in plan.feet for part in column):
            assert printed[part.id] == part.first
            printed[part.id] = part.end
    assert all(printed[name] == len(note.lines) for name, note in notes.items())
    assert all(bands[plan.end - 1].penalty != FORBIDDEN for plan in plans[:-1] if plan.first < plan.end)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300))
def test_plain_text_fills_its_pages(count):
    plans = break_pages([Band(0.0, LINE)] * count, MEASURE)
    assert len(plans) == math.ceil(count / 30)
