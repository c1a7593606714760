"""What a worker does: one Galley in, one Proof out, as bytes."""

from __future__ import annotations

from compendium.model.proof import Galley, Target
from compendium.typesetting import dump, typeset

BUDGET = 300.0
"""Seconds that one section may take before it is stopped and named; a hundred dense pages take about thirty."""


def proof_of(galley: Galley, digest: str, targets: tuple[Target, ...]) -> bytes:
    """Typeset a Galley.

    Raises:
        EngineError: the section cannot be printed as it is.
    """
    return dump(typeset(galley, digest, targets, budget=BUDGET))
