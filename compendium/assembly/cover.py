"""What the cover prints, and the sheet that tells how a booklet is printed at home."""

from __future__ import annotations

from dataclasses import dataclass

from compendium.model.apparatus import Publication
from compendium.model.words import BothWords


@dataclass(frozen=True, slots=True)
class CoverPages:
    """The wrap of a book: back, spine and front; millimetres.

    Attributes:
        title: of the edition.
        publication: publisher, subtitle and what else stands on every cover.
        width: trimmed width of a page.
        height: trimmed height of a page.
        spine: width of the spine.
        spine_title: whether it is wide enough for the title.
    """

    title: BothWords
    publication: Publication
    width: float
    height: float
    spine: float
    spine_title: bool


@dataclass(frozen=True, slots=True)
class HomeSheet:
    """How to print a booklet on one's own printer; millimetres.

    Attributes:
        width: of the sheet as it lies.
        height: of the sheet as it lies.
        sheets: how many sheets it takes.
        sheet: name of the sheet.
        long_edge: whether sheets are turned over the long edge.
        signature: pages of a signature; 0 for saddle stitch.
        tumble: whether two books stand back to back.
    """

    width: float
    height: float
    sheets: int
    sheet: str
    long_edge: bool
    signature: int
    tumble: bool
