"""Where the pages stand on the sheet: sizes, gutters, creep and the lines of fold and trim."""

from __future__ import annotations

from dataclasses import dataclass

from compendium.finishing.faults import fault
from compendium.finishing.imposition.folding import GRIDS, Cell
from compendium.units import Box, Length, Size


def _mm(width: float, height: float) -> Size:
    return Size(Length.from_mm(width), Length.from_mm(height))


SHEETS = {
    "A4": _mm(210, 297),
    "A3": _mm(297, 420),
    "A2": _mm(420, 594),
    "A1": _mm(594, 841),
    "SRA3": _mm(320, 450),
    "SRA2": _mm(450, 640),
    "Letter": _mm(215.9, 279.4),
    "Tabloid": _mm(279.4, 431.8),
}
"""Sheets by name, upright. A: ISO 216; SRA, untrimmed sizes: ISO 217; Letter and Tabloid: ANSI/ASME Y14.1."""

BLEED = Length.from_mm(3)
"""How far a page may run over its trim where it is cut; at the fold, pages touch and nothing runs over."""

GUTTER = BLEED * 2
"""Between pages that are cut apart."""

_TOLERANCE = 1.0
"""Points by which pages may exceed the sheet: two A5 pages on A4 do by a rounding of ISO 216."""


NO_CREEP = Length(0)


@dataclass(frozen=True, slots=True)
class Make:
    """What is to be made of the pages.

    Attributes:
        sheet: name of the sheet (see `SHEETS`).
        signature: pages of a signature for perfect binding; None for saddle stitch.
        creep: how much further each inner leaf is pushed out by the one around it: the thickness of the paper.
        fit: whether pages that are too large for the sheet are made smaller.
    """

    sheet: str = "A4"
    signature: int | None = None
    creep: Length = NO_CREEP
    fit: bool = False


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The open sheet with its places.

    Attributes:
        sheet: its size as it lies before the eye.
        up: pages on a side.
        page: trimmed size of a page as it is printed.
        scale: by how much pages are made smaller; 1 for not at all.
        creep: shift of a page towards the spine for each leaf around its own.
    """

    sheet: Size
    up: int
    page: Size
    scale: float
    creep: Length

    @property
    def columns(self) -> int:
        """Places side by side."""
        return GRIDS[self.up][0]

    @property
    def rows(self) -> int:
        """Places one over the other."""
        return GRIDS[self.up][1]

    def box(self, cell: Cell) -> Box:
        """Where the trimmed page of a cell stands on its side, creep included."""
        towards_left = cell.spine_is_left
        shift = self.creep * (cell.depth * (-1 if towards_left else 1))
        left = self.column_edge(cell.column) + shift
        bottom = self.row_edge(cell.row)
        return Box(left, bottom, left + self.page.width, bottom + self.page.height)

    def room(self, cell: Cell) -> Box:
        """What a cell may print on: up to the fold on the side of its spine, over its trim by a bleed on the others.

        Creep pushes inner pages over the fold; what would lie on the page opposite is cut off there.
        """
        box = self.box(cell)
        left, right = box.left - BLEED, box.right + BLEED
        if cell.spine_is_left:
            left = self.column_edge(cell.column)
        else:
            right = self.column_edge(cell.column) + self.page.width
        return Box(left, box.bottom - BLEED, right, box.top + BLEED)

    def column_edge(self, column: int) -> Length:
        """The left edge of a column of places."""
        total = self.page.width * self.columns + GUTTER * ((self.columns - 1) // 2)
        start = (self.sheet.width - total) * 0.5
        return start + self.page.width * column + GUTTER * (column // 2)

    def row_edge(self, row: int) -> Length:
        """The foot of a row of places."""
        total = self.page.height * self.rows + GUTTER * (self.rows - 1)
        start = (self.sheet.height - total) * 0.5
        return start + (self.page.height + GUTTER) * row


def arrange(trim: Size, pages: int, make: Make) -> Arrangement:
    """Find how many pages stand on a side of the sheet, and where.

    For perfect binding, the most that fit and that a signature can be folded from; for saddle stitch, two.

    Args:
        trim: trimmed size of a page.
        pages: pages of a signature, or of the whole booklet for saddle stitch.
        make: what is to be made.

    Raises:
        ContentError: IMP-SHEET-NAME, there is no such sheet; IMP-SHEET, the sheet is too small for two pages.
    """
    upright = SHEETS.get(make.sheet)
    if upright is None:
        known = ", ".join(SHEETS)
        raise fault("IMP-SHEET-NAME", "booklet", f"there is no sheet {make.sheet!r}", f"the sheets are: {known}")
    turned = Size(upright.height, upright.width)
    wanted = [up for up in sorted(GRIDS, reverse=True) if pages % (2 * up) == 0] if make.signature else [2]
    for up in wanted:
        # Columns in excess of rows lie best on a sheet that lies.
        for sheet in (turned, upright) if GRIDS[up][0] > GRIDS[up][1] else (upright, turned):
            found = Arrangement(sheet, up, trim, 1.0, make.creep)
            if _overrun(found) <= _TOLERANCE:
                return found
    if make.fit:
        return _fitted(trim, turned, make.creep)
    message = f"two pages of {_said(trim)} do not fit on a sheet {make.sheet} of {_said(upright)}"
    raise fault("IMP-SHEET", "booklet", message, "take a larger sheet, or let the pages be made smaller with --fit")


def _overrun(arrangement: Arrangement) -> float:
    """By how many points the places exceed the sheet; negative where there is room left."""
    return max(-2 * arrangement.column_edge(0).pt, -2 * arrangement.row_edge(0).pt)


def _fitted(trim: Size, sheet: Size, creep: Length) -> Arrangement:
    scale = min(sheet.width.pt / (2 * trim.width.pt), sheet.height.pt / trim.height.pt, 1.0)
    return Arrangement(sheet, 2, Size(trim.width * scale, trim.height * scale), scale, creep)


def _said(size: Size) -> str:
    return f"{size.width.mm:.0f} x {size.height.mm:.0f} mm"
