"""Where an anchor stands in the book, once its section is typeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compendium.model.book import Pagination
from compendium.model.proof import Ledger


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The page of an anchor: its folio, its position in the book from 0, its section."""

    folio: str
    page: int
    section: str


class Folios:
    """Looks anchors up in the ledgers of all sections typeset so far."""

    def __init__(self, pagination: Pagination, ledgers: Mapping[str, Ledger]) -> None:
        """Index the anchors.

        Args:
            pagination: the folios of the sections.
            ledgers: the ledger of each section; sections that are not paginated are passed over.
        """
        self._places = {
            name: Standpoint(pagination.label(section, spot.page), pagination.starts[section] + spot.page, section)
            for section, ledger in ledgers.items()
            if section in pagination.starts
            for name, spot in ledger.anchors.items()
        }
        self._calls = {name: {note.id: note.call for note in ledger.notes} for name, ledger in ledgers.items()}

    def calls(self, section: str) -> Mapping[str, int]:
        """The page of a section, from 0, on which each of its notes is called."""
        return self._calls.get(section, {})

    def find(self, anchor: str) -> Standpoint | None:
        """The page of an anchor, or None where no typeset section holds it."""
        return self._places.get(anchor)

    def position(self, anchor: str) -> tuple[str, int]:
        """The folio of an anchor and the position of its page in the book, from 0.

        Raises:
            KeyError: no typeset section holds it.
        """
        place = self._places[anchor]
        return place.folio, place.page

    def folio(self, anchor: str) -> str:
        """The folio of an anchor.

        Raises:
            KeyError: no typeset section holds it.
        """
        return self._places[anchor].folio
