"""The typography of finished editions, measured on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compendium.conformance.typography import judge_pages
from compendium.diagnostics import Report
from compendium.production.building import checked
from compendium.production.edition import EditionRun, bound
from compendium.production.events import nobody
from compendium.production.expected import adopted_wordings
from compendium.production.project import Project
from compendium.production.proofs import compositors
from compendium.production.store import Store


def judge_typography(project: Project, names: Sequence[str] = ()) -> Iterator[tuple[str, Report]]:
    """Measure the pages of editions by the rules of `compendium.conformance.typography`.

    What was typeset before is taken from the store; nothing is written to the output folder.

    Args:
        project: the folders.
        names: ids of editions; empty for all.

    Yields:
        the id of an edition and its findings, all of them warnings.

    Raises:
        ContentError: the content has errors.
        EngineError: a section cannot be typeset.
    """
    library, _ = checked(project)
    for edition in library.editions.values():
        if names and edition.id not in names:
            continue
        store = Store(project.cache)
        with compositors(store) as team:
            typeset = EditionRun(library, edition, project.house, team).typeset(nobody)
            data = bound(typeset, library, team)
        yield edition.id, judge_pages(data, typeset.book, typeset.pagination, adopted_wordings(typeset))
