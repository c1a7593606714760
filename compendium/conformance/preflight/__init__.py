"""Judges any PDF before it goes out: a table of rules, each with its code and clause."""

from compendium.conformance.preflight.judging import RULES, STRUCTURE, Judgement, Preflight, preflight, well_structured
from compendium.conformance.preflight.outside import OUTSIDE
from compendium.conformance.preflight.rule import Door, Rule
from compendium.conformance.preflight.subject import Limits

__all__ = [
    "OUTSIDE",
    "RULES",
    "STRUCTURE",
    "Door",
    "Judgement",
    "Limits",
    "Preflight",
    "Rule",
    "preflight",
    "well_structured",
]
