"""What each section prints, as frozen values that its template only has to lay out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from compendium.assembly.locating import PrintedLocator
from compendium.assembly.passages import Block, Setter
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
class PartPage:
    """The page that opens a part: its number in roman figures, and its title."""

    number: str
    title: BothWords


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A foreword or another text of the publisher."""

    matter: Matter


_FIGURES = 3
"""Figures of a paragraph's number that the margins of every trim have room for."""


@dataclass(frozen=True, slots=True)
class InstrumentPages:
    """One instrument with its opening and its text.

    Attributes:
        setter: sets the text when it is asked for.
        languages: the languages in which there is something to print.
        missing: the languages of the edition in which there is nothing.
        natures: the natures of the wordings that are printed: adopted, digest, or both.
        natures_in: the same by language: where one has no adopted text, its digest stands beside that of the other.
        status: what the box of facts says, a label and a value a row.
        running: what the running heads of verso and recto say: the heading in the first language of the edition; the
            symbol, or the heading in its last language.
        heading_languages: the languages of the heading: both, that of the edition first.
        masthead: each line in the languages of the edition, or in those there are where it has none of them.
    """

    instrument: Instrument
    body: Body
    setter: Setter = field(repr=False, compare=False)
    languages: tuple[Lang, ...]
    missing: tuple[Lang, ...]
    natures: tuple[Nature, ...]
    natures_in: Mapping[Lang, tuple[Nature, ...]]
    status: tuple[StatusRow, ...]
    running: tuple[str, str]
    heading_languages: tuple[Lang, ...]
    masthead: tuple[tuple[tuple[Lang, str], ...], ...]
    theme_labels: Mapping[str, BothWords]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text: everything between the masthead and the signatories."""
        return self.setter.blocks

    @property
    def has_long_figures(self) -> bool:
        """Whether a number that hangs beside its paragraph has four figures or more."""
        return any(sum(map(str.isdigit, block.mark)) > _FIGURES for block in self.blocks if not block.depth)

    @property
    def is_mixed(self) -> bool:
        """Whether its languages differ in the natures of their wordings."""
        return len(set(self.natures_in.values())) > 1

    def in_one_language(self, lang: Lang) -> InstrumentPages:
        """The same pages as one of two that face each other opens them: heading and masthead in its own language."""
        lines = (tuple(pair for pair in line if pair[0] is lang) or line[:1] for line in self.masthead)
        return replace(self, heading_languages=(lang,), masthead=tuple(lines))


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A fact about an instrument."""

    label: BothWords
    value: BothWords


class Rank(StrEnum):
    """What a line of the contents stands for: a part of the book, a section, or a piece of an instrument."""

    PART = "part"
    SECTION = "section"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents.

    Attributes:
        heading: what it says.
        anchor: what it leads to.
        folio: what it prints.
        rank: what it stands for.
        level: how many lines it stands below, from 1: what is in a part is below its line.
    """

    heading: BothWords
    anchor: str
    folio: str
    rank: Rank = Rank.SECTION
    level: int = 1


@dataclass(frozen=True, slots=True)
class ContentsPages:
    """The contents.

    Attributes:
        short: the sections, on one page; empty where the edition wants the full contents alone.
        full: the sections with the parts of each instrument; empty where the short contents are enough.
    """

    short: tuple[ContentsLine, ...]
    full: tuple[ContentsLine, ...]

    @property
    def lines(self) -> tuple[ContentsLine, ...]:
        """Every line, in the order of the page."""
        return self.short + self.full


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term of the glossary with where it is met."""

    term: Term
    locators: tuple[PrintedLocator, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPages:
    """The glossary, in the order of the first language of the edition."""

    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class CitedLine:
    """An instrument cited.

    Attributes:
        cited: its entry in the register.
        anchor: its place in the table.
        body: the name of the body that adopted it, where it is known.
        locators: where it is cited.
    """

    cited: CitedInstrument
    anchor: str
    body: BothWords | None
    locators: tuple[PrintedLocator, ...]

    @property
    def name(self) -> BothWords:
        """The short title where there is one, else the title."""
        return self.cited.short or self.cited.title


@dataclass(frozen=True, slots=True)
class CitedGroup:
    """Instruments cited that belong together: by the body that adopted them, or by the instrument that cites them.

    Attributes:
        name: the name of the body or of the instrument; None for what no body is known of.
        anchor: the place of the instrument in the book; empty for bodies.
        lines: the instruments cited, by date.
        goes_on: whether the name and the first of the lines stand in a stretch before.
    """

    name: BothWords | None
    anchor: str
    lines: tuple[CitedLine, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class CitedStretch:
    """One of the orders of the table of instruments cited, or a stretch of it.

    Attributes:
        title: the phrase that heads the order; empty where a stretch goes on.
        entries: instruments cited, with all that is known of them.
        groups: instruments cited that belong together, a line each.
    """

    title: str
    entries: tuple[CitedLine, ...] = ()
    groups: tuple[CitedGroup, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether it begins within a group."""
        return any(group.goes_on for group in self.groups[:1])


@dataclass(frozen=True, slots=True)
class CitedPages:
    """The table of instruments cited, in both directions.

    Attributes:
        by_date: the register, with where each instrument is cited.
        by_body: the same by body.
        citing: what each instrument of the book cites.
    """

    by_date: tuple[CitedLine, ...]
    by_body: tuple[CitedGroup, ...]
    citing: tuple[CitedGroup, ...]

    @property
    def orders(self) -> tuple[CitedStretch, ...]:
        """The table as it is printed: one order after the other."""
        orders = (
            CitedStretch("cited.by_date", entries=self.by_date),
            CitedStretch("cited.by_body", groups=self.by_body),
            CitedStretch("cited.citing", groups=self.citing),
        )
        return tuple(order for order in orders if order.entries or order.groups or order.title == "cited.by_date")


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body, with the instruments that the book prints of it and where others of it are cited."""

    body: Body
    instruments: tuple[tuple[BothWords, PrintedLocator], ...]
    cited: tuple[CitedLine, ...]


@dataclass(frozen=True, slots=True)
class BodiesPages:
    """The list of bodies, in the order of the first language of the edition."""

    bodies: tuple[BodyLine, ...]


@dataclass(frozen=True, slots=True)
class ChronologyPages:
    """The chronology: each event with its grounds."""

    events: tuple[tuple[Event, tuple[PrintedLocator, ...]], ...]


@dataclass(frozen=True, slots=True)
class ActionsPages:
    """What a city can do, each action with its grounds, and the model letters."""

    actions: tuple[tuple[Action, tuple[PrintedLocator, ...]], ...]
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
