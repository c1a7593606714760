"""One reader per format: a file into blocks of spans, each character kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compendium.intake.readers import akomantoso, decoding, html, markdown, plain
from compendium.intake.spans import Source

FORMATS = {
    ".txt": "plain text",
    ".md": "Markdown",
    ".docx": "Word",
    ".xml": "Akoma Ntoso 3.0",
    ".html": "HTML",
}
"""What can be taken in, by the end of the file's name."""


def read(path: Path) -> Source:
    """Read a file of any known format.

    Raises:
        ContentError: the format is not known, or the file is not what its name says.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(f"{end} ({name})" for end, name in FORMATS.items())
        raise decoding.refuse(
            path, "INTAKE-FORMAT", f"“{path.suffix or path.name}” is no known format.", f"Known: {known}."
        )
    return reader(path)


def _text(path: Path) -> Source:
    text, changes = decoding.decode(path, decoding.load(path))
    if path.suffix.lower() != ".txt" or markdown.is_markdown(text):
        return Source(path.name, "markdown", tuple(markdown.read(text)), changes, styled=True)
    return Source(path.name, "text", tuple(plain.read(text)), changes)


def _docx(path: Path) -> Source:
    from compendium.intake.readers import docx

    return docx.read(path)


_READERS: dict[str, Callable[[Path], Source]] = {
    ".txt": _text,
    ".text": _text,
    ".md": _text,
    ".markdown": _text,
    ".docx": _docx,
    ".xml": akomantoso.read,
    ".akn": akomantoso.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}
