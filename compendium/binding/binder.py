"""The walk through the room: gather, unify, link, stamp, describe, write."""

from __future__ import annotations

import io
from collections.abc import Mapping

from pikepdf import ObjectStreamMode

from compendium.binding.folios import stamp_folios
from compendium.binding.fonts import unify_fonts
from compendium.binding.gathering import BookBlock, gather, open_specimen
from compendium.binding.labels import write_labels
from compendium.binding.links import resolve_links
from compendium.binding.metadata import describe
from compendium.binding.outline import write_outline
from compendium.binding.structure import join_structures
from compendium.model.apparatus import Publication
from compendium.model.book import Book, Pagination
from compendium.model.proof import Proof, Target


def bind(
    book: Book,
    proofs: Mapping[str, Proof],
    pagination: Pagination,
    publication: Publication,
    target: Target = Target.SCREEN,
) -> bytes:
    """Bind the Proofs of a book into one PDF.

    The same values give the same bytes: no clock, no random identifier; dates are those of the publication.

    Args:
        book: the sections in their order, with their headings.
        proofs: section id to Proof; `FOLIO_SECTION` is the folio specimen, needed where a leaf shows a folio.
        pagination: every page of the bound book, blanks included.
        publication: title, publisher, keywords and date for the metadata.
        target: which paint of the Proofs is bound.

    Raises:
        EngineError: pages are missing or of another size (BIND-PAGES, BIND-SIZE), a link leads nowhere
            (BIND-ANCHOR), the folio specimen cannot be read (BIND-FOLIO).
    """
    block = gather(proofs, pagination, target)
    specimen = open_specimen(proofs, pagination, target)
    if specimen:
        stamp_folios(block, specimen, pagination)
    resolve_links(block, book, proofs, pagination)
    join_structures(block, book)
    unify_fonts(block.pdf)
    write_labels(block.pdf, pagination)
    write_outline(block, book, proofs, pagination)
    describe(block.pdf, book, publication)
    return _written(block)


def _written(block: BookBlock) -> bytes:
    stream = io.BytesIO()
    block.pdf.save(
        stream,
        min_version="1.7",
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return stream.getvalue()
