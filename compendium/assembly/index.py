"""The indexes of an edition: of themes and of operative verbs, in one language each, with their locators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from compendium.assembly.folios import Folios
from compendium.assembly.instruments import note_marks
from compendium.assembly.locating import Locating, PrintedLocator
from compendium.indexing import Entry, IndexOptions, Link, ResolvedIndex, build_index, resolve, verb_index
from compendium.model.book import Book, Section
from compendium.model.edition import IndexStyle, Locators
from compendium.model.library import Library, selected
from compendium.model.words import Lang

_LONG = 75
"""Characters from which an entry may run over the foot of a column. Two lines at least stay on either side of a break,
and the narrowest column has some twenty-five to a line where words are long."""


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """A heading or subheading as it is printed.

    Attributes:
        text: the heading, with inline markup.
        anchor: its place; empty for what nothing leads to.
        continued: the headings to repeat, from the outermost, where a column begins within the entry; empty where the
            entry is so short that it never does.
    """

    text: str
    anchor: str
    counterpart: str
    scope: str
    locators: tuple[PrintedLocator, ...]
    see: tuple[Link, ...]
    see_also: tuple[Link, ...]
    subentries: tuple[PrintedEntry, ...]
    continued: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    """The headings of one letter."""

    letter: str
    entries: tuple[PrintedEntry, ...]


@dataclass(frozen=True, slots=True)
class IndexPages:
    """An index of one language.

    Attributes:
        index: the index as data.
        groups: the index as it is printed.
        run_in: subheadings stand behind their heading instead of below it.
        title: the phrase that heads it.
        note: the phrase that says how to read it.
    """

    index: ResolvedIndex
    groups: tuple[PrintedGroup, ...]
    run_in: bool
    title: str
    note: str

    @property
    def lang(self) -> Lang:
        """The language of the headings."""
        return self.index.lang

    @property
    def entries(self) -> Iterator[PrintedEntry]:
        """Every heading and subheading in order."""
        return every_entry(entry for group in self.groups for entry in group.entries)


def index_pages(library: Library, book: Book, folios: Folios, section: Section) -> IndexPages:
    """The index that a section prints.

    Args:
        library: holds the thesaurus.
        book: the edition decides which instruments are indexed, and how locators and subheadings are set.
        folios: where every paragraph stands.
        section: `index-en`, `index-fr`, `verbs-en` or `verbs-fr`.

    Raises:
        EngineError: a paragraph of the index is on no page.
    """
    edition = book.edition
    kind, _, name = section.id.rpartition("-")
    lang, instruments = Lang(name), selected(library, edition)
    is_verbs = kind == "verbs"
    options = IndexOptions(scopes=edition.scope_notes)
    index = verb_index(instruments, lang) if is_verbs else build_index(library, instruments, lang, options)
    resolved = resolve(index, folios.position)
    with_paragraphs = is_verbs or edition.locators is Locators.PARAGRAPH
    setter = _Setter(
        Locating(instruments, folios.position, note_marks(book, folios)), with_paragraphs, len(edition.languages) > 1
    )
    groups = tuple(PrintedGroup(g.letter, tuple(setter.entry(e, ()) for e in g.entries)) for g in resolved.groups)
    note = "verbs.note" if is_verbs else "index.note.paragraph" if with_paragraphs else "index.note"
    is_run_in = edition.index is IndexStyle.RUN_IN and not is_verbs
    return IndexPages(resolved, groups, is_run_in, f"{kind}.title", note)


@dataclass(frozen=True, slots=True)
class _Setter:
    locating: Locating
    with_paragraphs: bool
    with_counterparts: bool

    def entry(self, entry: Entry, above: tuple[str, ...]) -> PrintedEntry:
        path = (*above, entry.text)
        printed = PrintedEntry(
            text=entry.text,
            anchor=entry.anchor,
            counterpart=entry.counterpart if self.with_counterparts and not above else "",
            scope=entry.scope,
            locators=tuple(
                self.locating.printed(found, with_paragraphs=self.with_paragraphs) for found in entry.locators
            ),
            see=entry.see,
            see_also=entry.see_also,
            subentries=tuple(self.entry(sub, path) for sub in entry.subentries),
        )
        return replace(printed, continued=path) if entry.subentries or _length(printed) >= _LONG else printed


def _length(entry: PrintedEntry) -> int:
    """The characters of an entry without its subheadings, near enough; its scope note is not counted."""
    links = sum(len(link.text) + 2 for link in (*entry.see, *entry.see_also))
    details = sum(len(found.detail.en) + 3 for found in entry.locators if found.detail)
    folios = sum(len(found.first) + len(found.last) + 3 for found in entry.locators)
    return len(entry.text) + len(entry.counterpart) + folios + details + links


def every_entry(entries: Iterable[PrintedEntry]) -> Iterator[PrintedEntry]:
    """Headings with all that is below them, in order."""
    for entry in entries:
        yield entry
        yield from every_entry(entry.subentries)
