"""The tables around the instruments, with their locators: cited instruments, bodies, glossary, chronology, actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from compendium import markup
from compendium.assembly.contents import (
    ActionsPages,
    BodiesPages,
    BodyLine,
    ChronologyPages,
    CitedGroup,
    CitedLine,
    CitedPages,
    GlossaryPages,
    TermLine,
)
from compendium.assembly.folios import Folios
from compendium.assembly.instruments import note_marks
from compendium.assembly.locating import Locating, PrintedLocator
from compendium.indexing import Citation, CitedTable, by_body, cited_table, targets_by_theme, targets_of
from compendium.languages import CollationKey, collation_key
from compendium.model.apparatus import CitedInstrument
from compendium.model.book import Book
from compendium.model.library import Library, selected
from compendium.model.words import BothWords

_UNDATED = "9999"


class Tables:
    """Fills the tables of one edition; what orders words goes by the first language of the edition."""

    def __init__(self, library: Library, book: Book, folios: Folios) -> None:
        """Know the book.

        Args:
            library: the curated content.
            book: its edition says which instruments count.
            folios: where every paragraph stands.
        """
        self._library = library
        self._instruments = selected(library, book.edition)
        self._lang = book.edition.languages[0]
        self._is_printed = lambda anchor: folios.find(anchor) is not None
        self._locating = Locating(self._instruments, folios.position, note_marks(book, folios))

    @cached_property
    def _cited(self) -> CitedTable:
        return cited_table(self._library, self._instruments, self._lang, self._is_printed)

    def cited(self) -> CitedPages:
        """The table of instruments cited; an entry of the register that nothing cites stands there without locators."""
        found = {citation.cited.id: citation for citation in self._cited.cited_in}
        rest = (Citation(entry, ()) for entry in self._library.cited.values() if entry.id not in found)
        lines = tuple(self._line(citation) for citation in sorted((*found.values(), *rest), key=self._by_date))
        groups = {body: {c.cited.id for c in group} for body, group in by_body(self._cited.cited_in)}
        bodies = sorted(
            (body for body in groups if body), key=lambda body: self._order(self._library.bodies[body].name)
        )
        return CitedPages(
            by_date=lines,
            by_body=tuple(
                CitedGroup(self._body(body), "", tuple(line for line in lines if line.cited.id in groups[body]))
                for body in (*bodies, *(body for body in groups if not body))
            ),
            citing=tuple(
                CitedGroup(
                    self._library.instruments[citing.instrument].heading,
                    citing.instrument,
                    tuple(self._line(citation) for citation in citing.citations),
                )
                for citing in self._cited.cites
            ),
        )

    def bodies(self) -> BodiesPages:
        """The bodies that adopted something printed or cited here."""
        cited = dict(by_body(self._cited.cited_in))
        registered = {entry.body for entry in self._library.cited.values()}
        used = {instrument.body for instrument in self._instruments} | registered | set(cited)
        return BodiesPages(
            tuple(
                BodyLine(
                    body,
                    tuple((i.heading, self._locating.whole(i)) for i in self._instruments if i.body == body.id),
                    tuple(
                        self._line(c, with_paragraphs=False) for c in cited.get(body.id, ()) if not c.cited.instrument
                    ),
                )
                for body in sorted(self._library.bodies.values(), key=lambda body: self._order(body.name))
                if body.id in used
            )
        )

    def glossary(self) -> GlossaryPages:
        """The terms, each with the passages of its themes."""
        targets = targets_by_theme(self._library.themes, self._instruments)
        return GlossaryPages(
            tuple(
                TermLine(term, self._locating.merged(t for name in term.themes for t in targets.get(name, ())))
                for term in sorted(self._library.glossary, key=lambda term: self._order(term.term))
            )
        )

    def chronology(self) -> ChronologyPages:
        """The events by date."""
        events = sorted(self._library.chronology, key=lambda event: event.date)
        return ChronologyPages(tuple((event, self._grounds(event.grounds)) for event in events))

    def actions(self) -> ActionsPages:
        """What a city can do, in the order in which it was curated."""
        actions = tuple((action, self._grounds(action.grounds)) for action in self._library.actions)
        return ActionsPages(actions, self._library.letters)

    def _grounds(self, references: Sequence[str]) -> tuple[PrintedLocator, ...]:
        """The grounds that this edition prints; an edition of some instruments leaves the others out."""
        printed = {instrument.id: instrument for instrument in self._instruments}
        whole = tuple(self._locating.whole(printed[name]) for name in references if name in printed)
        return whole + self._locating.merged(targets_of(references, self._instruments))

    def _line(self, citation: Citation, *, with_paragraphs: bool = True) -> CitedLine:
        cited = citation.cited
        found = self._locating.merged(citation.targets, with_paragraphs=with_paragraphs)
        return CitedLine(cited, f"cited.{cited.id}", self._body(cited.body or ""), found)

    def _body(self, name: str) -> BothWords | None:
        return self._library.bodies[name].name if name in self._library.bodies else None

    def _by_date(self, citation: Citation) -> tuple[str, CollationKey, str]:
        cited: CitedInstrument = citation.cited
        return cited.date or _UNDATED, self._order(cited.title), cited.id

    def _order(self, words: BothWords) -> CollationKey:
        return collation_key(markup.plain(markup.parse(words.of(self._lang))), self._lang)


def all_locators(pages: object) -> Iterable[tuple[str, PrintedLocator]]:
    """Every locator that a table prints, with the name of the entry that bears it."""
    match pages:
        case GlossaryPages(terms=terms):
            yield from ((line.term.id, found) for line in terms for found in line.locators)
        case CitedPages(by_date=lines, by_body=bodies, citing=citing):
            grouped = (line for group in (*bodies, *citing) for line in group.lines)
            yield from ((line.cited.id, found) for line in (*lines, *grouped) for found in line.locators)
        case BodiesPages(bodies=rows):
            for row in rows:
                yield from ((row.body.id, found) for _, found in row.instruments)
                yield from ((line.cited.id, found) for line in row.cited for found in line.locators)
        case ChronologyPages(events=events):
            yield from ((event.date, found) for event, locators in events for found in locators)
        case ActionsPages(actions=actions):
            yield from ((action.id, found) for action, locators in actions for found in locators)
        case _:
            return
