"""What the finished file has to show, said before it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compendium.model.proof import Ledger


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A paragraph or a note as it is to be printed.

    Attributes:
        section: id of the section that prints it.
        anchor: its anchor; empty where it has none.
        texts: one entry a wording, in the order printed: English, then French. Each is a sequence of plain texts, cut
            wherever something else is printed within it, such as the call of a note or `[sic]`.
    """

    section: str
    anchor: str
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A page number printed in the contents or in the index.

    Attributes:
        section: id of the section that prints it.
        label: the folio as printed.
        anchor: what it leads to: an anchor of a paragraph, or the id of a section.
        entry: the heading or line that bears it, for messages.
    """

    section: str
    label: str
    anchor: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Expectations:
    """All that is to be proved of one file.

    Attributes:
        paragraphs: every paragraph and line of the instruments, in the order of the book.
        notes: every note, in the order of its calls.
        numbers: every number of the contents, the tables and the index.
        ledgers: section id to the ledger of its Proof, which says where to look.
        facing: the sections whose two languages stand on pages that face each other.
    """

    paragraphs: tuple[PrintedText, ...] = ()
    notes: tuple[PrintedText, ...] = ()
    numbers: tuple[PrintedNumber, ...] = ()
    ledgers: Mapping[str, Ledger] = field(default_factory=dict)
    facing: frozenset[str] = frozenset()
