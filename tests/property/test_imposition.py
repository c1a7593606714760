"""Imposition, checked by folding: the test folds the flat sheets as a hand would and reads the booklet."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from compendium.finishing.imposition import Cell, Sheet, Slot, impose, reading_order, tumble_order

UPS = st.sampled_from([2, 4, 8, 16])
PAGES = st.integers(min_value=1, max_value=150)

Leaf = tuple[tuple[Cell, bool], tuple[Cell, bool]]
"""What looks up and what looks down, each with whether its place lies head down."""


def flat(sheet: Sheet) -> dict[tuple[int, int], list[Leaf]]:
    """The sheet on the table, front up: on each place the front's page and, below it, the back's."""
    columns = 1 + max(cell.column for cell in sheet.front)
    backs = {(columns - 1 - cell.column, cell.row): cell for cell in sheet.back}
    return {
        (cell.column, cell.row): [((cell, cell.head_down), (back, back.head_down))]
        for cell in sheet.front
        if (back := backs[cell.column, cell.row])
    }


def turned(leaf: Leaf, *, head: bool) -> Leaf:
    (up, up_down), (down, down_down) = leaf
    return (down, down_down != head), (up, up_down != head)


def folded(grid: dict[tuple[int, int], list[Leaf]]) -> list[Leaf]:
    """Fold, across the longer count of places, the half without the outermost page behind the one that has it."""
    columns = 1 + max(column for column, _ in grid)
    rows = 1 + max(row for _, row in grid)
    if columns == rows == 1:
        return grid[0, 0]
    across_head = rows >= columns
    axis, count = (1, rows) if across_head else (0, columns)
    outermost = min(grid, key=lambda place: min(side[0].position for leaf in grid[place] for side in leaf))
    stays_low = outermost[axis] < count // 2
    halved: dict[tuple[int, int], list[Leaf]] = {}
    for place, stack in grid.items():
        low = place[axis] < count // 2
        nearest = min(place[axis], count - 1 - place[axis])
        kept = nearest if stays_low else count // 2 - 1 - nearest
        onto = (place[0], kept) if across_head else (kept, place[1])
        if low == stays_low:
            halved[onto] = [*stack, *halved.get(onto, [])]
        else:
            halved[onto] = [*halved.get(onto, []), *(turned(leaf, head=across_head) for leaf in reversed(stack))]
    return folded(halved)


def read(sheets: tuple[Sheet, ...]) -> list[tuple[int, bool]]:
    """The positions as they come when the booklet is leafed through from its outermost page, and whether head down."""
    book: list[tuple[Cell, bool]] = []
    for number in sorted({sheet.signature for sheet in sheets}):
        signature: list[tuple[Cell, bool]] = []
        for sheet in reversed([sheet for sheet in sheets if sheet.signature == number]):
            stack = folded(flat(sheet))
            pages = [side for leaf in stack for side in leaf]
            # Inner sheets lie in the middle of the one around them.
            half = len(pages) // 2
            signature = [*pages[:half], *signature, *pages[half:]]
        book += signature
    return [(cell.position, down) for cell, down in book]


@given(pages=PAGES, up=UPS, times=st.integers(min_value=1, max_value=3))
def test_the_folded_order_is_the_reading_order(pages: int, up: int, times: int) -> None:
    signature = 2 * up * times
    slots = reading_order(pages, signature)
    order = read(impose(slots, signature, up))
    assert [position for position, _ in order] == list(range(len(slots)))
    assert len({down for _, down in order}) == 1


@given(pages=PAGES)
def test_saddle_stitch_folds_to_the_reading_order(pages: int) -> None:
    slots = reading_order(pages, 4)
    assert [position for position, _ in read(impose(slots, len(slots), 2))] == list(range(len(slots)))


@given(pages=PAGES, up=UPS, last_outside=st.booleans())
def test_every_page_is_there_once(pages: int, up: int, last_outside: bool) -> None:
    slots = reading_order(pages, 2 * up, last_outside=last_outside)
    sheets = impose(slots, 2 * up, up)
    cells = [cell for sheet in sheets for cell in (*sheet.front, *sheet.back)]
    assert sorted(cell.position for cell in cells) == list(range(len(slots)))
    assert sorted(cell.slot.page for cell in cells if cell.slot.page is not None) == list(range(pages))


@given(pages=PAGES, up=UPS, times=st.integers(min_value=1, max_value=2))
def test_every_recto_is_backed_by_its_verso(pages: int, up: int, times: int) -> None:
    signature = 2 * up * times
    for sheet in impose(reading_order(pages, signature), signature, up):
        columns = 1 + max(cell.column for cell in sheet.front)
        backs = {(columns - 1 - cell.column, cell.row): cell for cell in sheet.back}
        for cell in sheet.front:
            back = backs[cell.column, cell.row]
            assert {cell.position, back.position} == {cell.position // 2 * 2, cell.position // 2 * 2 + 1}
            assert (cell.head_down, cell.depth) == (back.head_down, back.depth)
            # The spine is the same edge of the paper, seen from either side.
            assert cell.spine_is_left != back.spine_is_left


@given(front=PAGES, back=PAGES)
def test_a_tumble_booklet_reads_from_both_sides(front: int, back: int) -> None:
    slots = tumble_order(front, back, 4)
    assert len(slots) % 4 == 0
    assert slots[:front] == tuple(Slot(page) for page in range(front))
    upside_down = tuple(replace(slot, head_down=not slot.head_down) for slot in reversed(slots))
    assert upside_down[:back] == tuple(Slot(page, source=1) for page in range(back))
    leaves = [{slot.source for slot in slots[i : i + 2] if slot.page is not None} for i in range(0, len(slots), 2)]
    assert all(len(sources) < 2 for sources in leaves)


@given(pages=PAGES)
def test_a_back_cover_stays_outside(pages: int) -> None:
    slots = reading_order(pages, 4, last_outside=True)
    assert slots[-1].page == (pages - 1 if pages > 1 else None)
    assert [slot.page for slot in slots if slot.page is not None] == list(range(pages))
