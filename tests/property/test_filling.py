"""Laws of columns: nothing lost, nothing out of order, nothing too tall, the last page shared out."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compendium.typesetting.filling import ColumnPlan, Columns, fill_columns
from compendium.typesetting.plans import FORBIDDEN, Band, UnbreakableError

BANDS = st.lists(
    st.builds(
        Band,
        gap=st.sampled_from([0.0, 0.0, 0.0, 10.0]),
        height=st.sampled_from([10.0, 10.0, 20.0]),
        penalty=st.sampled_from([0.0, 0.0, 0.0, 2.0, 400.0, FORBIDDEN]),
    ),
    min_size=1,
    max_size=160,
)
ROOMS = st.builds(
    Columns,
    count=st.sampled_from([1, 2, 3]),
    height=st.sampled_from([120.0, 200.0]),
    first=st.sampled_from([60.0, 120.0]),
    line=st.just(10.0),
)


def height(bands: list[Band], opening: list[float], plan: ColumnPlan) -> float:
    inside = bands[plan.first : plan.end]
    return opening[plan.first] + sum(band.gap + band.height for band in inside) - inside[0].gap


@given(bands=BANDS, room=ROOMS, data=st.data())
@settings(deadline=None)
def test_columns_hold_every_band_once_in_order(bands, room, data):
    opening = [data.draw(st.sampled_from([0.0, 0.0, 10.0])) for _ in bands]
    pages = fill_columns(bands, opening, room)
    columns = [column for page in pages for column in page]
    assert [column.first for column in columns] == [0, *(column.end for column in columns[:-1])]
    assert columns[-1].end == len(bands)
    assert all(column.first < column.end for column in columns)
    for position, page in enumerate(pages):
        assert len(page) <= room.count
        limit = room.height if position else room.first
        assert all(height(bands, opening, column) <= limit + 0.01 for column in page)
    assert all(len(page) == room.count for page in pages[:-1])


@given(count=st.integers(2, 120), room=ROOMS)
@settings(deadline=None)
def test_the_last_page_is_shared_out(count, room):
    bands = [Band(0.0, 10.0)] * count
    last = fill_columns(bands, [0.0] * count, room)[-1]
    sizes = [column.end - column.first for column in last]
    assume(len(sizes) == room.count)
    assert max(sizes) - min(sizes) <= 1


@given(heads=st.lists(st.integers(1, 8), min_size=2, max_size=30), room=ROOMS)
@settings(deadline=None)
def test_no_heading_is_left_at_the_foot(heads, room):
    """Groups of a letter and its entries: a letter never ends a column."""
    bands = [
        Band(10.0 if first else 0.0, 10.0, penalty=FORBIDDEN if first else 0.0)
        for size in heads
        for first in (True, *[False] * size)
    ]
    letters = set(accumulate((size + 1 for size in heads), initial=0))
    pages = fill_columns(bands, [0.0] * len(bands), room)
    assert not {column.end - 1 for page in pages for column in page} & letters


def test_a_line_taller_than_a_column_is_refused():
    room = Columns(2, 100.0, 50.0, 10.0)
    with pytest.raises(UnbreakableError):
        fill_columns([Band(0.0, 10.0), Band(0.0, 120.0)], [0.0, 0.0], room)


@given(count=st.integers(40, 120))
@settings(deadline=None)
def test_a_line_that_is_missing_is_better_than_a_heading_repeated(count):
    """Every second band goes on with what the one before it began; columns hold an odd number of them."""
    opening = [10.0 * (number % 2) for number in range(count)]
    pages = fill_columns([Band(0.0, 10.0)] * count, opening, Columns(2, 110.0, 110.0, 10.0))
    assert not [column for page in pages for column in page if opening[column.first]]


@given(bands=BANDS, room=ROOMS, leading=st.sampled_from([10.08, 13.44, 13.0, 17.0 + 1 / 3]), data=st.data())
@settings(deadline=None)
def test_columns_break_alike_in_every_unit(bands, room, leading, data):
    """Type is set in pixels and pasted up in points; what ends on a tie is not told by the last figure of a sum."""
    opening = [data.draw(st.sampled_from([0.0, 0.0, 10.0])) for _ in bands]

    def broken(scale):
        scaled = [replace(band, gap=band.gap * scale, height=band.height * scale) for band in bands]
        edges = Columns(room.count, room.height * scale, room.first * scale, room.line * scale)
        return fill_columns(scaled, [height * scale for height in opening], edges)

    assert broken(leading / 10.0) == broken(leading / 10.0 * 0.75) == broken(1.0)
