"""Judges a Library by every rule of the house."""

from __future__ import annotations

from compendium.diagnostics import Report
from compendium.model.library import Library
from compendium.rules.catalogue import RULES
from compendium.rules.readings import Readings


def judge(library: Library) -> Report:
    """Judge a Library by every rule; see `compendium.rules.CODES` for what they are.

    Args:
        library: what `compendium.source.read` made; what it could not read is not held against the rest.
    """
    readings = Readings(library)
    return Report.of(diagnostic for rule in RULES for diagnostic in rule.judge(readings))
