"""What finishing says when it cannot go on."""

from __future__ import annotations

from compendium.diagnostics import ContentError, Diagnostic, Place


def fault(code: str, file: str, message: str, hint: str = "") -> ContentError:
    """A ContentError about a file that goes in, or about what was asked for; a PDF has no lines."""
    return ContentError(Diagnostic(code, message, Place(file), hint))
