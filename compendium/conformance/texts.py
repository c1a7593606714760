"""Every paragraph and every note is printed once, in order, where its anchor says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compendium.conformance.expectations import Expectations, PrintedText
from compendium.conformance.faults import fault
from compendium.conformance.matching import Cursor, Found, SectionText
from compendium.conformance.skeletons import Skeleton, skeleton
from compendium.diagnostics import Diagnostic
from compendium.files import digest_of
from compendium.model.book import Pagination
from compendium.model.proof import PlacedNote

_TELLING = 40
"""Characters from which a text found again is one printed twice; shorter ones, such as `Ibid.`, come again rightly."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in one section, and where its ledger says that it is.

    Attributes:
        section: its id.
        paragraphs: in the order of the section.
        notes: in the order of their calls.
        spots: anchor to the page on which it is, from the first of the section.
        called: the notes as the ledger has them.
        labels: the folios of its pages, for messages.
        step: how many pages on a text continues: 2 where each language has every other page.
    """

    section: str
    paragraphs: tuple[PrintedText, ...]
    notes: tuple[PrintedText, ...]
    spots: Mapping[str, int]
    called: tuple[PlacedNote, ...]
    labels: Sequence[str]
    step: int = 1

    def digest(self) -> str:
        """The digest of all of it but what only messages tell."""
        return digest_of(map(repr, (self.step, self.paragraphs, self.notes, self.spots, self.called)))


def wanted_texts(pagination: Pagination, expectations: Expectations) -> dict[str, Wanted]:
    """By section, what is looked for in it."""
    paragraphs = _by_section(expectations.paragraphs)
    notes = _by_section(expectations.notes)
    labels: dict[str, list[str]] = {}
    for leaf in pagination.leaves:
        labels.setdefault(leaf.section or "", []).append(leaf.label)
    found: dict[str, Wanted] = {}
    for section in dict.fromkeys((*paragraphs, *notes)):
        ledger = expectations.ledgers.get(section)
        found[section] = Wanted(
            section,
            tuple(paragraphs.get(section, ())),
            tuple(notes.get(section, ())),
            {anchor: spot.page for anchor, spot in ledger.anchors.items()} if ledger else {},
            ledger.notes if ledger else (),
            labels.get(section, ()),
            2 if section in expectations.facing else 1,
        )
    return found


def search(wanted: Wanted, pages: Sequence[Skeleton]) -> tuple[list[Diagnostic], dict[str, int]]:
    """Look for every paragraph, then for every note in what is left of the pages.

    Args:
        wanted: the texts of a section.
        pages: all of its pages that the file has, as they were read.

    Returns:
        What is wrong, and anchor to the page on which its text begins, from the first of the section.
    """
    looking = _Search(wanted, pages)
    return looking.faults(), looking.begun


class _Search:
    """The search through one section."""

    def __init__(self, wanted: Wanted, pages: Sequence[Skeleton]) -> None:
        self.section = wanted.section
        self.text = SectionText(pages, wanted.step)
        self.begun: dict[str, int] = {}
        self._wanted = wanted
        self._labels, self._spots = wanted.labels, wanted.spots
        self._calls = {note.id: note.call for note in wanted.called}
        self._note_pages = {note.id: note.pages for note in wanted.called}

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
