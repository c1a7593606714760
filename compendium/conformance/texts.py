"""Every paragraph and every note is printed once, in order, where its anchor says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from compendium.conformance.expectations import Expectations, PrintedText
from compendium.conformance.faults import fault
from compendium.conformance.matching import Cursor, Found, SectionText
from compendium.conformance.reading import FinishedFile
from compendium.conformance.skeletons import skeleton
from compendium.diagnostics import Diagnostic
from compendium.files import Kept, digest_of
from compendium.model.book import Pagination
from compendium.model.proof import Ledger

_TELLING = 40
"""Characters from which a text found again is one printed twice; shorter ones, such as `Ibid.`, come again rightly."""


_SEARCH = "1"
"""Raised when the same texts are looked for in another way."""


@dataclass(slots=True)
class TextsFound:
    """What the search for texts brought to light.

    Attributes:
        diagnostics: what is wrong.
        pages: anchor to the page of the book on which its text begins.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)


def find_texts(file: FinishedFile, pagination: Pagination, expectations: Expectations, kept: Kept) -> TextsFound:
    """Look for every paragraph, then for every note in what is left of the pages.

    Where the pages of a section are those on which the same texts were found before, they are found where they were.
    """
    result = TextsFound()
    paragraphs = _by_section(expectations.paragraphs)
    notes = _by_section(expectations.notes)
    for section in dict.fromkeys((*paragraphs, *notes)):
        wanted = _Wanted(
            section,
            tuple(paragraphs.get(section, ())),
            tuple(notes.get(section, ())),
            expectations.ledgers.get(section),
            2 if section in expectations.facing else 1,
        )
        start = pagination.starts.get(section, len(file))
        key = digest_of([f"texts {_SEARCH}", file.digest(start), wanted.digest()])
        data = kept.get(key)
        if data is None:
            search = _Search(wanted, file, pagination)
            faults = search.faults()
            result.diagnostics += faults
            data = json.dumps(search.begun).encode()
            if not faults:
                kept.put(key, data)
        result.pages.update({anchor: start + page for anchor, page in json.loads(data).items()})
    return result


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for in one section, and where its ledger says that it is."""

    section: str
    paragraphs: tuple[PrintedText, ...]
    notes: tuple[PrintedText, ...]
    ledger: Ledger | None
    step: int

    def digest(self) -> str:
        """The digest of all of it but what only messages tell."""
        spots = {anchor: spot.page for anchor, spot in self.ledger.anchors.items()} if self.ledger else {}
        notes = self.ledger.notes if self.ledger else ()
        return digest_of(map(repr, (self.step, self.paragraphs, self.notes, spots, notes)))


class _Search:
    """The search through one section."""

    def __init__(self, wanted: _Wanted, file: FinishedFile, pagination: Pagination) -> None:
        section, ledger = wanted.section, wanted.ledger
        start = pagination.starts.get(section, len(file))
        count = sum(1 for leaf in pagination.leaves if leaf.section == section)
        self.section = section
        self.text = SectionText(file.skeletons(start, count), wanted.step)
        self.begun: dict[str, int] = {}
        self._wanted = wanted
        self._labels = [leaf.label for leaf in pagination.leaves[start : start + count]]
        self._spots = {anchor: spot.page for anchor, spot in ledger.anchors.items()} if ledger else {}
        self._calls = {note.id: note.call for note in ledger.notes} if ledger else {}
        self._note_pages = {note.id: note.pages for note in ledger.notes} if ledger else {}

    def faults(self) -> list[Diagnostic]:
        """Look for everything, and say what is wrong."""
        if not self.text.pages:
            return [fault(self.section, "CONF-LOST", f'section "{self.section}" has no pages')]
        wanted = self._wanted
        found = [*self.paragraphs(wanted.paragraphs), *self.notes(wanted.notes)]
        return [*found, *self.repeats((*wanted.paragraphs, *wanted.notes))]

    def paragraphs(self, wanted: Sequence[PrintedText]) -> Iterator[Diagnostic]:
        cursors: dict[int, Cursor] = {}
        for paragraph, last in zip(wanted, self._last_pages(wanted), strict=True):
            first = self._spots.get(paragraph.anchor)
            for column, pieces in enumerate(paragraph.texts):
                # Of facing pages the second language begins a page later than the first, where the anchor is.
                shift = column if self.text.step > 1 else 0
                cursor = cursors.setdefault(column, Cursor(shift))
                _advance(cursor, None if first is None else first + shift)
                found = self._found(pieces, cursor, last)
                yield from self._judged("paragraph", paragraph.anchor, pieces, found)
                if found.pages:
                    self.begun.setdefault(paragraph.anchor, found.pages[0])

    def notes(self, wanted: Sequence[PrintedText]) -> Iterator[Diagnostic]:
        """Each note on the page of its call; one that is long may go on at the foot of the next pages."""
        cursors: dict[str, Cursor] = {}
        for note in wanted:
            call = self._calls.get(note.anchor)
            last = max(self._note_pages.get(note.anchor, ()), default=None)
            for pieces in note.texts:
                # Two columns call their notes each in its own order, so the order holds within a language.
                cursor = cursors.setdefault(note.anchor.rpartition(".")[2], Cursor())
                _advance(cursor, call)
                found = self._found(pieces, cursor, last)
                yield from self._judged("note", note.anchor, pieces, found)
                if found.pages and not found.missing and call is not None and found.pages[0] != call:
                    where = f"is called on page {self._labels[call]}, stands on page {self._labels[found.pages[0]]}"
                    yield fault(self.section, "CONF-NOTE-PAGE", f"note {note.anchor} {where}")
                if found.pages:
                    self.begun.setdefault(note.anchor, found.pages[0])

    def repeats(self, wanted: Iterable[PrintedText]) -> Iterator[Diagnostic]:
        for text in wanted:
            for piece in {piece for pieces in text.texts for piece in pieces}:
                if len(skeleton(piece).text) < _TELLING:
                    continue
                for page in self.text.repeats(piece):
                    message = f"{text.anchor or piece[:30]!r} is printed once more on page {self._labels[page]}"
                    yield fault(self.section, "CONF-TWICE", message)

    def _found(self, pieces: Sequence[str], cursor: Cursor, last: int | None) -> Found:
        before = replace(cursor)
        found = self.text.find(pieces, cursor, last)
        if found.missing:
            # What comes after a lost text is looked for from where the loss was noticed, not from where it was sought.
            cursor.page, cursor.position = before.page, before.position
        return found

    def _judged(self, what: str, anchor: str, pieces: Sequence[str], found: Found) -> Iterator[Diagnostic]:
        name = anchor or f'"{pieces[0][:30]}"'
        where = f"section {self.section}, {what} {name}"
        if found.missing:
            near = f" near page {self._labels[found.pages[-1]]}" if found.pages else ""
            yield fault(
                self.section, "CONF-LOST", f'{where}: not printed{near}: "{found.missing}"', "spaces are left out"
            )
        elif found.hyphens:
            yield fault(self.section, "CONF-HYPHEN", f'{where}: a hyphen is missing or added at "{found.hyphens}"')
        elif what == "paragraph" and found.pages:
            spot = self._spots.get(anchor)
            if spot is not None and anchor not in self.begun and found.pages[0] != spot:
                pages = f"page {self._labels[found.pages[0]]} instead of {self._labels[spot]}"
                yield fault(self.section, "CONF-PLACE", f"{where}: begins on {pages}")

    def _last_pages(self, wanted: Sequence[PrintedText]) -> list[int | None]:
        """For each paragraph the page on which the next begins: a text that is not over by then is lost."""
        lasts: list[int | None] = []
        following: int | None = None
        for paragraph in reversed(wanted):
            lasts.append(following)
            following = self._spots.get(paragraph.anchor, following)
        # Of facing pages the second language ends a page later than the first.
        return [last if last is None else last + self.text.step - 1 for last in lasts[::-1]]


def _advance(cursor: Cursor, page: int | None) -> None:
    if page is not None and page > cursor.page:
        cursor.page, cursor.position = page, 0


def _by_section(texts: Iterable[PrintedText]) -> Mapping[str, list[PrintedText]]:
    found: dict[str, list[PrintedText]] = {}
    for text in texts:
        found.setdefault(text.section, []).append(text)
    return found
