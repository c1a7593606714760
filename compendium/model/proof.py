"""A Galley is composed; a Proof is typeset; its Ledger tells where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Target(StrEnum):
    """What a layout is painted for."""

    SCREEN = "screen"
    PRESS = "press"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Galley:
    """A section as HTML with its stylesheets, before typesetting.

    Markup that typesetting reads: every element to be found again has an `id`; a note is an element of class `note`
    with an `id`, standing where it is called; `href="compendium:<anchor>"` refers to another section.
    """

    section: str
    html: str
    stylesheets: tuple[Path, ...]
    roots: tuple[Path, ...]
    """Folders from which stylesheets, fonts and pictures may be read; nothing else may."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page of a Proof: page index from 0; points from the top left corner of the trimmed page."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the page of its call and the pages on which it is printed."""

    id: str
    call: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, level 1 on top."""

    label: str
    level: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Slip:
    """What no break can cut of a column; lengths in points.

    Attributes:
        gap: the white between the slip above and this one.
        height: from its head to its foot.
        penalty: what a break below it costs.
        opening: position among the openings of the column of what a column that begins with this slip opens with;
            None where no entry goes on.
    """

    gap: float
    height: float
    penalty: float
    opening: int | None = None


@dataclass(frozen=True, slots=True)
class SlipColumn:
    """A part of a section set as one column and cut into slips, for pages to be pasted up from; lengths in points.

    Each page of its Proof bears one slip in its upper left corner, and then each an opening.

    Attributes:
        slips: from the head of the column to its foot.
        openings: heights of what is repeated where a column begins within an entry.
        width: of the column.
        leading: from one line to the next.
        structure: what the slips hold, for those who do not see it (see `model.slips`); empty before they are painted
            for the screen. Their paint has neither tags nor links: an index has them by the ten thousand, and binding
            writes them once.
    """

    slips: tuple[Slip, ...]
    openings: tuple[float, ...]
    width: float
    leading: float
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The part of a page that text may fill; points from the top left corner of the trimmed page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where everything stands in a Proof."""

    pages: int
    width: float
    """Trimmed width in points."""
    height: float
    anchors: Mapping[str, Spot]
    notes: tuple[PlacedNote, ...]
    bookmarks: tuple[Bookmark, ...]
    areas: tuple[Area, ...] = ()
    """The type area of each page."""
    column: SlipColumn | None = None
    """Where the pages bear slips."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A typeset section: its digest, its ledger and one PDF per target."""

    section: str
    digest: str
    ledger: Ledger
    paints: Mapping[Target, bytes]
