"""What binding says when it cannot go on."""

from __future__ import annotations

from compendium.diagnostics import Diagnostic, EngineError, Place


def fault(code: str, section: str, message: str, hint: str = "") -> EngineError:
    """An EngineError about a section; a Proof has no lines, so its place is the section's name."""
    return EngineError(Diagnostic(code, message, Place(section), hint))
