"""Folios: put in at binding, drawn as the specimen shows them.

A folio ends where the specimen's line ends on the recto, and begins where it begins on the verso: both are outer edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.binding.faults import fault
from compendium.binding.gathering import trim_of
from compendium.binding.specimen import FOLIO_HINT, FolioLook
from compendium.model.book import Leaf


@dataclass(frozen=True, slots=True)
class Hand:
    """How folios are drawn on the pages of one hand, and the font as the section names it."""

    look: FolioLook
    font: Object


def stamp_folios(pdf: Pdf, pages: Sequence[Object], leaves: Sequence[Leaf], hands: dict[bool, Hand]) -> None:
    """Print the label of every leaf that shows one, as a pagination artifact.

    The subtype PageNum is that of ISO 32000-2, 14.8.2.2; ISO 32000-1 lets others than its own three stand.

    Args:
        pdf: the section.
        pages: its pages.
        leaves: what the pagination says of each.
        hands: the looks of rectos (True) and versos.

    Raises:
        EngineError: BIND-FOLIO where a label has a character that the specimen does not show.
    """
    opening = pdf.make_stream(b"q\n")
    for leaf, page in zip(leaves, pages, strict=True):
        if not leaf.shows_folio:
            continue
        hand = hands[leaf.is_recto]
        if set(leaf.label) - hand.look.glyphs.keys():
            raise fault("BIND-FOLIO", leaf.section or "book", f"the folio {leaf.label!r} cannot be set", FOLIO_HINT)
        resource = "/FolioRecto" if leaf.is_recto else "/FolioVerso"
        _font_resources(page)[resource] = hand.font
        drawn = _drawn(hand.look, leaf.label, page, resource, is_recto=leaf.is_recto)
        contents = page[Name.Contents]
        parts = list(contents) if isinstance(contents, Array) else [contents]
        # A page may leave its coordinates turned over; the folio is drawn in those it began with.
        page[Name.Contents] = Array([opening, *parts, pdf.make_stream(b"\nQ\n" + drawn)])


def _font_resources(page: Object) -> Object:
    resources = page[Name.Resources]
    if Name.Font not in resources:
        resources[Name.Font] = Dictionary()
    return resources[Name.Font]


def _drawn(look: FolioLook, label: str, page: Object, resource: str, *, is_recto: bool) -> bytes:
    trim = trim_of(page)
    # The last character keeps its tracking in the specimen as it does here, so that the edges meet.
    width = sum(look.widths[character] for character in label)
    x = trim.left + (look.right - width if is_recto else look.left)
    y = trim.bottom + look.baseline
    shown = "".join(f"{look.glyphs[character]:04x}" for character in label)
    return (
        b"/Artifact <</Type /Pagination /Subtype /PageNum>> BDC\nq\n"
        + look.colour
        + f"\nBT\n{resource} {look.size:.4f} Tf\n{look.tracking:.4f} Tc\n".encode()
        + f"1 0 0 1 {x:.4f} {y:.4f} Tm\n<{shown}> Tj\nET\nQ\nEMC\n".encode()
    )
