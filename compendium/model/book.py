"""A Book: the ordered sections of one edition, and the folio of every page once they are typeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from compendium.model.edition import Edition
from compendium.model.words import BothWords


class Numbering(StrEnum):
    """The run of folios that a section belongs to (prelims in roman, body in arabic figures)."""

    ROMAN = "roman"
    ARABIC = "arabic"


class Start(StrEnum):
    """Where a section starts."""

    RECTO = "recto"
    VERSO = "verso"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: typeset alone, bound with the others.

    Attributes:
        id: unique in the book; the anchor of the section's first page.
        kind: names the template `book/<kind>.html` and the page master.
        content: what the template prints: a frozen value made by assembly.
        heading: the entry in the contents and the outline; None for pages that have none.
        display: a display page carries no folio.
        late: the section prints folios and is typeset once the ledger of the others is known.
        part: id of the section that opens the part of the book to which it belongs; empty where it belongs to none.
        label: what a reader's page box shows instead of folios; such pages, as those of a cover, are not counted.
    """

    id: str
    kind: str
    content: object
    heading: BothWords | None = None
    numbering: Numbering = Numbering.ARABIC
    start: Start = Start.RECTO
    display: bool = False
    late: bool = False
    part: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """One edition, ready to be composed."""

    edition: Edition
    title: BothWords
    sections: tuple[Section, ...]
    register: frozenset[str] = frozenset()
    """Anchors of the entries that late sections will hold, such as `cited.udhr`."""
    digest: str = ""
    """Digest of the content, in hexadecimal; the colophon prints its beginning, the manifest has it in full."""

    @property
    def short_digest(self) -> str:
        """The beginning of the digest: sixteen figures in groups of four, as people read them out."""
        return " ".join(self.digest[start : start + 4] for start in range(0, min(16, len(self.digest)), 4))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the bound book; a blank has no section."""

    section: str | None
    index: int
    """Position of the page in its section's Proof, from 0."""
    label: str
    """The folio: `iv`, `12`."""
    is_recto: bool
    shows_folio: bool


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pages of the book in order, and where each section starts."""

    leaves: tuple[Leaf, ...]
    starts: Mapping[str, int]
    """Section id to page index (from 0) in the book."""
    body_start: int
    """Page index where the arabic folios begin."""

    def label(self, section: str, index: int) -> str:
        """The folio of a page of a section."""
        return self.leaves[self.starts[section] + index].label
