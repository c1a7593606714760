"""Where each slip of a long section stands on its pages: the columns broken over all parts together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compendium.diagnostics import EngineError
from compendium.model.proof import Area, Ledger, Slip, SlipColumn
from compendium.typesetting.baselines import NEAR, line_at
from compendium.typesetting.faults import fault
from compendium.typesetting.filling import Columns, fill_columns
from compendium.typesetting.plans import Band, UnbreakableError

_FIRST, _VERSO, _RECTO = range(3)
"""The pages of a frame; a section opens on a recto, or is bound as if it did."""

AREA = ".area"
"""Behind the id of the section: the anchor of what columns begin with on the first page of its frame."""


@dataclass(frozen=True, slots=True)
class PlacedSlip:
    """A slip on a page.

    Attributes:
        part: position of the part that holds it.
        page: the page of that part's Proof.
        x: points from the left edge of the trimmed page.
        y: points from its upper edge.
    """

    part: int
    page: int
    x: float
    y: float


Leaf = tuple[PlacedSlip, ...]
"""The slips of one page."""


def leaves_of(section: str, frame: Ledger, columns: Sequence[SlipColumn]) -> tuple[Leaf, ...]:
    """The pages of a section that was set in parts.

    Args:
        section: its id.
        frame: the ledger of its frame: the first page, a verso and a recto.
        columns: its parts, in their order.

    Raises:
        EngineError: TYPE-TALL, a line is taller than a column.
    """
    slips = [_Numbered(n, page, slip) for n, column in enumerate(columns) for page, slip in enumerate(column.slips)]
    openings = [_opening(columns, one) for one in slips]
    areas = _areas(section, frame, columns[0].leading)
    # Two columns leave a gutter between them, one leaves nothing.
    count = round(areas[0].width / columns[0].width)
    room = Columns(count, areas[_VERSO].height, areas[_FIRST].height, columns[0].leading)
    # What stands at the head of the first column follows on nothing.
    gaps = [0.0, *(one.slip.gap for one in slips[1:])]
    bands = [Band(gap, one.slip.height, penalty=one.slip.penalty) for gap, one in zip(gaps, slips, strict=True)]
    try:
        pages = fill_columns(bands, [height for _, height in openings], room)
    except UnbreakableError as error:
        hint = "Shorten what stands there; no page can hold it."
        raise EngineError(fault(section, "TYPE-TALL", f"{error}", hint)) from error
    step = (areas[0].width - columns[0].width) / max(count - 1, 1)
    leaves = []
    for number, page in enumerate(pages):
        area = areas[frame_page(number)]
        placed: list[PlacedSlip] = []
        for position, plan in enumerate(page):
            column = _column(slips[plan.first : plan.end], openings[plan.first])
            placed += (PlacedSlip(n, at, area.x + position * step, area.y + y) for n, at, y in column)
        leaves.append(tuple(placed))
    return tuple(leaves)


def frame_page(number: int) -> int:
    """The page of the frame that the page of a section is pasted up on, both from 0."""
    if not number:
        return _FIRST
    return _VERSO if number % 2 else _RECTO


@dataclass(frozen=True, slots=True)
class _Numbered:
    part: int
    page: int
    slip: Slip


def _opening(columns: Sequence[SlipColumn], one: _Numbered) -> tuple[int | None, float]:
    """The page that bears what a column opens with where it begins with a slip, and its height."""
    column, number = columns[one.part], one.slip.opening
    return (None, 0.0) if number is None else (len(column.slips) + number, column.openings[number])


def _areas(section: str, frame: Ledger, leading: float) -> tuple[Area, ...]:
    """What columns may fill: of the first page below its heading, of a verso and of a recto."""
    first, *others = frame.areas
    head = line_at(frame.anchors[section + AREA].y - first.y, leading, NEAR.pt)
    return (Area(first.x, first.y + head, first.width, first.height - head), *others)


def _column(slips: Sequence[_Numbered], opening: tuple[int | None, float]) -> Iterator[tuple[int, int, float]]:
    """Part, page and height from the head of the column of each slip in it."""
    page, y = opening
    if page is not None:
        yield slips[0].part, page, 0.0
    for number, one in enumerate(slips):
        y += one.slip.gap if number else 0.0
        yield one.part, one.page, y
        y += one.slip.height
