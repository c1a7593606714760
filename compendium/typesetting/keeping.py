"""A Proof as bytes, to be kept on disk: a checksum, the ledger as JSON, the paints one after the other."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from compendium.model.proof import Area, Bookmark, Ledger, PlacedNote, Proof, Slip, SlipColumn, Spot, Target

_MAGIC = b"compendium proof 4\n"
_DIGEST_BYTES = hashlib.sha256().digest_size


def dump(proof: Proof) -> bytes:
    """A Proof as bytes; `load` gives it back. The same Proof gives the same bytes."""
    paints = sorted(proof.paints.items())
    head = json.dumps(
        {
            "section": proof.section,
            "digest": proof.digest,
            "ledger": _ledger_out(proof.ledger),
            "paints": [[target.value, len(data)] for target, data in paints],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    body = len(head).to_bytes(8, "big") + head + b"".join(data for _, data in paints)
    return _MAGIC + hashlib.sha256(body).digest() + body


def load(data: bytes) -> Proof:
    """The Proof that `dump` made bytes of.

    Raises:
        ValueError: the bytes are damaged, cut short or of another form.
    """
    start = len(_MAGIC) + _DIGEST_BYTES
    body = data[start:]
    if not data.startswith(_MAGIC) or hashlib.sha256(body).digest() != data[len(_MAGIC) : start]:
        raise ValueError("a kept Proof is damaged, or of another version")
    size = int.from_bytes(body[:8], "big")
    head = json.loads(body[8 : 8 + size])
    paints: dict[Target, bytes] = {}
    position = 8 + size
    for name, length in head["paints"]:
        paints[Target(name)] = body[position : position + length]
        position += length
    return Proof(section=head["section"], digest=head["digest"], ledger=_ledger_in(head["ledger"]), paints=paints)


def _ledger_out(ledger: Ledger) -> dict[str, Any]:
    return {
        "pages": ledger.pages,
        "width": ledger.width,
        "height": ledger.height,
        "anchors": {name: _spot_out(spot) for name, spot in ledger.anchors.items()},
        "notes": [[note.id, note.call, list(note.pages)] for note in ledger.notes],
        "bookmarks": [[mark.label, mark.level, _spot_out(mark.spot)] for mark in ledger.bookmarks],
        "areas": [[area.x, area.y, area.width, area.height] for area in ledger.areas],
        "column": _column_out(ledger.column) if ledger.column else None,
    }


def _ledger_in(kept: dict[str, Any]) -> Ledger:
    return Ledger(
        pages=kept["pages"],
        width=kept["width"],
        height=kept["height"],
        anchors={name: Spot(*spot) for name, spot in kept["anchors"].items()},
        notes=tuple(PlacedNote(name, call, tuple(pages)) for name, call, pages in kept["notes"]),
        bookmarks=tuple(Bookmark(label, level, Spot(*spot)) for label, level, spot in kept["bookmarks"]),
        areas=tuple(Area(*edges) for edges in kept["areas"]),
        column=_column_in(kept["column"]) if kept["column"] else None,
    )


def _column_out(column: SlipColumn) -> list[Any]:
    slips = [[slip.gap, slip.height, slip.penalty, slip.opening] for slip in column.slips]
    return [slips, list(column.openings), column.width, column.leading, column.structure]


def _column_in(kept: list[Any]) -> SlipColumn:
    slips, openings, width, leading, structure = kept
    return SlipColumn(tuple(Slip(*slip) for slip in slips), tuple(openings), width, leading, structure)


def _spot_out(spot: Spot) -> list[float]:
    return [spot.page, spot.x, spot.y]
