"""A long index or table: set in parts that are kept each for itself, and pasted up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compendium.assembly import frame_of, stretches_of
from compendium.binding import paste_up
from compendium.files import digest_of
from compendium.model.book import Section
from compendium.model.proof import Proof
from compendium.production.store import Store
from compendium.typesetting import dump, leaves_of, load

_PASTING = "4"
"""Raised when pages are pasted up in another way from the same Proofs."""


def in_parts(sections: Sequence[Section]) -> tuple[Section, ...]:
    """What has to be set for some sections: long tables in parts, behind the frame of their pages."""
    return tuple(piece for section in sections for piece in _pieces(section))


def put_together(sections: Sequence[Section], proofs: Mapping[str, Proof], store: Store) -> dict[str, Proof]:
    """The Proofs of sections, of which long tables are pasted up.

    Args:
        sections: as they were given to `in_parts`.
        proofs: of all that it made of them.
        store: keeps what is pasted up.

    Raises:
        EngineError: a line is taller than a column.
    """
    found = dict(proofs)
    for section in sections:
        parts = [found.pop(part.id) for part in stretches_of(section)]
        if parts:
            found[section.id] = _pasted(proofs[section.id], parts, store)
    return found


def _pieces(section: Section) -> tuple[Section, ...]:
    parts = stretches_of(section)
    return (frame_of(section), *parts) if parts else (section,)


def _pasted(frame: Proof, parts: Sequence[Proof], store: Store) -> Proof:
    digest = digest_of(["pasted", _PASTING, frame.digest, *(part.digest for part in parts)])
    kept = store.get(digest)
    if kept is not None:
        proof = load(kept)
        if proof.paints.keys() == frame.paints.keys():
            return proof
    columns = [part.ledger.column for part in parts if part.ledger.column]
    proof = paste_up(frame, parts, leaves_of(frame.section, frame.ledger, columns), digest)
    store.put(digest, dump(proof))
    return proof
