"""The kinds of file in `content/`: which model each record has and where it stands in the Library."""

from __future__ import annotations

from dataclasses import dataclass

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
from compendium.model.words import Value


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file."""

    name: str
    """The file or folder in `content/`, and the field of the Library."""
    model: type[Value]
    record: str
    """What one record is called in messages."""
    ident: str | None = "id"
    """The key that names a record."""


PUBLICATION = Kind("publication", Publication, "publication", ident=None)
"""One record in one file."""

LISTS = (
    Kind("themes", Theme, "theme"),
    Kind("bodies", Body, "body"),
    Kind("cited", CitedInstrument, "cited instrument"),
    Kind("glossary", Term, "term"),
    Kind("chronology", Event, "event", ident=None),
    Kind("actions", Action, "action"),
    Kind("letters", Letter, "letter"),
    Kind("cities", City, "city"),
    Kind("treaties", TreatyStatus, "treaty", ident="treaty"),
    Kind("matter", Matter, "piece of matter"),
)
"""Many records in one file, as a list."""

FOLDERS = (Kind("instruments", Instrument, "instrument"), Kind("editions", Edition, "edition"))
"""One record in each file of a folder; the record's id is the name of the file."""
