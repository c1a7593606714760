"""Folios: put in at binding, drawn as the specimen shows them.

A folio ends where the specimen's line ends on the recto, and begins where it begins on the verso: both are outer edges.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.binding.faults import fault
from compendium.binding.gathering import BookBlock, trim_of
from compendium.binding.specimen import FOLIO_HINT, FolioLook, read_look
from compendium.model.book import Pagination


def stamp_folios(block: BookBlock, specimen: Pdf, pagination: Pagination) -> None:
    """Print the label of every leaf that shows one, as a pagination artifact.

    The subtype PageNum is that of ISO 32000-2, 14.8.2.2; ISO 32000-1 lets others than its own three stand.

    Raises:
        EngineError: BIND-FOLIO where the specimen cannot be read or a label has a character that it does not show.
    """
    looks = {True: read_look(specimen, 0), False: read_look(specimen, 1)}
    fonts = {hand: block.pdf.copy_foreign(look.font) for hand, look in looks.items()}
    opening = block.pdf.make_stream(b"q\n")
    for leaf, page in zip(pagination.leaves, block.pages, strict=True):
        if not leaf.shows_folio:
            continue
        look = looks[leaf.is_recto]
        if leaf.section is None or set(leaf.label) - look.glyphs.keys():
            raise fault("BIND-FOLIO", leaf.section or "book", f"the folio {leaf.label!r} cannot be set", FOLIO_HINT)
        resource = "/FolioRecto" if leaf.is_recto else "/FolioVerso"
        _font_resources(page)[resource] = fonts[leaf.is_recto]
        drawn = _drawn(look, leaf.label, page, resource, is_recto=leaf.is_recto)
        contents = page[Name.Contents]
        parts = list(contents) if isinstance(contents, Array) else [contents]
        # A page may leave its coordinates turned over; the folio is drawn in those it began with.
        page[Name.Contents] = Array([opening, *parts, block.pdf.make_stream(b"\nQ\n" + drawn)])


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
