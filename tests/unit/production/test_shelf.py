"""Paints that are laid aside come back as they were, here and in another process."""

from __future__ import annotations

import copy
import gc

from compendium.model.proof import Ledger, Proof, Target
from compendium.production.shelf import Shelf
from compendium.typesetting import dump


def _proof(section: str, **paints: bytes) -> Proof:
    ledger = Ledger(1, 100.0, 100.0, {}, (), ())
    return Proof(section, section, ledger, {Target(name): data for name, data in paints.items()})


def test_paints_come_back_as_they_were():
    shelf = Shelf()
    proofs = [_proof("one", screen=b"first", press=b"second"), _proof("two", screen=b""), _proof("three", press=b"3")]
    aside = [shelf.with_aside(proof) for proof in proofs]
    assert aside == proofs
    assert [dump(proof) for proof in aside] == [dump(proof) for proof in proofs]
    assert aside[0].paints.keys() == {Target.SCREEN, Target.PRESS}
    assert copy.copy(aside[0].paints) == proofs[0].paints


def test_the_file_lives_as_long_as_a_proof_needs_it():
    proof = Shelf().with_aside(_proof("one", screen=b"first"))
    gc.collect()
    assert proof.paints[Target.SCREEN] == b"first"
