"""What each section prints, as frozen values that its template only has to lay out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compendium.assembly.passages import Block
from compendium.indexing import ResolvedIndex
from compendium.model.apparatus import (
    Action,
    Body,
    CitedInstrument,
    City,
    Event,
    Letter,
    Matter,
    Publication,
    Standing,
    Term,
)
from compendium.model.edition import Edition
from compendium.model.instrument import Instrument
from compendium.model.words import BothWords, Lang, Nature


@dataclass(frozen=True, slots=True)
class Front:
    """Half-title, title page, imprint and colophon: what is true of the publication and of the edition."""

    publication: Publication
    edition: Edition
    title: BothWords


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A foreword or another text of the publisher."""

    matter: Matter


@dataclass(frozen=True, slots=True)
class InstrumentPages:
    """One instrument with its opening and its text.

    Attributes:
        languages: the languages in which there is something to print.
        missing: the languages of the edition in which there is nothing.
        natures: the natures of the wordings that are printed: adopted, digest, or both.
        status: what the box of facts says, a label and a value a row.
        running: what the running heads of verso and recto say: the heading in the first language of the edition; the
            symbol, or the heading in its last language.
        heading_languages: the languages of the heading: both, that of the edition first.
        masthead: each line in the languages of the edition, or in those there are where it has none of them.
    """

    instrument: Instrument
    body: Body
    blocks: tuple[Block, ...]
    languages: tuple[Lang, ...]
    missing: tuple[Lang, ...]
    natures: tuple[Nature, ...]
    status: tuple[StatusRow, ...]
    running: tuple[str, str]
    heading_languages: tuple[Lang, ...]
    masthead: tuple[tuple[tuple[Lang, str], ...], ...]
    theme_labels: Mapping[str, BothWords]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A fact about an instrument."""

    label: BothWords
    value: BothWords


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: its heading, the section it leads to, the folio that it prints."""

    heading: BothWords
    anchor: str
    folio: str
    level: int = 1
    note: BothWords | None = None


@dataclass(frozen=True, slots=True)
class ContentsPages:
    """The contents."""

    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A paragraph that something rests on: how it is cited, where it is, on which folio."""

    citation: BothWords
    anchor: str
    folio: str


@dataclass(frozen=True, slots=True)
class IndexPages:
    """The thematic index of one language.

    Attributes:
        counterparts: whether each heading gives its counterpart in the other language.
    """

    index: ResolvedIndex
    counterparts: bool


@dataclass(frozen=True, slots=True)
class GlossaryPages:
    """The glossary."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class BodiesPages:
    """The list of bodies."""

    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class CitedPages:
    """The register of cited instruments, each with the folios of the paragraphs that cite it."""

    entries: tuple[tuple[CitedInstrument, tuple[Ground, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChronologyPages:
    """The chronology."""

    events: tuple[tuple[Event, tuple[Ground, ...]], ...]


@dataclass(frozen=True, slots=True)
class ActionsPages:
    """What a city can do, and the model letters."""

    actions: tuple[tuple[Action, tuple[Ground, ...]], ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class CityLine:
    """A member city with its state's standing under the treaty."""

    city: City
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class CitiesPages:
    """The member cities."""

    lines: tuple[CityLine, ...]
    treaty: BothWords | None
    as_of: str
