"""An edition: which instruments, in which languages, on which trim."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from compendium.model.printing import Printing
from compendium.model.words import BothWords, Ident, Lang, Nature, Text, Value


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


class Part(Value):
    """A part of the book: sections that stand together, behind a page of their own that names them."""

    title: BothWords
    holds: tuple[Ident, ...]
    """The sections that it holds, by the names that `sections` takes; `instrument` stands for all instruments."""


class EmblemPlace(StrEnum):
    """Where an emblem is printed."""

    COVER = "cover"
    TITLE = "title"


class Emblem(Value):
    """A picture that stands for the publisher or the subject: an emblem, a mark, a portrait."""

    file: Text
    """An SVG, PNG or JPEG, named from the folder `assets` of the content. The cover has a dark ground."""
    alt: BothWords
    """What it shows, for those who do not see it."""
    on: EmblemPlace = EmblemPlace.COVER


class NoteNumbers(StrEnum):
    """Where the numbers of notes begin: as the instrument has them, or at one on every page of a language."""

    INSTRUMENT = "instrument"
    PAGE = "page"


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
    parts: Annotated[tuple[Part, ...], Field(max_length=20)] = ()
    """The parts of the book in their order; empty for a book without."""
    note_numbers: NoteNumbers = NoteNumbers.INSTRUMENT
    contents: Extent = Extent.SHORT
    index: IndexStyle = IndexStyle.INDENTED
    locators: Locators = Locators.FOLIO
    scope_notes: bool = True
    """Whether the index prints what its headings cover."""
    emblem: Emblem | None = None
    previous: str | None = None
    """The manifest of an earlier edition, from the folder of the content; its folios are set against the new ones."""
    printing: Printing = Printing()
    """What the printing house asks for."""
