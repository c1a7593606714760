"""What the cover prints, and the sheet that tells how a booklet is printed at home."""

from __future__ import annotations

from dataclasses import dataclass

from compendium.model.apparatus import Publication
from compendium.model.edition import Emblem
from compendium.model.words import BothWords, Lang


@dataclass(frozen=True, slots=True)
class CoverFace:
    """What a cover shows of one book: its front, and its title on the spine.

    Attributes:
        title: of the edition.
        publication: publisher, subtitle and what else stands on every cover.
        languages: those of the edition.
        emblem: its picture.
    """

    title: BothWords
    publication: Publication
    languages: tuple[Lang, ...]
    emblem: Emblem | None


@dataclass(frozen=True, slots=True)
class CoverPages:
    """The wrap of a book: back, spine and front; or of two books back to back, each with its own front.

    Attributes:
        faces: the book; or both, the second turned by 180 degrees.
        width: trimmed width of a page, in millimetres.
        height: trimmed height of a page, in millimetres.
        spine: width of the spine, in millimetres.
        spine_type: size of the title on it, in points; zero where it is too narrow for it.
    """

    faces: tuple[CoverFace, ...]
    width: float
    height: float
    spine: float
    spine_type: float

    @property
    def is_tumbled(self) -> bool:
        """Whether two books stand back to back."""
        return len(self.faces) > 1


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
