from __future__ import annotations

import pytest

from compendium.diagnostics import ContentError
from compendium.finishing.cover import PAPERS, paper_named, spine_type, wrap_of
from compendium.units import Length, Size

A5 = Size(Length.from_mm(148), Length.from_mm(210))
INSIDE, BOARD = PAPERS["offset-90"], PAPERS["board-250"]


def test_thickness_is_grammage_times_bulk() -> None:
    assert INSIDE.caliper.mm == pytest.approx(0.1125)


def test_the_spine_is_the_leaves_and_the_cover_once() -> None:
    wrap = wrap_of(A5, 200, INSIDE, BOARD, is_glued=True)
    assert wrap.spine.mm == pytest.approx(100 * 0.1125 + 0.3)
    assert wrap.size.width.mm == pytest.approx(2 * 148 + wrap.spine.mm)


BOUNDS = Length(8), Length(16)


@pytest.mark.parametrize(
    ("spine", "ems", "size"),
    [(4.0, 30, 0), (6.1, 30, 8), (7.5, 30, 12), (20, 30, 16), (20, 40, 12.5), (20, 100, 0)],
    ids=["too narrow", "just wide enough", "as wide as the spine", "the largest", "as long as the spine", "too long"],
)
def test_type_on_the_spine_is_as_large_as_the_spine_allows(spine: float, ems: float, size: float) -> None:
    assert spine_type(Length.from_mm(spine), Length(500), ems, BOUNDS).pt == size


def test_a_stitched_booklet_has_no_spine() -> None:
    wrap = wrap_of(A5, 200, INSIDE, BOARD, is_glued=False)
    assert (wrap.spine.pt, wrap.holds_title) == (0, False)
    assert spine_type(wrap.spine, Length(500), 1, BOUNDS).pt == 0


def test_an_unknown_paper_is_a_coded_error() -> None:
    with pytest.raises(ContentError) as raised:
        paper_named("papyrus")
    assert [d.code for d in raised.value.report] == ["PRESS-PAPER"]


def test_every_paper_has_a_source() -> None:
    assert all(paper.source for paper in PAPERS.values())
