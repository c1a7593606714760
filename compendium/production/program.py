"""The program itself as one of the things that a book is made of: its own files, and the libraries that it calls."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from compendium.files import Kept, digest_of

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = (
    "babel", "fonttools", "fontpkg-source-sans-3", "fontpkg-source-serif-4", "jinja2", "markdown-it-py", "pikepdf",
    "pydyf", "pypdfium2", "pyuca", "weasyprint",
)  # fmt: skip
_DRAWING = {"libpango-1.0.so.0": "pango_version_string", "libharfbuzz.so.0": "hb_version_string"}


@cache
def program_digest() -> str:
    """The digest of every file of the program and of the versions of what it draws with; read once a process."""
    versions = (_version_of(name) for name in _LIBRARIES)
    drawing = (_drawn_by(library, function) for library, function in _DRAWING.items())
    return digest_of([*contents_of(_PACKAGE), *versions, *drawing])


@dataclass(frozen=True, slots=True)
class OfProgram:
    """Keeps what this program makes of its content; another program finds nothing of it."""

    kept: Kept

    def get(self, digest: str, /) -> bytes | None:
        """What is kept under a digest, whole, or None."""
        return self.kept.get(digest_of([program_digest(), digest]))

    def put(self, digest: str, body: bytes, /) -> None:
        """Keep this, if the folder lets it: content is judged where nothing may be written, too."""
        with suppress(OSError):
            self.kept.put(digest_of([program_digest(), digest]), body)


def contents_of(folder: Path) -> Iterator[bytes | str]:
    """Every file below a folder: its name there, and its bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()
            yield path.read_bytes()


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
