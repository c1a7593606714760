"""Gathers the pages of the Proofs in the order of the leaves, with the blanks between them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from compendium.binding.faults import fault
from compendium.model.book import Leaf, Pagination
from compendium.model.proof import Proof, Target

FOLIO_SECTION = "folio"
"""Id under which the Proofs hold the folio specimen (see `compendium.binding.folios`)."""

_BOXES = (Name.MediaBox, Name.CropBox, Name.BleedBox, Name.TrimBox)
_TOLERANCE = 0.1
"""Points by which two trims may differ: rounding of millimetres, far below what a knife can do."""


@dataclass(slots=True)
class BookBlock:
    """The gathered pages.

    Attributes:
        pdf: the bound book as it grows.
        pages: the page objects in order.
        sources: section id to its opened paint, in the order of the book; they have to live until the book is written.
        starts: section id to the index of its first page.
    """

    pdf: Pdf
    pages: list[Object] = field(default_factory=list)
    sources: dict[str, Pdf] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrimBox:
    """Edges of the trimmed page in points, in the coordinates of its PDF page."""

    left: float
    bottom: float
    right: float
    top: float


def trim_of(page: Object) -> TrimBox:
    """The TrimBox of a page, or its MediaBox where it has none (ISO 32000-1, 14.11.2)."""
    box = page.get(Name.TrimBox, page.get(Name.MediaBox))
    left, bottom, right, top = (float(edge) for edge in box)  # type: ignore[union-attr]
    return TrimBox(left, bottom, right, top)


def gather(proofs: Mapping[str, Proof], pagination: Pagination, target: Target) -> BookBlock:
    """Join the pages of the Proofs in the order of the leaves.

    Raises:
        EngineError: BIND-PAGES where a Proof is missing or the leaves do not show each of its pages once and in order;
            BIND-SIZE where its trim differs from the first.
    """
    block = BookBlock(Pdf.new(), starts=pagination.starts)
    for leaf in pagination.leaves:
        if leaf.section is not None and leaf.section not in block.sources:
            block.sources[leaf.section] = _opened(leaf.section, proofs, target)
    _check_leaves(block.sources, pagination)
    model = _model_page(block.sources)
    for leaf in pagination.leaves:
        block.pdf.pages.append(_blank(block.pdf, model) if leaf.section is None else _page(block, leaf, model))
    block.pages = [page.obj for page in block.pdf.pages]
    cropped = Name.TrimBox if target is Target.SCREEN else Name.MediaBox
    for sheet in block.pages:
        sheet[Name.CropBox] = Array(list(sheet.get(cropped, sheet[Name.MediaBox])))
    return block


def open_specimen(proofs: Mapping[str, Proof], pagination: Pagination, target: Target) -> Pdf | None:
    """Open the folio specimen, or None where no leaf shows a folio."""
    if not any(leaf.shows_folio for leaf in pagination.leaves):
        return None
    return _opened(FOLIO_SECTION, proofs, target)


def _opened(section: str, proofs: Mapping[str, Proof], target: Target) -> Pdf:
    proof = proofs.get(section)
    if proof is None or target not in proof.paints:
        raise fault("BIND-PAGES", section, f"section {section} has no Proof painted for {target}")
    return Pdf.open(io.BytesIO(proof.paints[target]))


def _check_leaves(sources: Mapping[str, Pdf], pagination: Pagination) -> None:
    shown: dict[str, list[int]] = {}
    for position, leaf in enumerate(pagination.leaves):
        if leaf.section is None:
            continue
        indices = shown.setdefault(leaf.section, [])
        if not indices and pagination.starts.get(leaf.section) != position - leaf.index:
            raise fault("BIND-PAGES", leaf.section, f"section {leaf.section} does not start on page {position + 1}")
        indices.append(leaf.index)
    for section, indices in shown.items():
        pages = len(sources[section].pages)
        if indices != list(range(pages)):
            message = f"section {section} was typeset on {pages} pages, the pagination shows {len(indices)}"
            raise fault("BIND-PAGES", section, message)


def _model_page(sources: Mapping[str, Pdf]) -> Object:
    for source in sources.values():
        return source.pages[0].obj
    raise fault("BIND-PAGES", "book", "the book has no page")


def _page(block: BookBlock, leaf: Leaf, model: Object) -> Page:
    section = str(leaf.section)
    page = block.sources[section].pages[leaf.index]
    trim, wanted = trim_of(page.obj), trim_of(model)
    width, height = trim.right - trim.left, trim.top - trim.bottom
    if abs(width - wanted.right + wanted.left) > _TOLERANCE or abs(height - wanted.top + wanted.bottom) > _TOLERANCE:
        size = f"{width:.1f} x {height:.1f} pt"
        book = f"{wanted.right - wanted.left:.1f} x {wanted.top - wanted.bottom:.1f} pt"
        message = f"page {leaf.index + 1} of section {section} is {size}, the book is {book}"
        raise fault("BIND-SIZE", section, message)
    return page


def _blank(pdf: Pdf, model: Object) -> Page:
    boxes = {str(name): Array([Decimal(str(edge)) for edge in model[name]]) for name in _BOXES if name in model}
    return Page(pdf.make_indirect(Dictionary({"/Type": Name.Page, "/Resources": Dictionary(), **boxes})))
