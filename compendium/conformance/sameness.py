"""Proves that two paints of one layout say the same on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from compendium.diagnostics import Diagnostic, Place

SAMENESS = ("CONF-PAINT-TEXT", "CONF-PAINT-PAGES")
"""What `compare_texts` looks for."""

_LOOSE = re.compile(r"[\s\u00ad\u2010\u2011\ufffe-]+")
"""White space, and hyphens at line ends, which readers of tagged and untagged files tell apart differently."""


def compare_texts(screen: bytes, press: bytes, edition: str, cover: int = 0) -> Iterator[Diagnostic]:
    """Compare the text of a press file with that of its screen file, page by page.

    Codes: CONF-PAINT-TEXT, a page says something else; CONF-PAINT-PAGES, pages are missing. Blanks at the end of the
    press file are no fault.

    Args:
        screen: the screen file.
        press: the press file; blanks may follow its last page.
        edition: id of the edition, for messages.
        cover: how many pages of the screen file are its cover, which a press file has around it.
    """
    ours, theirs = _texts(screen)[cover:], _texts(press)
    blanks = theirs[len(ours) :]
    if len(theirs) < len(ours) or any(blanks):
        message = f"the screen file has {len(ours)} pages, the press file {len(theirs) - blanks.count('')}"
        yield Diagnostic("CONF-PAINT-PAGES", message, Place(edition))
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if one != other:
            message = f"page {number} of the press file does not say what the screen file says"
            yield Diagnostic("CONF-PAINT-TEXT", message, Place(edition))


def _texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [_LOOSE.sub("", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
