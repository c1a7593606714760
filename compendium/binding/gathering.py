"""Gathers what the Proofs of a book are like: their pages, and what of them concerns the rest of the book."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pikepdf import Name, Object, Pdf

from compendium.binding.faults import fault
from compendium.binding.fonts import Subset, joinable_fonts, subset_of
from compendium.binding.links import references_of
from compendium.files import Kept, digest_of
from compendium.model.book import Pagination
from compendium.model.proof import Proof, Target
from compendium.sharing import Share

FOLIO_SECTION = "folio"
"""Id under which the Proofs hold the folio specimen (see `compendium.binding.folios`)."""

_GATHERING = "1"
"""Raised when other things are gathered of the same Proof."""

_BOXES = (Name.MediaBox, Name.CropBox, Name.BleedBox, Name.TrimBox)
_TOLERANCE = 0.1
"""Points by which two trims may differ: rounding of millimetres, far below what a knife can do."""


@dataclass(frozen=True, slots=True)
class TrimBox:
    """Edges of the trimmed page in points, in the coordinates of its PDF page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.right - self.left, self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Sheets:
    """One painted Proof as the rest of the book has to know it.

    Attributes:
        trims: the trim of each page.
        boxes: the boxes of the first page, as written.
        objects: how many objects it has.
        refers: the anchors that its links across sections lead to.
        fonts: those that are joined with the ones of other sections.
        is_tagged: whether it has a structure tree.
    """

    trims: tuple[TrimBox, ...]
    boxes: Mapping[str, str]
    objects: int
    refers: tuple[str, ...]
    fonts: tuple[Subset, ...]
    is_tagged: bool


def trim_of(page: Object) -> TrimBox:
    """The TrimBox of a page, or its MediaBox where it has none (ISO 32000-1, 14.11.2)."""
    box = page.get(Name.TrimBox, page.get(Name.MediaBox))
    left, bottom, right, top = (float(edge) for edge in box)  # type: ignore[union-attr]
    return TrimBox(left, bottom, right, top)


def cropped_to(target: Target) -> Name:
    """The box that a page is shown in: on a screen the trim, for the press all of it."""
    return Name.TrimBox if target is Target.SCREEN else Name.MediaBox


@contextmanager
def opened(section: str, proofs: Mapping[str, Proof], target: Target) -> Iterator[Pdf]:
    """The paint of a Proof, opened.

    Raises:
        EngineError: BIND-PAGES where there is no such Proof, or it is not painted for the target.
    """
    with Pdf.open(io.BytesIO(paints_of(section, proofs, target)[target])) as pdf:
        yield pdf


def paints_of(section: str, proofs: Mapping[str, Proof], target: Target) -> Mapping[Target, bytes]:
    """The paints of a Proof, one of them for the target.

    Raises:
        EngineError: BIND-PAGES where there is no such Proof, or it is not painted for the target.
    """
    proof = proofs.get(section)
    if proof is None or target not in proof.paints:
        raise fault("BIND-PAGES", section, f"section {section} has no Proof painted for {target}")
    return proof.paints


@dataclass(frozen=True, slots=True)
class Gathering:
    """What Sheets are gathered of.

    Attributes:
        proofs: section id to Proof.
        target: which paint is bound.
        kept: where Sheets are kept.
        share: who reads them.
    """

    proofs: Mapping[str, Proof]
    target: Target
    kept: Kept
    share: Share


def gather(gathering: Gathering, pagination: Pagination) -> dict[str, Sheets]:
    """The Sheets of every section that has pages, in the order of the leaves; last the folio specimen, where needed.

    Raises:
        EngineError: BIND-PAGES where a Proof is missing or the leaves do not show each of its pages once and in order;
            BIND-SIZE where its trim differs from the first.
    """
    sections = list(dict.fromkeys(leaf.section for leaf in pagination.leaves if leaf.section is not None))
    if not sections:
        raise fault("BIND-PAGES", "book", "the book has no page")
    shows = any(leaf.shows_folio for leaf in pagination.leaves)
    found = _sheets(gathering, [*sections, FOLIO_SECTION] if shows else sections)
    specimen = found.pop(FOLIO_SECTION, None)
    _check_leaves(found, pagination)
    _check_sizes(found)
    return found if specimen is None else {**found, FOLIO_SECTION: specimen}


