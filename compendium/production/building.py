"""The whole walk: read, judge, typeset, bind, prove, write."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compendium.diagnostics import ContentError, Diagnostic, Place, Report
from compendium.files import digest_of
from compendium.finishing.screen import STANDARDS
from compendium.memory import give_back
from compendium.model.edition import Edition
from compendium.model.library import Library
from compendium.model.proof import Target
from compendium.production.edition import EditionRun, TypesetBook, bound, interior
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands, warm_up
from compendium.production.judging import judge_book
from compendium.production.made import ENDING, Judged, MadeFile, write_made, write_manifest
from compendium.production.manifest import earlier_edition, judge_previous, manifest
from compendium.production.program import OfProgram
from compendium.production.project import Project
from compendium.production.proofs import Compositors, compositors
from compendium.production.provenance import provenance
from compendium.production.records import index_files, judge_headings, judge_indexes
from compendium.production.store import Store
from compendium.production.sweeping import seldom_swept
from compendium.rules import judge
from compendium.source import read

_BINDERY = "8"
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
        proofs: section to the digest of its Proof; those that print the folios of others come last.
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
    proofs: Mapping[str, str] = field(default_factory=dict)


def check(project: Project) -> tuple[Library, Report]:
    """Read and judge the content.

    Returns:
        the Library, and every finding of the rules, errors included.

    Raises:
        ContentError: the content cannot be read into a Library.
    """
    kept = OfProgram(Store(project.cache))
    library, report = read(project.content, kept)
    if library is None:
        raise ContentError(*report)
    report += judge(library, kept) + judge_previous(library)
    return library, report + judge_headings(library) if report.is_clean else report


def checked(project: Project) -> tuple[Library, Report]:
    """Read and judge the content, which has to be free of errors.

    Returns:
        the Library, and what the rules found that stops nothing.

    Raises:
        ContentError: the content has errors, or cannot be read into a Library.
    """
    library, report = check(project)
    if not report.is_clean:
        raise ContentError(*report)
    return library, report


@seldom_swept()
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
    if not project.cache.is_dir():
        # Where something is kept, it is likely that little has changed, and that nobody is needed.
        warm_up(workers)
    library, report = check(project)
    said = f"{len(library.instruments)} instruments, {len(report.errors)} errors"
    watcher(Event(Stage.RULES, "", said, report=report))
    if not report.is_clean:
        raise ContentError(*report)
    editions = chosen(library, names)
    store = Store(project.cache)
    finished = []
    for edition in editions:
        with compositors(store, workers, scope=f"{project.content} {edition.id}") as team:
            finished.append(finish(Job(project, library, report, watcher), edition, team).finished)
    return tuple(finished)


@dataclass(frozen=True, slots=True)
class Interior:
    """The pages of an edition without its cover, kept where nothing else looks: the file, its pages and its SHA-256."""

    path: Path
    pages: int
    digest: str


def build_interior(project: Project, name: str, watcher: Watcher = nobody, workers: Hands = None) -> Interior:
    """Build the pages of an edition that copies share and that booklets are folded of; proved like a finished book.

    Raises:
        ContentError: the content has errors, or there is no such edition.
        EngineError: a section cannot be typeset, or the bound pages do not hold what was curated.
    """
    library, _ = checked(project)
    edition = chosen(library, [name])[0]
    store = Store(project.cache)
    with compositors(store, workers, scope=f"{project.content} {name}") as team:
        run = EditionRun(library, edition, project.house, team, earlier_edition(library, edition))
        inside = interior(run.typeset(watcher))
        data, _ = _proved(inside, library, team, _digest(inside, library))
    file = MadeFile(f"{name}.pdf", "interior", data)
    write_made(project.cache / "interior", [file])
    path = project.cache / "interior" / file.name
    return Interior(path, len(inside.pagination.leaves), hashlib.sha256(data).hexdigest())


def chosen(library: Library, names: Sequence[str]) -> tuple[Edition, ...]:
    """The editions of some names; all where none is named.

    Raises:
        ContentError: PROD-EDITION, there is no such edition.
    """
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
class Job:
    """What is the same for every edition of a build."""

    project: Project
    library: Library
    report: Report
    watcher: Watcher


@dataclass(frozen=True, slots=True)
class Built:
    """An edition that stands finished: its book with all Proofs, the digest of what was bound, and its screen file."""

    finished: Finished
    typeset: TypesetBook
    key: str
    data: bytes

    @property
    def interior(self) -> TypesetBook:
        """What a cover comes around."""
        return interior(self.typeset)

    @property
    def cover(self) -> int:
        """How many pages of the screen file stand before it."""
        return len(self.typeset.pagination.leaves) - len(self.interior.pagination.leaves)


def finish(job: Job, edition: Edition, team: Compositors) -> Built:
    """Typeset, bind, prove and write one edition.

    Raises:
        EngineError: a section cannot be typeset, or the bound book does not hold what was curated.
        ContentError: a template is broken.
    """
    library, output = job.library, job.project.output
    earlier = earlier_edition(library, edition)
    typeset = EditionRun(library, edition, job.project.house, team, earlier).typeset(job.watcher)
    pages = len(typeset.pagination.leaves)
    job.watcher(Event(Stage.BINDING, edition.id, f"{pages} pages"))
    key = _digest(typeset, library)
    data, judged = _proved(typeset, library, team, key)
    path = output / f"{edition.id}.pdf"
    indexes = [MadeFile(f"{edition.id}{end}", "index", content) for end, content in index_files(typeset).items()]
    made = [MadeFile(path.name, Target.SCREEN, data, pages, STANDARDS, judged), *indexes]
    write_made(output, made)
    # The manifest last: while it is not there yet, nothing vouches for what stands beside it.
    facts = manifest(typeset, library, team.store) | provenance(typeset, library, job.report)
    write_manifest(output / f"{edition.id}{ENDING}", facts, made)
    job.watcher(Event(Stage.WRITTEN, edition.id, str(path)))
    finished = Finished(
        edition=edition.id,
        path=path,
        pages=pages,
        typeset=tuple(team.typeset),
        reused=team.reused,
        digest=hashlib.sha256(data).hexdigest(),
        findings=judge_indexes(typeset, library),
        reasons=team.reasons,
        starts=typeset.pagination.starts,
        proofs={name: proof.digest for name, proof in typeset.proofs.items()},
    )
    return Built(finished, typeset, key, data)


def _proved(typeset: TypesetBook, library: Library, team: Compositors, key: str) -> tuple[bytes, Judged]:
    """The bound book; kept once it is proved, so that it is neither bound nor proved twice."""
    kept = team.store.get(key)
    if kept is not None:
        return Judged.parted(kept)
    # Those who typeset have grown; whoever judges needs the room.
    team.close()
    give_back()
    data = bound(typeset, library, team)
    give_back()
    judged = judge_book(typeset, data, team)
    give_back()
    team.store.put(key, judged.head, data)
    return data, judged


def _digest(typeset: TypesetBook, library: Library) -> str:
    book = typeset.book
    headings = [f"{section.id}: {section.heading!r}" for section in book.sections]
    proofs = [f"{proof.section}={proof.digest}" for proof in typeset.proofs.values()]
    facts = [book.digest, library.publication.model_dump_json(), book.edition.model_dump_json(), repr(book.title)]
    return digest_of([f"book {_BINDERY}", *facts, *headings, *proofs])
