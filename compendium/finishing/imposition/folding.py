"""Which page stands where on which side of which sheet, so that the folded sheets read in order.

The arrangement is not written down as a table: a closed signature is opened fold by fold, as a hand would open it, and
what lies in each place of the flat sheet is printed there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compendium.finishing.imposition.order import LEAF, Slot

GRIDS = {2: (2, 1), 4: (2, 2), 8: (4, 2), 16: (4, 4)}
"""Columns and rows of a side by its number of pages; each fold doubles one of the two, the spine first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in its place on one side of a sheet.

    Attributes:
        slot: the page.
        position: its place in the folded book, from 0; even positions are rectos.
        column: from the left, from 0, as one looks at this side.
        row: from the foot, from 0.
        head_down: whether the page is printed head down on this side.
        depth: how many leaves of its signature lie around its leaf; each pushes it outwards (creep).
    """

    slot: Slot
    position: int
    column: int
    row: int
    head_down: bool
    depth: int

    @property
    def spine_is_left(self) -> bool:
        """Whether the fold of the spine runs along the left edge of the place."""
        return (self.position % LEAF == 0) != (self.head_down != self.slot.head_down)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet before it is folded: what is printed on either side; the back is seen after turning it sideways.

    Attributes:
        signature: number of the signature it belongs to, from 1.
        inset: its number in the signature, from 1, outermost first.
        front: cells of the side that holds the outermost page.
        back: cells of the other side.
    """

    signature: int
    inset: int
    front: tuple[Cell, ...]
    back: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf as it lies while the sheet is opened: its number, whether its recto looks up, whether it is head down."""

    number: int
    recto_up: bool = True
    head_down: bool = False


_Grid = dict[tuple[int, int], tuple[_Leaf, ...]]
"""Column and row to the leaves that lie there, the uppermost first."""


def impose(slots: Sequence[Slot], signature: int, up: int) -> tuple[Sheet, ...]:
    """Arrange the pages of a folded book on sheets.

    Args:
        slots: the pages in the order of the folded book; a multiple of `signature`.
        signature: pages of a signature; all pages for saddle stitch.
        up: pages on one side of a sheet: 2, 4, 8 or 16. A signature has as many sheets, one inside the other, as it
            needs.

    Raises:
        ValueError: the numbers do not divide each other.
    """
    if up not in GRIDS or signature % (2 * up) or len(slots) % signature:
        raise ValueError(f"{len(slots)} pages cannot be imposed in signatures of {signature}, {up} up")
    sheets = []
    for first in range(0, len(slots), signature):
        for inset in range(signature // (2 * up)):
            outer = range(first + inset * up, first + (inset + 1) * up)
            inner = range(first + signature - (inset + 1) * up, first + signature - inset * up)
            sheets.append(_sheet(slots, (*outer, *inner), signature, inset))
    return tuple(sheets)


def _sheet(slots: Sequence[Slot], positions: tuple[int, ...], signature: int, inset: int) -> Sheet:
    opened = _opened(len(positions) // LEAF)
    columns = max(column for column, _ in opened) + 1
    leaves = signature // LEAF
    up: list[Cell] = []
    down: list[Cell] = []
    for (column, row), (leaf,) in opened.items():
        recto = positions[leaf.number * LEAF]
        depth = (recto % signature) // LEAF
        depth = min(depth, leaves - 1 - depth)
        for position, looks_up in ((recto, leaf.recto_up), (recto + 1, not leaf.recto_up)):
            slot = slots[position]
            place = column if looks_up else columns - 1 - column
            cell = Cell(slot, position, place, row, leaf.head_down != slot.head_down, depth)
            (up if looks_up else down).append(cell)
    sides = sorted((_ordered(up), _ordered(down)), key=lambda side: min(cell.position for cell in side))
    return Sheet(positions[0] // signature + 1, inset + 1, sides[0], sides[1])


def _ordered(cells: list[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: (-cell.row, cell.column)))


def _opened(leaves: int) -> _Grid:
    """Open a closed signature until each place holds one leaf: the spine first, then the head, in turns."""
    grid: _Grid = {(0, 0): tuple(_Leaf(number) for number in range(leaves))}
    over_spine = True
    while len(grid[0, 0]) > 1:
        grid = _over_left(grid) if over_spine else _over_head(grid)
        over_spine = not over_spine
    return grid


def _over_left(grid: _Grid) -> _Grid:
    """Lay the upper half of every stack over to the left, as a page is turned back."""
    columns = max(column for column, _ in grid) + 1
    opened: _Grid = {}
    for (column, row), stack in grid.items():
        half = len(stack) // 2
        turned = (replace(leaf, recto_up=not leaf.recto_up) for leaf in reversed(stack[:half]))
        opened[columns - 1 - column, row] = tuple(turned)
        opened[columns + column, row] = stack[half:]
    return opened


def _over_head(grid: _Grid) -> _Grid:
    """Lay the upper half of every stack over the head: it comes to lie head down."""
    rows = max(row for _, row in grid) + 1
    opened: _Grid = {}
    for (column, row), stack in grid.items():
        half = len(stack) // 2
        turned = (
            replace(leaf, recto_up=not leaf.recto_up, head_down=not leaf.head_down) for leaf in reversed(stack[:half])
        )
        opened[column, 2 * rows - 1 - row] = tuple(turned)
        opened[column, row] = stack[half:]
    return opened
