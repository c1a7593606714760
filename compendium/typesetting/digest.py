"""The digest of everything that makes a Proof."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path

import weasyprint
from weasyprint.text import ffi

from compendium.files import digest_of
from compendium.model.proof import Galley
from compendium.typesetting.fonts import font_face_css, font_files

ROOM_VERSION = "5"
"""Raised whenever this room would make another Proof of the same galley."""

_NAMED = re.compile(r"""(?:src|href|poster|data)\s*=\s*["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)""", re.IGNORECASE)


def digest_galley(galley: Galley) -> str:
    """The digest of a galley with all that shapes its Proof, in hexadecimal.

    In it: the HTML, every stylesheet below the roots, every other file below them that HTML or stylesheets name, the
    house's fonts, the versions of the engine and of what it draws with, and this room's own version. Paths count
    relative to their root, so that the same project has the same digests wherever it stands.

    Raises:
        OSError: a file cannot be read.
    """
    parts: list[bytes | str] = [ROOM_VERSION, galley.section, galley.html, *_versions(), *_fonts()]
    for path in galley.stylesheets:
        parts += [_relative(path, galley.roots), path.read_bytes()]
    sheets = sorted((root, path) for root in galley.roots for path in root.rglob("*.css"))
    texts = [galley.html]
    for root, path in sheets:
        data = path.read_bytes()
        texts.append(data.decode(errors="replace"))
        parts += [path.relative_to(root).as_posix(), data]
    for name, path in _referenced(galley.roots, texts):
        parts += [name, path.read_bytes()]
    return digest_of(parts)


def _referenced(roots: tuple[Path, ...], texts: list[str]) -> list[tuple[str, Path]]:
    """The files below the roots whose names stand in the texts; a name too many costs a rebuild, one too few an error.

    A picture may name others (SVG): where a text names an SVG, every file beside it counts.
    """
    named = {_last(match) for text in texts for match in _NAMED.findall(text)}
    found = []
    for root in roots:
        files = [p for p in root.rglob("*") if p.is_file() and p.suffix.lower() != ".css"]
        folders = {p.parent for p in files if p.name in named and p.suffix.lower() == ".svg"}
        wanted = [p for p in files if p.name in named or p.parent in folders]
        found += [(path.relative_to(root).as_posix(), path) for path in wanted]
    return sorted(found)


def _last(match: tuple[str, str]) -> str:
    return Path((match[0] or match[1]).partition("?")[0].partition("#")[0]).name


def _relative(path: Path, roots: tuple[Path, ...]) -> str:
    for root in roots:
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


@cache
def _versions() -> tuple[str, ...]:
    pango = str(ffi.pango.pango_version())
    return (weasyprint.__version__, pango, ".".join(str(part) for part in _harfbuzz()))


def _harfbuzz() -> tuple[int, int, int]:
    """The engine binds no function that tells HarfBuzz's version, but one that compares it."""
    at_least = ffi.harfbuzz.hb_version_atleast
    major = next(n for n in count() if not at_least(n + 1, 0, 0))
    minor = next(n for n in count() if not at_least(major, n + 1, 0))
    micro = next(n for n in count() if not at_least(major, minor, n + 1))
    return major, minor, micro


@cache
def _fonts() -> tuple[bytes | str, ...]:
    # The rules with file names only: where the packages are installed does not matter.
    css = re.sub(r'url\("[^"]*/', 'url("', font_face_css())
    return (css, *(digest_of([path.read_bytes()]) for path in font_files()))
