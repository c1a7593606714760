"""The digest of everything that makes a Proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from compendium.files import digest_of
from compendium.model.proof import Galley
from compendium.typesetting.fonts import font_face_css
from compendium.typesetting.versions import engine_versions, font_digests

ROOM_VERSION = "30"
"""Raised whenever this room would make another Proof of the same galley."""

_NAMED_BY = (
    re.compile(r"""[cfraCFRA]\s*=\s*["']?([^"'\s>#][^"'\s>]*)"""),
    re.compile(r"""[uU][rR][lL]\(\s*["']?([^"')]+)"""),
)
"""What names a file: `src`, `href`, `poster` and `data`, known by their last letters, and `url()`."""


def digest_galley(galley: Galley) -> str:
    """The digest of a galley with all that shapes its Proof, in hexadecimal; see `makings_of` for what that is.

    Raises:
        OSError: a file cannot be read.
    """
    return digest_of_makings(makings_of([galley])[galley.section])


def digest_of_makings(makings: Mapping[str, str]) -> str:
    """The digest of what makes a Proof."""
    return digest_of(part for pair in makings.items() for part in pair)


def makings_of(galleys: Iterable[Galley]) -> dict[str, dict[str, str]]:
    """What makes the Proof of each galley: by section, the name of each making and its digest.

    In it: the HTML, every stylesheet below the roots, every other file below them that HTML or stylesheets name, the
    house's fonts, the versions of the engine and of what it draws with, and this room's own version. Paths count
    relative to their root, so that the same project has the same digests wherever it stands. Files that galleys share
    are read once a call.

    Raises:
        OSError: a file cannot be read.
    """
    shared: dict[tuple[tuple[Path, ...], tuple[Path, ...]], _Folders] = {}
    found: dict[str, dict[str, str]] = {}
    for galley in galleys:
        key = galley.stylesheets, galley.roots
        if key not in shared:
            shared[key] = _Folders(*key)
        found[galley.section] = {
            "the program": ROOM_VERSION,
            "its name": galley.section,
            "its text": digest_of([galley.html]),
            "the engine": " ".join(engine_versions().values()),
            "the fonts": _fonts(),
            **shared[key].makings(galley.html),
        }
    return found


class _Folders:
    """The files that galleys of the same stylesheets and roots can name, each read once."""

    def __init__(self, stylesheets: tuple[Path, ...], roots: tuple[Path, ...]) -> None:
        own = {_relative(path, roots): path.read_bytes() for path in stylesheets}
        sheets = sorted((root, path) for root in roots for path in root.rglob("*.css"))
        imported = {path.relative_to(root).as_posix(): path.read_bytes() for root, path in sheets}
        self._sheets = {
            **{f"stylesheet {place}": name for place, name in enumerate(own, start=1)},
            **{name: digest_of([data]) for name, data in {**imported, **own}.items()},
        }
        self._named = {name for data in imported.values() for name in _names(data.decode(errors="replace"))}
        self._files = [
            (root, [p for p in root.rglob("*") if p.is_file() and p.suffix.lower() != ".css"]) for root in roots
        ]

    def makings(self, html: str) -> dict[str, str]:
        """The stylesheets, and the files that they or the HTML name."""
        return {
            **self._sheets,
            **{name: digest_of([path.read_bytes()]) for name, path in self._referenced(_names(html))},
        }

    def _referenced(self, names: set[str]) -> list[tuple[str, Path]]:
        """A name too many costs a rebuild, one too few an error.

        A picture may name others (SVG): where a text names an SVG, every file beside it counts.
        """
        named = self._named | names
        found = []
        for root, files in self._files:
            folders = {p.parent for p in files if p.name in named and p.suffix.lower() == ".svg"}
            wanted = [p for p in files if p.name in named or p.parent in folders]
            found += [(path.relative_to(root).as_posix(), path) for path in wanted]
        return sorted(found)


def _names(text: str) -> set[str]:
    return {_last(name) for named in _NAMED_BY for name in set(named.findall(text))}


def _last(name: str) -> str:
    return Path(name.partition("?")[0].partition("#")[0]).name


def _relative(path: Path, roots: tuple[Path, ...]) -> str:
    for root in roots:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


@cache
def _fonts() -> str:
    # The rules with file names only: where the packages are installed does not matter.
    css = re.sub(r'url\("[^"]*/', 'url("', font_face_css())
    return digest_of([css, *font_digests().values()])
