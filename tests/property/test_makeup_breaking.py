"""The laws of page breaking: everything printed once, in order, on a page that can hold it."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.typesetting.makeup.breaking import break_pages
from compendium.typesetting.plans import FORBIDDEN, LONELY, Band, Measure, NoteStrip, UnbreakableError

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


def used(bands, plan, notes) -> float:
    """The height that a page takes up, text and notes together."""
    text = math.fsum(band.gap + band.height for band in bands[plan.first : plan.end])
    text -= bands[plan.first].gap if plan.first < plan.end else 0.0
    foot = max(
        math.fsum(math.fsum(notes[part.id].lines[part.first : part.end]) for part in column)
        + (MEASURE.runs_on if any(part.runs_on for part in column) else 0.0)
        for column in plan.feet
    )
    return text + (foot + MEASURE.foot if foot else 0.0)


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
        assert used(bands, plan, notes) <= MEASURE.height + LINE / 1000
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


@st.composite
def texts_with_a_long_note(draw) -> list[Band]:
    """Paragraphs of text, and somewhere the call of a note of up to three pages, in one language or in both."""
    bands = []
    for lines in draw(st.lists(st.integers(2, 14), min_size=8, max_size=30)):
        for line in range(1, lines + 1):
            is_lonely = lines > 1 and line in {1, lines - 1}
            penalty = 0.0 if line == lines else 2.0 + is_lonely * LONELY
            bands.append(Band(LINE if line == 1 else 0.0, LINE, (), penalty))
    place = draw(st.integers(0, len(bands) - 1))
    sizes = (draw(st.integers(4, 110)), draw(st.sampled_from([0, 1, 4, 60])))
    notes = tuple(NoteStrip(f"n{column}", column, (NOTE_LINE,) * size) for column, size in enumerate(sizes) if size)
    bands[place] = replace(bands[place], notes=notes)
    return bands


def next_piece(bands, start) -> float:
    """The least that could follow on a page: down to the next good break, with two lines of a note that is called."""
    end = next((end for end in range(start + 1, len(bands) + 1) if bands[end - 1].penalty < LONELY), start)
    text = math.fsum(band.gap + band.height for band in bands[start:end])
    calls = any(band.notes for band in bands[start:end])
    return text + (MEASURE.foot + 2 * NOTE_LINE + MEASURE.runs_on if calls else 0.0)


@settings(max_examples=150, deadline=None)
@given(texts_with_a_long_note())
def test_a_long_note_leaves_no_white_page_and_no_line_alone(bands):
    notes = {note.id: note for band in bands for note in band.notes}
    *plans, _ = break_pages(bands, MEASURE)
    for plan in plans:
        assert plan.first == plan.end or bands[plan.end - 1].penalty < LONELY
        assert not any(part.has_lonely_line for column in plan.feet for part in column)
        white = MEASURE.height - used(bands, plan, notes)
        assert white <= max(0.15 * MEASURE.height, next_piece(bands, plan.end))
