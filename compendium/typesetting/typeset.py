"""The walk of this room: lay out, prove, paint, prove what only painting shows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from compendium.diagnostics import EngineError
from compendium.model.proof import Galley, Proof, Target
from compendium.typesetting.budget import time_budget


def typeset(
    galley: Galley, digest: str, targets: tuple[Target, ...] = (Target.SCREEN,), budget: float | None = None
) -> Proof:
    """Typeset a section: laid out once, painted for each target.

    Args:
        galley: the section as HTML with its stylesheets.
        digest: what `digest_galley` says of it; kept in the Proof.
        targets: what to paint for.
        budget: the most wall time that it may take, in seconds; None for no limit (see `budget.time_budget`).

    Raises:
        EngineError: the section cannot be printed as it is; its diagnostics bear `TYPE-` codes and name the section.
    """
    with _garbage_held_back():
        return _typeset(galley, digest, targets, budget)


@contextmanager
def _garbage_held_back() -> Iterator[None]:
    """Hold the garbage collector back while a section is set: boxes are made by the hundred thousand, few are dropped.

    What was there before is set aside, so that the boxes are swept up at the end without going through all the rest.
    """
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
        if was_on:
            gc.enable()


def _typeset(galley: Galley, digest: str, targets: tuple[Target, ...], budget: float | None) -> Proof:
    # The engine takes half a second to import; a build that finds every Proof does without it.
    from compendium.typesetting import libraries  # noqa: F401  # isort: split
    from compendium.typesetting.glyphs import glyph_faults, located
    from compendium.typesetting.layout import engine_at_work, lay_out
    from compendium.typesetting.ledger import ledger_of
    from compendium.typesetting.notes import note_faults
    from compendium.typesetting.overfull import overfull_faults
    from compendium.typesetting.paint import paint
    from compendium.typesetting.quickening import quickened_engine

    with time_budget(galley.section, budget), quickened_engine():
        wanted, document = lay_out(galley)
        faults = note_faults(galley.section, wanted, document) + overfull_faults(galley.section, document)
        if faults:
            raise EngineError(*faults)
        try:
            with engine_at_work(galley.section):
                paints = {target: paint(document, target, galley.section) for target in targets}
        except EngineError as error:
            raise EngineError(*located(error.report, document)) from error
        missing = glyph_faults(galley.section, document)
        if missing:
            raise EngineError(*located(missing, document))
        # The last of all: painting tells what slips hold.
        return Proof(section=galley.section, digest=digest, ledger=ledger_of(document), paints=paints)
