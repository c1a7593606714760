"""The index once the pages are known, and what an indexer would find wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from compendium import markup
from compendium.diagnostics import Diagnostic, EngineError, Place, Report, Severity
from compendium.indexing.headings import Entry, Group, Index
from compendium.indexing.locators import FolioOf, locators
from compendium.languages import filing_form
from compendium.model.library import Library

CROWDED = 6
"""The most locators that an entry has without telling them apart (house rule, after ISO 999 on strings of locators)."""


@dataclass(frozen=True, slots=True)
class ResolvedIndex(Index):
    """The index of one language with the locators of every entry."""


def resolve(index: Index, folio_of: FolioOf) -> ResolvedIndex:
    """Turn the targets of an index into locators.

    Args:
        index: as `build_index` made it.
        folio_of: where each anchor stands in the paginated book.

    Raises:
        EngineError: an anchor is nowhere in the book.
    """
    groups = tuple(Group(g.letter, tuple(_resolved(e, folio_of) for e in g.entries)) for g in index.groups)
    return ResolvedIndex(index.lang, groups)


def judge_index(index: Index, library: Library) -> Report:
    """Warnings on an index: entries crowded with locators, and headings that collate alike.

    Crowding is judged only once the index is resolved: it counts locators, not passages.

    Args:
        index: resolved or not.
        library: tells where each concept stands in the content.
    """
    return Report.of((*_crowded(index, library), *_alike(index, library)))


def _resolved(entry: Entry, folio_of: FolioOf) -> Entry:
    try:
        found = locators(entry.targets, folio_of)
    except KeyError as lost:
        raise EngineError(_lost(entry, str(lost.args[0]))) from lost
    return replace(entry, locators=found, subentries=tuple(_resolved(sub, folio_of) for sub in entry.subentries))


def _lost(entry: Entry, anchor: str) -> Diagnostic:
    return Diagnostic(
        "INDEX-LOST",
        f"the entry “{entry.text}” points to {anchor}, which is on no page",
        Place(anchor),
        "the section was not typeset, or its template gives the paragraph no id",
    )


def _crowded(index: Index, library: Library) -> Iterator[Diagnostic]:
    for entry in _every(index.entries):
        plain = sum(not locator.principal for locator in entry.locators)
        if entry.anchor and plain > CROWDED:
            yield Diagnostic(
                "INDEX-CROWDED",
                f"the heading “{entry.text}” has {plain} locators that nothing tells apart",
                library.places.find(library.themes[entry.theme], "label", index.lang.value),
                "give the concept narrower ones, or mark the principal treatment",
                Severity.WARNING,
            )


def _alike(index: Index, library: Library) -> Iterator[Diagnostic]:
    by_form: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in index.entries:
        by_form[filing_form(markup.plain(markup.parse(entry.text)), index.lang).casefold()].append(entry)
    for entries in by_form.values():
        concepts = [entry for entry in entries if entry.theme]
        for concept in concepts[len(concepts) == len(entries) :]:
            other = next(entry for entry in entries if entry is not concept)
            yield Diagnostic(
                "INDEX-ALIKE",
                f"the heading “{concept.text}” files like “{other.text}”",
                library.places.find(library.themes[concept.theme], "label", index.lang.value),
                "qualify one of them in parentheses, or make them one concept",
                Severity.WARNING,
            )


def _every(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _every(entry.subentries)
