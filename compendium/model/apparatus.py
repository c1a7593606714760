"""What stands around the instruments: thesaurus, bodies, cited instruments, glossary, chronology, actions, cities."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from compendium.model.words import BothWords, Ident, Lang, Text, Value

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2 code."""

VagueDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A year, a month or a day (ISO 8601), quoted in YAML; as exact as the source is."""


class Variants(Value):
    """Other names of a concept, each printed as a `see` in its language's index."""

    en: tuple[Text, ...] = ()
    fr: tuple[Text, ...] = ()

    def of(self, lang: Lang) -> tuple[str, ...]:
        """The variants in a language."""
        return self.en if lang is Lang.EN else self.fr


class Theme(Value):
    """A concept of the thesaurus (ISO 25964-1): preferred labels, variants, relations."""

    id: Ident
    label: BothWords
    variants: Variants = Variants()
    broader: Ident | None = None
    related: tuple[Ident, ...] = ()
    scope: BothWords | None = None
    """Scope note: what the heading covers and what it does not."""
    see: Ident | None = None
    """For an entry that only sends the reader on to another concept."""
    withdrawn: bool = False


class Body(Value):
    """An organ or organisation that adopts instruments."""

    id: Ident
    name: BothWords
    short: BothWords | None = None
    about: BothWords | None = None


class CitedInstrument(Value):
    """An instrument that others cite, in the register of `content/cited.yaml`."""

    id: Ident
    title: BothWords
    short: BothWords | None = None
    symbol: Text | None = None
    date: VagueDate | None = None
    body: Ident | None = None
    instrument: Ident | None = None
    """The id of the instrument in this compendium, where it is printed here."""


class Term(Value):
    """A term of the glossary."""

    id: Ident
    term: BothWords
    definition: BothWords
    themes: tuple[Ident, ...] = ()
    """Themes whose locators are the term's own."""


class Event(Value):
    """A line of the chronology."""

    date: VagueDate
    text: BothWords
    grounds: tuple[str, ...] = ()
    """References to paragraphs, such as `a-res-58-164#op12`."""


class Action(Value):
    """Something that a city can do, with the paragraphs that ground it."""

    id: Ident
    title: BothWords
    text: BothWords
    grounds: tuple[str, ...]


class City(Value):
    """A member city."""

    id: Ident
    name: BothWords
    country: Country
    joined: int | None = None
    language: Lang = Lang.EN
    """The language of the edition that the city receives."""
    french_to: Text | None = None
    """The name after the French preposition, where the rules of the language need a hand: `au Havre`."""
    french_of: Text | None = None


class Standing(StrEnum):
    """A state's standing under a treaty."""

    PARTY = "party"
    SIGNATORY = "signatory"
    NEITHER = "neither"


class TreatyStatus(Value):
    """The dated standing of states under a treaty; a state that is not listed is neither."""

    treaty: Ident
    as_of: VagueDate
    parties: tuple[Country, ...] = ()
    signatories: tuple[Country, ...] = ()

    def of(self, country: str) -> Standing:
        """The standing of a state by its ISO code."""
        if country in self.parties:
            return Standing.PARTY
        return Standing.SIGNATORY if country in self.signatories else Standing.NEITHER


class Matter(Value):
    """A piece of front or back matter: foreword, notes on use, imprint, licence, colophon."""

    id: Ident
    title: BothWords | None = None
    paragraphs: tuple[BothWords, ...]
    placeholder: bool = False
    """Whether the association has still to write its own; the page says so."""


class Letter(Value):
    """A model letter; `{city}`, `{country}`, `{standing}`, `{date}` are filled in for each city."""

    id: Ident
    title: BothWords
    guidance: BothWords | None = None
    lines: tuple[BothWords, ...]


class Publication(Value):
    """What is true of every edition: `content/publication.yaml`."""

    id: Ident
    title: BothWords
    subtitle: BothWords | None = None
    publisher: BothWords
    place: BothWords | None = None
    date: date
    """The one clock of the book: nothing printed or written depends on the day of the build."""
    isbn: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")] | None = None
    """Where the publication stands online; copies print it, as words and as a QR code."""
    licence: BothWords | None = None
    keywords: tuple[BothWords, ...] = ()
    imprint: tuple[BothWords, ...] = ()
