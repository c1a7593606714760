"""The diagnostics of this room, in one form: every one names its section."""

from __future__ import annotations

from compendium.diagnostics import Diagnostic, Place


def fault(section: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic about a section; `section` is its id, `code` one of the `TYPE-` codes of this room."""
    return Diagnostic(code=code, message=f'section "{section}": {message}', place=Place(section), hint=hint)
