"""The index as data beside the PDF, and what an indexer would say of it."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.assembly import Folios, IndexPages, all_locators
from compendium.assembly.concordance import ConcordancePages, ConcordancePart
from compendium.diagnostics import Report
from compendium.indexing import (
    Concorded,
    ResolvedIndex,
    TableLocator,
    build_index,
    index_csv,
    index_json,
    judge_index,
    resolve,
)
from compendium.model.library import Library, selected
from compendium.production.edition import TypesetBook


def index_files(typeset: TypesetBook) -> dict[str, bytes]:
    """The indexes and tables of an edition, by the ending of the file's name: `.index.json` and `.index.csv`.

    The locators are made anew from the final pagination, so that the positions of pages count the contents as well.
    """
    folios = Folios(typeset.pagination, {name: proof.ledger for name, proof in typeset.proofs.items()})
    indexes = [resolve(index, folios.position) for index in _indexes(typeset)]
    verbs = [resolve(index, folios.position) for index in _indexes(typeset, "verbs")]
    tables = _tables(typeset, folios)
    concordance = [row for part in _concordance(typeset) for row in _concorded(part, folios)]
    if not (indexes or verbs or tables or concordance):
        return {}
    return {
        ".index.json": index_json(indexes, verbs, tables, concordance).encode(),
        ".index.csv": index_csv(indexes, verbs, tables, concordance).encode(),
    }


def _concordance(typeset: TypesetBook) -> Iterator[ConcordancePart]:
    for section in typeset.book.sections:
        if isinstance(section.content, ConcordancePages):
            yield from section.content.parts


def _concorded(part: ConcordancePart, folios: Folios) -> Iterator[Concorded]:
    for row in part.rows:
        page = folios.position(row.anchor)[1]
        yield Concorded(part.heading, "moved", row.paragraphs, row.old, row.new, page, row.anchor)
    for fate, words in (("changed", part.changed), ("added", part.added), ("dropped", part.dropped)):
        if words is not None:
            yield Concorded(part.heading, fate, words)


def _tables(typeset: TypesetBook, folios: Folios) -> dict[str, list[TableLocator]]:
    found = {}
    for section in typeset.book.sections:
        # A table says some of its locators in two orders, by date and by body.
        locators = dict.fromkeys(all_locators(section.content))
        if locators:
            found[section.kind] = [
                TableLocator(
                    name,
                    one.first,
                    one.last or one.first,
                    folios.position(one.anchor)[1],
                    tuple(anchor for anchor in (one.anchor, one.last_anchor) if anchor),
                    one.principal,
                    one.note,
                )
                for name, one in locators
            ]
    return found


def judge_indexes(typeset: TypesetBook, library: Library) -> Report:
    """Warnings on the indexes of an edition as they are printed."""
    reports = (judge_index(index, library) for index in _indexes(typeset))
    return Report.of(finding for report in reports for finding in report)


def judge_headings(library: Library) -> Report:
    """Warnings on the indexes that can be told before any page is: headings that collate alike."""
    reports = []
    for edition in library.editions.values():
        instruments = selected(library, edition)
        reports += [judge_index(build_index(library, instruments, lang), library) for lang in edition.languages]
    return Report.of(finding for report in reports for finding in report)


def _indexes(typeset: TypesetBook, kind: str = "index") -> Iterator[ResolvedIndex]:
    for section in typeset.book.sections:
        if section.kind == kind and isinstance(section.content, IndexPages):
            yield section.content.index