def _sheets(gathering: Gathering, sections: Sequence[str]) -> dict[str, Sheets]:
    proofs, target, kept = gathering.proofs, gathering.target, gathering.kept
    digests = {section: proofs[section].digest if section in proofs else "" for section in sections}
    keys = {section: digest_of([f"sheets {_GATHERING}", target, digest]) for section, digest in digests.items()}
    found = {section: kept.get(key) for section, key in keys.items()}
    unread = [section for section, data in found.items() if data is None]
    jobs = [(paints_of(section, proofs, target), target) for section in unread]
    for section, data in zip(unread, gathering.share(_sheets_of, jobs), strict=True):
        kept.put(keys[section], data)
        found[section] = data
    return {section: _loaded(data) for section, data in found.items() if data is not None}


def _sheets_of(job: tuple[Mapping[Target, bytes], Target]) -> bytes:
    paints, target = job
    with Pdf.open(io.BytesIO(paints[target])) as pdf:
        return _read(pdf)


def _loaded(data: bytes) -> Sheets:
    trims, boxes, objects, refers, fonts, is_tagged = json.loads(data)
    return Sheets(
        tuple(TrimBox(*trim) for trim in trims),
        boxes,
        objects,
        tuple(refers),
        tuple(Subset(number, name, dict(shapes), dict(texts)) for number, name, shapes, texts in fonts),
        is_tagged,
    )


def _read(pdf: Pdf) -> bytes:
    pages = [page.obj for page in pdf.pages]
    trims = [(trim.left, trim.bottom, trim.right, trim.top) for trim in map(trim_of, pages)]
    boxes = {str(name): pages[0][name].unparse(resolved=True).decode() for name in _BOXES if name in pages[0]}
    refers = list(dict.fromkeys(anchor for page in pages for anchor in references_of(page)))
    subsets = map(subset_of, joinable_fonts(pages))
    fonts = [(s.number, s.name, list(s.shapes.items()), list(s.texts.items())) for s in subsets]
    facts = [trims, boxes, len(pdf.objects), refers, fonts, Name.StructTreeRoot in pdf.Root]
    return json.dumps(facts).encode()


def _check_leaves(sheets: Mapping[str, Sheets], pagination: Pagination) -> None:
    shown: dict[str, list[int]] = {}
    for position, leaf in enumerate(pagination.leaves):
        if leaf.section is None:
            continue
        indices = shown.setdefault(leaf.section, [])
        if pagination.starts.get(leaf.section) != position - leaf.index:
            raise fault("BIND-PAGES", leaf.section, f"section {leaf.section} does not start on page {position + 1}")
        indices.append(leaf.index)
    for section, indices in shown.items():
        pages = len(sheets[section].trims)
        if indices != list(range(pages)):
            message = f"section {section} was typeset on {pages} pages, the pagination shows {len(indices)}"
            raise fault("BIND-PAGES", section, message)


def _check_sizes(sheets: Mapping[str, Sheets]) -> None:
    width, height = next(iter(sheets.values())).trims[0].size
    for section, found in sheets.items():
        for index, trim in enumerate(found.trims, start=1):
            if abs(trim.size[0] - width) > _TOLERANCE or abs(trim.size[1] - height) > _TOLERANCE:
                size = f"{trim.size[0]:.1f} x {trim.size[1]:.1f} pt"
                message = f"page {index} of section {section} is {size}, the book is {width:.1f} x {height:.1f} pt"
                raise fault("BIND-SIZE", section, message)
