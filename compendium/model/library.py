"""The Library: all that was curated, with the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from compendium.diagnostics import Place
from compendium.model.apparatus import (
    Action,
    Body,
    CitedInstrument,
    City,
    Event,
    Letter,
    Matter,
    Publication,
    Term,
    Theme,
    TreatyStatus,
)
from compendium.model.edition import Edition
from compendium.model.instrument import Instrument


class Places(Protocol):
    """Finds where a value stands in the content."""

    def find(self, item: object, *path: str | int, needle: str = "", key: bool = False) -> Place:
        """The place of a value of the Library.

        Args:
            item: an Instrument, Theme, Body, Edition or other record of the Library.
            path: keys and positions from the record down to the value; where the last steps are not in the file, the
                nearest that is.
            needle: a piece of the text, to point at it within a long value.
            key: point at the key instead of the value.
        """

    def digest(self, item: object) -> str:
        """The digest of the file that a record stands in and of the file's name; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in `content/`, checked for form but not yet judged by the rules."""

    root: Path
    publication: Publication
    places: Places
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    cited: Mapping[str, CitedInstrument] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    chronology: tuple[Event, ...] = ()
    actions: tuple[Action, ...] = ()
    letters: tuple[Letter, ...] = ()
    cities: Mapping[str, City] = field(default_factory=dict)
    treaties: Mapping[str, TreatyStatus] = field(default_factory=dict)
    matter: Mapping[str, Matter] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Kinds, such as `themes`, of which something could not be read: what refers to them is not judged."""


PRELIMS = ("foreword", "how-to-use", "digest")
"""Matter that stands before the body, in this order; other matter stands after the tables."""


def selected(library: Library, edition: Edition) -> tuple[Instrument, ...]:
    """The instruments of an edition: those it names in its order, else all by date of adoption."""
    if edition.instruments:
        return tuple(library.instruments[name] for name in edition.instruments)
    return tuple(sorted(library.instruments.values(), key=lambda i: (i.adopted.date, i.id)))
