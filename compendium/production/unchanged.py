"""Whether anything has changed at all since an edition was last built: asked before the engines are even imported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium.diagnostics import Diagnostic, Place, Report, Severity
from compendium.files import digest_of
from compendium.production.program import contents_of, program_digest
from compendium.production.project import Project
from compendium.production.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands finished in the output folder.

    Attributes:
        edition: its id.
        path: the book.
        pages: how many it has.
        digest: SHA-256 of the book.
        report: what the rules and the indexes had to say.
    """

    edition: str
    path: Path
    pages: int
    digest: str
    report: Report


class Unchanged:
    """Knows a project's inputs by one digest, and the editions that were made of exactly these."""

    def __init__(self, project: Project) -> None:
        """Read every file that a build reads.

        Raises:
            OSError: one of them cannot be read.
        """
        self._project = project
        self._store = Store(project.cache)
        self._inputs = digest_of(_inputs(project))

    def standing(self, names: Sequence[str]) -> tuple[Standing, ...]:
        """The named editions, or all, where each stands finished as it was built of these inputs; else nothing."""
        wanted = names or self._recalled("editions", [])
        found = [_standing(self._recalled(f"edition {name}", {}), self._project) for name in wanted]
        return tuple(item for item in found if item) if all(found) else ()

    def remember(self, names: Sequence[str], made: Sequence[Standing]) -> None:
        """Remember what has just been built and proved of these inputs; if they changed meanwhile, nothing.

        Args:
            names: the editions that were asked for; empty for all.
            made: what was made.
        """
        if digest_of(_inputs(self._project)) != self._inputs:
            return
        for item in made:
            self._store.put(self._key(f"edition {item.edition}"), json.dumps(_record(item, self._project)).encode())
        if not names:
            self._store.put(self._key("editions"), json.dumps([item.edition for item in made]).encode())

    def _recalled(self, what: str, otherwise: Any) -> Any:
        kept = self._store.get(self._key(what))
        return otherwise if kept is None else json.loads(kept)

    def _key(self, what: str) -> str:
        return digest_of(["unchanged", self._inputs, str(self._project.output.resolve()), what])


def _inputs(project: Project) -> Iterator[bytes | str]:
    for folder in (project.content, project.house.styles, *project.house.templates):
        yield digest_of(contents_of(folder))
    yield program_digest()
    yield str(project.content)


def _made(project: Project, edition: str) -> dict[str, str]:
    """Every file of an edition with its digest; proofs are pulled beside the build, and come and go."""
    files = sorted(path for path in project.output.glob(f"{edition}.*") if path.is_file() and not _is_pulled(path))
    return {path.name: digest_of([path.read_bytes()]) for path in files}


def _is_pulled(path: Path) -> bool:
    return path.name.endswith(".proof.pdf")


def _record(item: Standing, project: Project) -> dict[str, Any]:
    findings = [
        [d.code, d.message, d.place.file, d.place.line, d.place.column, d.hint, d.severity] for d in item.report
    ]
    return {
        "edition": item.edition,
        "file": item.path.name,
        "pages": item.pages,
        "sha256": item.digest,
        "made": _made(project, item.edition),
        "findings": findings,
    }


def _standing(record: dict[str, Any], project: Project) -> Standing | None:
    if not record or _made(project, record["edition"]) != record["made"]:
        return None
    report = Report(
        tuple(
            Diagnostic(code, message, Place(file, line, column), hint, Severity(severity))
            for code, message, file, line, column, hint, severity in record["findings"]
        )
    )
    path = project.output / record["file"]
    return Standing(record["edition"], path, record["pages"], record["sha256"], report)
