"""The cover as one wrap: back, spine, front; the spine is as wide as the pages are thick."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from compendium.finishing.faults import fault
from compendium.units import Length, Size

_ISO_534 = "thickness = grammage x bulk (ISO 534:2011, 3.4)"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        grammage: grams a square metre.
        bulk: cubic centimetres a gram.
        source: where the bulk is from.
    """

    grammage: float
    bulk: float
    source: str = _ISO_534

    @property
    def caliper(self) -> Length:
        """Thickness of one sheet: g/m2 times cm3/g gives thousandths of a millimetre (ISO 534:2011, 3.4)."""
        return Length.from_mm(self.grammage * self.bulk / 1000)


PAPERS = {
    "offset-80": Paper(80, 1.25, "uncoated wood-free, sold as volume 1.25"),
    "offset-90": Paper(90, 1.25, "uncoated wood-free, sold as volume 1.25"),
    "offset-100": Paper(100, 1.25, "uncoated wood-free, sold as volume 1.25"),
    "book-80-1.5": Paper(80, 1.5, "bookwove, sold as volume 1.5"),
    "book-90-1.8": Paper(90, 1.8, "bookwove, sold as volume 1.8"),
    "book-80-2.0": Paper(80, 2.0, "bookwove, sold as volume 2.0"),
    "matt-115": Paper(115, 0.9, "coated matt, sold as volume 0.9; the paper that FOGRA39L was measured on has 115 g"),
    "gloss-115": Paper(115, 0.75, "coated gloss; mills name 0.70 to 0.80"),
    "board-250": Paper(250, 1.2, "cover board coated on one side; mills name 1.15 to 1.35"),
    "board-300": Paper(300, 1.2, "cover board coated on one side; mills name 1.15 to 1.35"),
}
"""Papers by name. Bulks are what such papers are sold under; the printer's own figure goes before them."""

SPINE_CLEARANCE = Length.from_mm(1.6)
"""White on either side of it: folding is off by up to a sixteenth of an inch (printers' usual request)."""

_LETTERS = 1.0
"""Ems from the highest letter to the lowest, .97 in the house's serif; an accent on a capital takes of the white."""

_STEP = 0.5
"""Points: type on a spine is set in halves of a point."""


_NONE = Length(0)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The measures of a cover.

    Attributes:
        page: trimmed size of a page.
        spine: width of the spine.
        type: size of the title on it; zero where it holds none.
    """

    page: Size
    spine: Length
    type: Length = _NONE

    @property
    def size(self) -> Size:
        """Trimmed size of the whole wrap."""
        return Size(self.page.width * 2 + self.spine, self.page.height)

    @property
    def holds_title(self) -> bool:
        """Whether the title stands on the spine."""
        return self.type.pt > 0


def paper_named(name: str) -> Paper:
    """A paper of the table.

    Raises:
        ContentError: PRESS-PAPER, there is no such paper.
    """
    if name not in PAPERS:
        known = ", ".join(PAPERS)
        hint = f"the papers are {known}; or write {{grammage: 90, bulk: 1.3}}"
        raise fault("PRESS-PAPER", "printing", f"there is no paper {name!r}", hint)
    return PAPERS[name]


def wrap_of(page: Size, pages: int, paper: Paper, cover: Paper, *, is_glued: bool) -> Wrap:
    """Measure a cover.

    Args:
        page: trimmed size of a page.
        pages: pages inside, blanks included; two to a leaf.
        paper: the paper inside.
        cover: the paper of the cover; bent around the block it adds its thickness once.
        is_glued: perfect binding; a saddle stitched booklet has no spine.
    """
    return Wrap(page, paper.caliper * ((pages + 1) // 2) + cover.caliper if is_glued else _NONE)


def spine_type(spine: Length, room: Length, ems: float, bounds: tuple[Length, Length]) -> Length:
    """The size of a title on a spine: as large as its width and its height allow.

    Args:
        spine: its width.
        room: how much of its height the title may take.
        ems: how long the title is, in ems.
        bounds: the smallest size, below which the spine stays empty, and the largest.

    Returns:
        the size; zero where the title would stand smaller than the smallest.
    """
    least, most = bounds
    widest = min((spine - SPINE_CLEARANCE * 2).pt / _LETTERS, room.pt / ems, most.pt)
    size = floor(widest / _STEP) * _STEP
    return Length(size) if size >= least.pt else _NONE
