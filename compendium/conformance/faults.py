"""The findings of this room, in one form."""

from __future__ import annotations

from compendium.diagnostics import Diagnostic, Place


def fault(section: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """A finding about a section; a finished file has no lines, so its place is the section's name."""
    return Diagnostic(code=code, message=message, place=Place(section or "book"), hint=hint)
