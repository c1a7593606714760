"""The rules of the house in the order of their codes."""

from __future__ import annotations

from compendium.diagnostics import Code
from compendium.rules import (
    editing,
    editions,
    marks,
    names,
    notes,
    paragraphs,
    parity,
    parts,
    pictures,
    references,
    thesaurus,
)
from compendium.rules.resemblance import SHARED_RUN
from compendium.rules.rule import Rule

_ROOMS = (names, paragraphs, notes, references, marks, thesaurus, editions, parts, pictures, editing, parity)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for room in _ROOMS for value in vars(room).values() if isinstance(value, Rule)),
        key=lambda rule: rule.code.id,
    )
)
"""Every rule that `judge` applies."""

CODES: tuple[Code, ...] = (*(rule.code for rule in RULES), SHARED_RUN)
"""Every code of this room, for the documentation."""
