"""The finished files of an edition, and the manifest that vouches for them.

A manifest is written by `build`; `press` and `booklet` enter their files into it. What was entered stays as long as the
edition is made of the same: the next build that finds anything else changed begins the list anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from compendium.files import write_atomically

ENDING = ".manifest.json"

_FILES = "files"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file was judged by before it was written.

    Attributes:
        passed: codes of the checks and rules that it passed.
        noted: codes of those that had a warning or a notice, which hold nothing back.
    """

    passed: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()

    def __add__(self, other: Judged) -> Judged:
        return Judged(self.passed + other.passed, self.noted + other.noted)

    @property
    def head(self) -> bytes:
        """The verdict on a file as a line, to be kept with the file behind it."""
        return json.dumps([self.passed, self.noted]).encode() + b"\n"

    @classmethod
    def parted(cls, kept: bytes) -> tuple[bytes, Judged]:
        """A file and the verdict on it, of what was kept as one."""
        line, _, data = kept.partition(b"\n")
        passed, noted = json.loads(line)
        return data, cls(tuple(passed), tuple(noted))


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file of an edition.

    Attributes:
        name: its file name.
        target: what it is for: `screen`, `press`, `cover`, `booklet`, `plan`, `picture`, `index`.
        data: its bytes.
        pages: how many pages it has; None for what has none.
        standards: the standards that it keeps, as their names are written: `PDF/UA-1`.
        judged: what it was judged by.
    """

    name: str
    target: str
    data: bytes
    pages: int | None = None
    standards: Sequence[str] = ()
    judged: Judged = Judged()

    @property
    def facts(self) -> dict[str, Any]:
        """What a manifest says of it."""
        said: dict[str, Any] = {
            "target": self.target,
            "sha256": hashlib.sha256(self.data).hexdigest(),
            "bytes": len(self.data),
        }
        if self.pages is not None:
            said["pages"] = self.pages
        if self.judged.passed:
            said["standards"] = list(self.standards)
            said["rules"] = {"passed": list(self.judged.passed), "noted": list(self.judged.noted)}
        return said


def as_json(values: Mapping[str, Any]) -> bytes:
    """A manifest as it is written."""
    return to_json(values, indent=1) + b"\n"


def write_made(folder: Path, made: Iterable[MadeFile]) -> None:
    """Write finished files; one that stands there with the same bytes is left alone.

    Raises:
        OSError: the folder cannot be written.
    """
    for file in made:
        _write(folder / file.name, file.data)


def write_manifest(path: Path, facts: Mapping[str, Any], made: Iterable[MadeFile]) -> None:
    """Write a manifest; files entered into the one before stay in it if everything else that it says is the same.

    Args:
        path: the manifest.
        facts: what it says besides the files (see `manifest` and `provenance`).
        made: the files.

    Raises:
        OSError: it cannot be written.
    """
    before = _read(path)
    entered = before.pop(_FILES, {})
    same = as_json(before) == as_json(facts)
    files = (entered if same else {}) | {file.name: file.facts for file in made}
    _write(path, as_json({**facts, _FILES: files}))


def enter(path: Path, made: Iterable[MadeFile]) -> None:
    """Enter files into the manifest that stands beside them.

    Raises:
        OSError: it cannot be written.
    """
    values = _read(path)
    values[_FILES] = values.get(_FILES, {}) | {file.name: file.facts for file in made}
    _write(path, as_json(values))


def _read(path: Path) -> dict[str, Any]:
    """The manifest that stands there; nothing where there is none, or it is damaged: it is then written anew."""
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) and isinstance(values.get(_FILES), dict) else {}


def _write(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        write_atomically(path, data)
