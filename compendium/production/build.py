"""The whole walk: read, judge, typeset, bind, prove, write."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compendium.conformance import prove
from compendium.diagnostics import ContentError, Diagnostic, EngineError, Place, Report
from compendium.files import digest_of, write_atomically
from compendium.finishing.screen import STANDARDS
from compendium.model.edition import Edition
from compendium.model.library import Library
from compendium.model.proof import Target
from compendium.production.edition import EditionRun, TypesetBook, bound
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands, warm_up
from compendium.production.expected import expectations
from compendium.production.manifest import as_json, earlier_edition, judge_previous, manifest
from compendium.production.project import Project
from compendium.production.proofs import Compositors, compositors
from compendium.production.provenance import MadeFile, provenance
from compendium.production.records import index_files, judge_headings, judge_indexes
from compendium.production.store import Store
from compendium.rules import judge
from compendium.source import read

_BINDERY = "2"
"""Raised when binding or conformance change what they make of the same Proofs."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file.

    Attributes:
        edition: id of the edition.
        path: the file.
        pages: how many pages it has.
        typeset: the sections that had to be typeset.
        reused: how many Proofs were found in the store.
        digest: SHA-256 of the file.
        findings: what was found once the pages were known; nothing that stops a build.
        reasons: why each section that was typeset had to be.
        starts: section to the position of its first page, from 0.
    """

    edition: str
    path: Path
    pages: int
    typeset: tuple[str, ...]
    reused: int
    digest: str
    findings: Report = field(default_factory=Report)
    reasons: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)


def check(project: Project) -> tuple[Library, Report]:
    """Read and judge the content.

    Returns:
        the Library, and every finding of the rules, errors included.

    Raises:
        ContentError: the content cannot be read into a Library.
    """
    library, report = read(project.content)
    if library is None:
        raise ContentError(*report)
    report += judge(library) + judge_previous(library)
    return library, report + judge_headings(library) if report.is_clean else report


def build(
    project: Project, names: Sequence[str] = (), watcher: Watcher = nobody, workers: Hands = None
) -> tuple[Finished, ...]:
    """Build editions.

    Nothing is written before the content is free of errors, and no file before it is proved; a file that stands in the
    output folder is replaced whole or not at all.

    Args:
        project: the folders.
        names: ids of editions; empty for all.
        watcher: is told what happens.
        workers: how many processes may typeset at once, None for one a core; or the address of a cluster.

    Raises:
        ContentError: the content has errors, or there is no such edition.
        EngineError: a section cannot be typeset, or the bound book does not hold what was curated.
    """
    warm_up(workers)
    library, report = check(project)
    said = f"{len(library.instruments)} instruments, {len(report.errors)} errors"
    watcher(Event(Stage.RULES, "", said, report=report))
    if not report.is_clean:
        raise ContentError(*report)
    editions = _chosen(library, names)
    store = Store(project.cache)
    finished = []
    for edition in editions:
        with compositors(store, workers, scope=f"{project.content} {edition.id}") as team:
            finished.append(_finish(_Job(project, library, report, watcher), edition, team))
    return tuple(finished)


def _chosen(library: Library, names: Sequence[str]) -> tuple[Edition, ...]:
    unknown = [name for name in names if name not in library.editions]
    if unknown:
        known = ", ".join(library.editions)
        raise ContentError(
            *(
                Diagnostic(
                    "PROD-EDITION",
                    f"there is no edition {name!r}",
                    Place(str(library.root / "editions" / f"{name}.yaml")),
                    hint=f"the editions are: {known}",
                )
                for name in unknown
            )
        )
    return tuple(library.editions[name] for name in names or library.editions)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is the same for every edition of a build."""

    project: Project
    library: Library
    report: Report
    watcher: Watcher


def _finish(job: _Job, edition: Edition, team: Compositors) -> Finished:
    library, output = job.library, job.project.output
    earlier = earlier_edition(library, edition)
    typeset = EditionRun(library, edition, job.project.house, team, earlier).typeset(job.watcher)
    pages = len(typeset.pagination.leaves)
    job.watcher(Event(Stage.BINDING, edition.id, f"{pages} pages"))
    data = _proved(typeset, library, team.store)
    path = output / f"{edition.id}.pdf"
    screen = MadeFile(path.name, Target.SCREEN, data, pages, STANDARDS)
    facts = manifest(typeset, library) | provenance(typeset, library, job.report, [screen])
    # The manifest last: while it is not there yet, nothing vouches for what stands beside it.
    for ending, content in {".pdf": data, **index_files(typeset), ".manifest.json": as_json(facts)}.items():
        _write(output / f"{edition.id}{ending}", content)
    job.watcher(Event(Stage.WRITTEN, edition.id, str(path)))
    findings = judge_indexes(typeset, library)
    return Finished(
        edition=edition.id,
        path=path,
        pages=pages,
        typeset=tuple(team.typeset),
        reused=team.reused,
        digest=hashlib.sha256(data).hexdigest(),
        findings=findings,
        reasons=team.reasons,
        starts=typeset.pagination.starts,
    )


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        write_atomically(path, data)


def _proved(typeset: TypesetBook, library: Library, store: Store) -> bytes:
    """The bound book; kept once it is proved, so that it is neither bound nor proved twice."""
    key = _digest(typeset, library)
    kept = store.get(key)
    if kept is not None:
        return kept
    data = bound(typeset, library)
    report = prove(data, typeset.book, typeset.pagination, expectations(typeset))
    if not report.is_clean:
        raise EngineError(*report.errors)
    store.put(key, data)
    return data


def _digest(typeset: TypesetBook, library: Library) -> str:
    book = typeset.book
    headings = [f"{section.id}: {section.heading!r}" for section in book.sections]
    proofs = [f"{proof.section}={proof.digest}" for proof in typeset.proofs.values()]
    facts = [book.digest, library.publication.model_dump_json(), book.edition.model_dump_json(), repr(book.title)]
    return digest_of([f"book {_BINDERY}", *facts, *headings, *proofs])
