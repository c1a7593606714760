"""Whether anything has changed at all since an edition was last built: asked before the engines are even imported."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from compendium.diagnostics import Diagnostic, Place, Report, Severity
from compendium.files import digest_of
from compendium.production.project import Project
from compendium.production.store import Store

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = (
    "babel", "fonttools", "fontpkg-source-sans-3", "fontpkg-source-serif-4", "jinja2", "markdown-it-py", "pikepdf",
    "pydyf", "pypdfium2", "pyuca", "weasyprint",
)  # fmt: skip
_DRAWING = {"libpango-1.0.so.0": "pango_version_string", "libharfbuzz.so.0": "hb_version_string"}


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
    folders = (project.content, project.house.styles, *project.house.templates, _PACKAGE)
    for place, folder in enumerate(folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{place} {path.relative_to(folder).as_posix()}"
                yield path.read_bytes()
    yield str(project.content)
    for name in _LIBRARIES:
        yield _version_of(name)
    for library, function in _DRAWING.items():
        yield _drawn_by(library, function)


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _drawn_by(library: str, function: str) -> bytes:
    try:
        told = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        # Under another name, as on other systems: then the versions of the Python libraries have to do.
        return b"unknown"
    told.restype = ctypes.c_char_p
    return bytes(told())


def _made(project: Project, edition: str) -> dict[str, str]:
    """Every file of an edition with its digest."""
    files = sorted(path for path in project.output.glob(f"{edition}.*") if path.is_file())
    return {path.name: digest_of([path.read_bytes()]) for path in files}


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
