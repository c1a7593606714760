"""Tells whether a file is the one of its manifest; no network, no clock, no rebuild."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium.diagnostics import Code, EngineError, Place
from compendium.production.made import ENDING

NO_FILE = Code("VERIFY-FILE", "The file to verify cannot be read.")
NO_MANIFEST = Code("VERIFY-MANIFEST", "There is no manifest to verify a file by, or it cannot be read.")
OTHER = Code("VERIFY-OTHER", "The file is not the one of its manifest.")

_PARTS = 1 << 20
"""Bytes that are read at once."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A file that is the one of its manifest.

    Attributes:
        file: the file.
        manifest: the manifest that names its bytes.
        edition: id of the edition.
        date: the date of the edition, ISO 8601.
        target: what the file is for: `screen`, `press`, `cover`, `booklet` (see `production.made`).
        content: the beginning of the content's digest, as the colophon prints it.
        name: the name that the manifest gives the file; another where it was renamed.
    """

    file: Path
    manifest: Path
    edition: str
    date: str
    target: str
    content: str
    name: str


def verify(file: Path, manifest: Path | None = None) -> Verified:
    """Compare the bytes of a file with those that a manifest names.

    Args:
        file: a finished file.
        manifest: its manifest; None for those in the folder of the file, whatever the file is called now.

    Raises:
        EngineError: VERIFY-OTHER where no manifest names these bytes, VERIFY-MANIFEST where there is none to ask,
            VERIFY-FILE where the file cannot be read.
    """
    digest = _digest(file)
    manifests = [manifest] if manifest else sorted(file.absolute().parent.glob(f"*{ENDING}"))
    if not manifests:
        hint = f"put the {ENDING} that was written with it into the same folder, or name it with --manifest"
        raise EngineError(NO_MANIFEST.at(Place(str(file)), f"there is no manifest in {file.absolute().parent}", hint))
    read = [(path, _read(path)) for path in manifests]
    for path, values in read:
        for name, facts in _files(values):
            if facts.get("sha256") == digest:
                content = values.get("content") or {}
                told = (str(values.get("edition", "")), str(values.get("date", "")), str(facts.get("target", "")))
                return Verified(file, path, *told, str(content.get("printed", "")), name)
    raise EngineError(OTHER.at(Place(str(file)), _difference(file, digest, read), _hint(file, read)))


def _digest(file: Path) -> str:
    total = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while part := stream.read(_PARTS):
                total.update(part)
    except OSError as error:
        raise EngineError(NO_FILE.at(Place(str(file)), f"it cannot be read: {error.strerror}")) from error
    return total.hexdigest()


def _read(path: Path) -> Mapping[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except OSError as error:
        raise EngineError(NO_MANIFEST.at(Place(str(path)), f"it cannot be read: {error.strerror}")) from error
    except ValueError as error:
        raise EngineError(NO_MANIFEST.at(Place(str(path)), f"it is no manifest: {error}")) from error
    if not isinstance(values, dict) or not isinstance(values.get("files"), dict):
        raise EngineError(NO_MANIFEST.at(Place(str(path)), "it is no manifest: it names no files"))
    return values


def _files(values: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return ((name, facts) for name, facts in values["files"].items() if isinstance(facts, dict))


def _difference(file: Path, digest: str, read: list[tuple[Path, Mapping[str, Any]]]) -> str:
    wanted = [str(f.get("sha256")) for _, values in read for name, f in _files(values) if name == file.name]
    if wanted:
        return f"its bytes are {digest[:16]}…, those of the manifest {wanted[0][:16]}…"
    named = ", ".join(path.name for path, _ in read)
    return f"its bytes are {digest[:16]}…, which no manifest here names ({named})"


def _hint(file: Path, read: list[tuple[Path, Mapping[str, Any]]]) -> str:
    sizes = [f.get("bytes") for _, values in read for name, f in _files(values) if name == file.name]
    if sizes and sizes[0] != file.stat().st_size:
        return f"it has {file.stat().st_size} bytes instead of {sizes[0]}: it was changed, cut short, or built anew"
    return "it was changed after it was written, or it comes from another build"
