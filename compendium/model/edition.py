"""An edition: which instruments, in which languages, on which trim."""

from __future__ import annotations

from enum import StrEnum

from compendium.model.printing import Printing
from compendium.model.words import BothWords, Ident, Lang, Nature, Value


class Mode(StrEnum):
    """How the two languages share the page."""

    PARALLEL = "parallel"
    FACING = "facing"
    SINGLE = "single"


class Trim(StrEnum):
    """The finished size of the page; the figures stand in `styles/tokens/`."""

    A5 = "A5"
    ROYAL = "160x240"
    B5 = "B5"
    A4 = "A4"
    LETTER = "Letter"


class Wording(StrEnum):
    """Which wording is printed where both are there; where one is missing the other stands in, marked as such."""

    ADOPTED = "adopted"
    DIGEST = "digest"
    BOTH = "both"

    @property
    def natures(self) -> tuple[Nature, ...]:
        """The natures in the order in which they are wanted."""
        return (Nature.DIGEST, Nature.ADOPTED) if self is Wording.DIGEST else (Nature.ADOPTED, Nature.DIGEST)


class Locators(StrEnum):
    """What a locator of the index says: the folio alone, or the paragraph as well."""

    FOLIO = "folio"
    PARAGRAPH = "paragraph"


class IndexStyle(StrEnum):
    """How the index sets its subheadings (ISO 999): each on a line of its own, or run in behind their heading."""

    INDENTED = "indented"
    RUN_IN = "run-in"


class Extent(StrEnum):
    """How far the contents go: one page of sections, the parts of each instrument, or the one and then the other."""

    SHORT = "short"
    FULL = "full"
    BOTH = "both"


class Edition(Value):
    """One edition: `content/editions/<id>.yaml`."""

    id: Ident
    title: BothWords | None = None
    languages: tuple[Lang, ...]
    mode: Mode = Mode.SINGLE
    trim: Trim = Trim.A5
    wording: Wording = Wording.ADOPTED
    instruments: tuple[Ident, ...] = ()
    """The instruments in their order; empty for all, by date of adoption."""
    sections: tuple[Ident, ...] = ()
    """The front and back matter and tables to print; empty for all there are."""
    contents: Extent = Extent.SHORT
    index: IndexStyle = IndexStyle.INDENTED
    locators: Locators = Locators.FOLIO
    scope_notes: bool = True
    """Whether the index prints what its headings cover."""
    previous: str | None = None
    """The manifest of an earlier edition, from the folder of the content; its folios are set against the new ones."""
    printing: Printing = Printing()
    """What the printing house asks for."""
