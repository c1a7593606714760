"""Binds one section: its pages with folios and links, its branch of the structure, under the numbers of the book."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pikepdf import Array, Name, Object, Pdf

from compendium.binding.folios import Hand, stamp_folios
from compendium.binding.fonts import font_dictionaries
from compendium.binding.gathering import cropped_to
from compendium.binding.links import Place, resolve_links
from compendium.binding.numbers import Numbers, Written
from compendium.binding.parts import Part, load_part, part_of
from compendium.binding.plan import Run
from compendium.binding.specimen import FolioLook
from compendium.binding.structure import Branch, SectionTree
from compendium.files import digest_of
from compendium.model.book import Leaf
from compendium.model.proof import Target

_BINDING = "2"
"""Raised when the same section is bound in another way."""


class Finish(Protocol):
    """What a finished file wants of the pages, and of what it says of itself, before it is written."""

    @property
    def key(self) -> str:
        """What of it shapes the pages: another key, other pages."""

    def pages(self, pages: Sequence[Object], first: int) -> None:
        """Finish the pages of a section, the first of which is this one of the book, from 1."""

    def root(self, pdf: Pdf, digest: str) -> None:
        """Finish a PDF that holds all that is no page; the digest is that of all pages."""


@dataclass(frozen=True, slots=True)
class Sewing:
    """All that one section needs of the rest of the book.

    Attributes:
        section: its id.
        proof: the digest of its Proof.
        target: which paint is bound.
        run: the numbers of its objects.
        leaves: what the pagination says of its pages.
        first: the page of the book that its first page is, from 1.
        part: the number of the Part that holds it.
        title: its heading; empty where it has none.
        places: the anchors that it refers to.
        fonts: object number of its fonts to the numbers of the faces that they are of.
        hands: the looks of folios on rectos (True) and versos with the numbers of their faces.
        specimen: the digest of the Proof that the looks were read from; empty where no page shows a folio.
    """

    section: str
    proof: str
    target: Target
    run: Run
    leaves: Sequence[Leaf]
    first: int
    part: int
    title: str
    places: Mapping[str, Place]
    fonts: Mapping[int, int]
    specimen: str
    hands: Mapping[bool, tuple[FolioLook, int]] = field(default_factory=dict)

    def digest(self, finish: Finish | None) -> str:
        """The digest of all that makes the bound section."""
        return digest_of(
            [
                f"bound {_BINDING} {self.target} {finish.key if finish else ''}",
                self.proof,
                self.specimen,
                f"{self.run} {self.part} {self.title!r}",
                *(f"{leaf.label} {leaf.is_recto} {leaf.shows_folio}" for leaf in self.leaves),
                *(f"{anchor} {place}" for anchor, place in self.places.items()),
                *(f"{number} {face}" for number, face in self.fonts.items()),
                *(f"{is_recto} {face}" for is_recto, (_, face) in self.hands.items()),
            ]
        )


@dataclass(frozen=True, slots=True)
class BoundSection:
    """A section as it is written, and its branch of the structure."""

    part: Part
    branch: Branch

    def dump(self) -> bytes:
        """The section as bytes; `load_section` gives it back."""
        head = json.dumps([self.branch.sects, self.branch.keys, self.branch.ids]).encode()
        return len(head).to_bytes(8, "big") + head + self.part.dump()


def load_section(data: bytes) -> BoundSection:
    """The section that `BoundSection.dump` made bytes of."""
    size = int.from_bytes(data[:8], "big")
    sects, keys, ids = json.loads(data[8 : 8 + size])
    branch = Branch(tuple(sects), keys and tuple(keys), ids and tuple(ids))
    return BoundSection(load_part(data[8 + size :]), branch)


def sewn(job: tuple[Mapping[Target, bytes], Sewing, Finish | None]) -> bytes:
    """A bound section as bytes (see `BoundSection`).

    Args:
        job: its paints, what it needs of the book, what the file is finished for.

    Raises:
        EngineError: BIND-FOLIO, BIND-ANCHOR.
    """
    paints, sewing, finish = job
    with Pdf.open(io.BytesIO(paints[sewing.target])) as pdf:
        return sew(pdf, sewing, finish).dump()


def sew(pdf: Pdf, sewing: Sewing, finish: Finish | None) -> BoundSection:
    """Bind a section.

    Args:
        pdf: its paint, opened; it is changed.
        sewing: what it needs of the book.
        finish: what the file is finished for.

    Raises:
        EngineError: BIND-FOLIO, BIND-ANCHOR.
    """
    run, pages = sewing.run, [page.obj for page in pdf.pages]
    numbers = Numbers(pdf, run.others)
    node = numbers.stand_in(run.node)
    for index, page in enumerate(pages):
        numbers.place(page, run.page(index))
        page[Name.Parent] = node
        page[Name.CropBox] = Array(list(page.get(cropped_to(sewing.target), page[Name.MediaBox])))
    _join_fonts(pages, sewing, numbers)
    hands = {is_recto: Hand(look, numbers.stand_in(face)) for is_recto, (look, face) in sewing.hands.items()}
    stamp_folios(pdf, pages, sewing.leaves, hands)
    _link(pdf, pages, sewing, numbers)
    if finish:
        finish.pages(pages, sewing.first)
    tree = None
    if Name.StructTreeRoot in pdf.Root:
        tree = SectionTree(pdf, pages, run, numbers.stand_in(sewing.part))
        if sewing.title:
            tree.name(sewing.title)
    branch = tree.branch(numbers) if tree else Branch()
    part = part_of(_written(numbers, tree), numbers)
    if numbers.next > run.limit:
        raise ValueError(f"section {sewing.section} has more objects than were planned for it")
    return BoundSection(part, branch)


def _written(numbers: Numbers, tree: SectionTree | None) -> Iterator[Written]:
    if tree:
        yield from tree.written(numbers)
    yield from numbers.written()


def _join_fonts(pages: Sequence[Object], sewing: Sewing, numbers: Numbers) -> None:
    faces = {face: numbers.stand_in(face) for face in sewing.fonts.values()}
    for fonts in font_dictionaries(pages):
        for name, font in list(fonts.items()):
            if font.is_indirect and font.objgen[0] in sewing.fonts:
                fonts[name] = faces[sewing.fonts[font.objgen[0]]]


def _link(pdf: Pdf, pages: Sequence[Object], sewing: Sewing, numbers: Numbers) -> None:
    others: dict[int, Object] = {sewing.run.page(index): page for index, page in enumerate(pages)}

    def page_of(number: int) -> Object:
        if number not in others:
            others[number] = numbers.stand_in(number)
        return others[number]

    resolve_links(pdf, pages, sewing.section, sewing.places, page_of)
