"""Judges a Library and returns a Report; changes nothing."""

from __future__ import annotations

from compendium.rules.catalogue import CODES, RULES
from compendium.rules.judging import judge
from compendium.rules.resemblance import resemblance
from compendium.rules.rule import Rule

__all__ = ["CODES", "RULES", "Rule", "judge", "resemblance"]
