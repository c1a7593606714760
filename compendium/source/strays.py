"""Files of the content that would be overlooked because of their names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from compendium.diagnostics import Diagnostic, Place
from compendium.source import codes
from compendium.source.kinds import FOLDERS, LISTS, PUBLICATION, Kind

_FILES = tuple(sorted(kind.name for kind in (PUBLICATION, *LISTS)))


def strays(content: Path) -> Iterator[Diagnostic]:
    """The YAML files that no one would read: with a name that is not known, another ending, or one folder too deep.

    Args:
        content: the folder of the content; hidden files and the folders for pictures and intake are left alone.
    """
    for path in _yaml_in(content, "*"):
        if path.suffix != ".yaml" or path.stem not in _FILES:
            near = difflib.get_close_matches(path.stem, _FILES, n=1)
            hint = f"did you mean {near[0]}.yaml?" if near else "known: " + ", ".join(f"{name}.yaml" for name in _FILES)
            yield codes.UNKNOWN_FILE.at(Place(path.as_posix()), "the file is not one of the content's", hint)
    for kind in FOLDERS:
        yield from _in_folder(content, kind)


def _in_folder(content: Path, kind: Kind) -> Iterator[Diagnostic]:
    folder = content / kind.name
    for path in _yaml_in(folder, "**/*"):
        if path.parent != folder:
            message, hint = "the file is in a folder that is not read", f"move it to {folder.as_posix()}"
            yield codes.UNKNOWN_FILE.at(Place(path.as_posix()), message, hint)
        elif path.suffix != ".yaml":
            message, hint = "the file's name has to end in .yaml", f"rename it to {path.stem}.yaml"
            yield codes.UNKNOWN_FILE.at(Place(path.as_posix()), message, hint)


def _yaml_in(folder: Path, pattern: str) -> list[Path]:
    found = (path for path in folder.glob(pattern) if path.suffix.lower() in {".yaml", ".yml"})
    return sorted(path for path in found if not path.name.startswith("."))
