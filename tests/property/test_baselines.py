"""Laws of the lines of a grid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compendium.typesetting.baselines import NEAR, line_at, off_line

HEIGHTS = st.floats(0.0, 2000.0)
LEADINGS = st.sampled_from([10.08, 12.0, 13.0, 17.0])
ROUNDING = 1e-6


@given(y=HEIGHTS, leading=LEADINGS)
def test_a_line_stands_on_the_grid_and_goes_back_only_where_it_is_near(y, leading):
    line = line_at(y, leading, NEAR.pt)
    assert abs(line / leading - round(line / leading)) < ROUNDING
    assert -NEAR.pt - ROUNDING < line - y <= leading - NEAR.pt + ROUNDING


@given(number=st.integers(0, 100), leading=LEADINGS)
def test_a_line_of_the_grid_stays(number, leading):
    assert abs(line_at(number * leading, leading, NEAR.pt) - number * leading) < ROUNDING


@given(y=HEIGHTS, leading=LEADINGS)
def test_what_is_just_above_a_line_is_off_it_by_less_than_nothing(y, leading):
    off = off_line(y, leading, NEAR.pt)
    assert -NEAR.pt <= off <= leading - NEAR.pt + ROUNDING
