"""The walk through the room: gather, plan, join the faces, bind each section, write what is of the whole book.

What is bound of a section is kept by the digest of all that makes it, and goes into the next book as it is, byte for
byte: one changed section costs its own binding and a table of places. The file does not depend on what was kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from pikepdf import Dictionary, Name, Pdf

from compendium.binding.faults import fault
from compendium.binding.fonts import Faces, join_faces
from compendium.binding.gathering import FOLIO_SECTION, Gathering, cropped_to, gather, opened
from compendium.binding.labels import write_labels
from compendium.binding.links import Anchors, Place
from compendium.binding.metadata import describe
from compendium.binding.numbers import Numbers, Written
from compendium.binding.outline import OutlineWriter, corner, heading_text
from compendium.binding.parts import joined, part_of
from compendium.binding.plan import FIRST_FACE, LABELS, LEAVES, OUTLINES, PAGES, STRUCTURE, Plan, planned
from compendium.binding.sections import BoundSection, Finish, Sewing, load_section, sewn
from compendium.binding.specimen import FOLIO_HINT, FolioLook, read_look
from compendium.binding.structure import join_structures, places_of
from compendium.files import Kept, Nowhere
from compendium.memory import give_back
from compendium.model.apparatus import Publication
from compendium.model.book import Book, Pagination
from compendium.model.proof import Proof, Target
from compendium.sharing import Share, alone


@dataclass(frozen=True, slots=True)
class Instructions:
    """What the binder is to make of a book.

    Attributes:
        target: which paint of the Proofs is bound.
        finish: what the file is finished for; None where it is finished later.
        kept: where bound sections are kept.
        share: who binds them.
    """

    target: Target = Target.SCREEN
    finish: Finish | None = None
    kept: Kept = field(default_factory=Nowhere)
    share: Share = alone


def bind(
    book: Book,
    proofs: Mapping[str, Proof],
    pagination: Pagination,
    publication: Publication,
    instructions: Instructions | None = None,
) -> bytes:
    """Bind the Proofs of a book into one PDF.

    The same values give the same bytes, whatever is kept: no clock, no random identifier; dates are those of the
    publication.

    Args:
        book: the sections in their order, with their headings.
        proofs: section id to Proof; `FOLIO_SECTION` is the folio specimen, needed where a leaf shows a folio.
        pagination: every page of the bound book, blanks included.
        publication: title, publisher, keywords and date for the metadata.
        instructions: what to make of it; None for a file for the screen that is finished later.

    Raises:
        EngineError: pages are missing or of another size (BIND-PAGES, BIND-SIZE), a link leads nowhere
            (BIND-ANCHOR), the folio specimen cannot be read (BIND-FOLIO).
    """
    return _Binding(book, proofs, pagination, instructions or Instructions()).bound(publication)


class _Binding:
    """A book on the binder's bench."""

    def __init__(
        self, book: Book, proofs: Mapping[str, Proof], pagination: Pagination, instructions: Instructions
    ) -> None:
        self._book, self._proofs, self._pagination = book, proofs, pagination
        self._target, self._finish, self._kept = instructions.target, instructions.finish, instructions.kept
        self._share = instructions.share
        sheets = gather(Gathering(proofs, self._target, self._kept, self._share), pagination)
        self._opened = partial(opened, proofs=proofs, target=self._target)
        fonts = {section: found.fonts for section, found in sheets.items()}
        self._faces: Faces = join_faces(fonts, self._opened, FIRST_FACE, self._kept)
        # What each section shows of a face is a long list, and nobody asks for it again.
        self._sheets = {section: replace(found, fonts=()) for section, found in sheets.items()}
        give_back()
        self._inside = {section: sheets for section, sheets in self._sheets.items() if section != FOLIO_SECTION}
        self._plan: Plan = planned(
            {section: len(sheets.trims) for section, sheets in self._inside.items()},
            {section: sheets.objects for section, sheets in self._inside.items()},
            places_of(book),
            self._faces.next,
        )

    def bound(self, publication: Publication) -> bytes:
        sections = self._bound_sections()
        parts = [*self._faces.parts, *(section.part for section in sections.values())]
        bodies = hashlib.sha256()
        for part in parts:
            bodies.update(part.body)
        digest = bodies.hexdigest()
        with Pdf.new() as pdf:
            describe(pdf, self._book, publication)
            write_labels(pdf, self._pagination)
            if self._finish:
                self._finish.root(pdf, digest)
            numbers = self._root_numbers(pdf, sections)
            trailer = {"Root": numbers.value(pdf.Root), "Info": numbers.value(pdf.trailer[Name.Info])}
            objects = list(self._whole(pdf, sections, numbers))
            parts.append(part_of([*objects, *numbers.written()], numbers))
            halves = [bytes(half) for half in pdf.trailer[Name.ID]] if Name.ID in pdf.trailer else [b"", b""]
        # The second half of /ID tells one file from another of the same document (ISO 32000-1, 14.4).
        own = hashlib.sha256(digest.encode() + parts[-1].body).digest()[:16]
        trailer["ID"] = b"[<%s><%s>]" % ((halves[0] or own).hex().encode(), own.hex().encode())
        return joined(parts, numbers.next, trailer)

    def _sewings(self) -> Iterator[Sewing]:
        """What each section needs of the rest of the book."""
        anchors = Anchors({name: proof.ledger for name, proof in self._proofs.items()}, self._pagination)
        languages = self._book.edition.languages
        titles = {s.id: heading_text(s.heading, languages) for s in self._book.sections if s.heading}
        looks = self._looks()
        for section, sheets in self._inside.items():
            start = self._pagination.starts[section]
            leaves = self._pagination.leaves[start : start + len(sheets.trims)]
            shows = any(leaf.shows_folio for leaf in leaves)
            yield Sewing(
                section=section,
                proof=self._proofs[section].digest,
                target=self._target,
                run=self._plan.runs[section],
                leaves=leaves,
                first=start + 1,
                part=self._plan.parts[section],
                title=titles.get(section, ""),
                places={anchor: self._place(anchor, section, anchors, titles) for anchor in sheets.refers},
                fonts=self._faces.numbers[section],
                specimen=self._proofs[FOLIO_SECTION].digest if shows else "",
                hands=looks if shows else {},
            )

    def _place(self, anchor: str, section: str, anchors: Anchors, titles: Mapping[str, str]) -> Place:
        target, spot = anchors.find(anchor, section)
        left, top = corner(self._inside[target], spot)
        label = self._pagination.label(target, spot.page)
        said = ", ".join(filter(None, (titles.get(target, ""), label)))
        return Place(self._plan.runs[target].page(spot.page), left, top, said)

    def _looks(self) -> dict[bool, tuple[FolioLook, int]]:
        """How folios are drawn on rectos and versos, and the faces they are drawn with."""
        if FOLIO_SECTION not in self._sheets:
            return {}
        faces = self._faces.numbers[FOLIO_SECTION]
        with self._opened(FOLIO_SECTION) as pdf:
            looks = {True: read_look(pdf, 0), False: read_look(pdf, 1)}
        if any(look.font not in faces for look in looks.values()):
            raise fault("BIND-FOLIO", FOLIO_SECTION, "the folio is set in a font of another kind", FOLIO_HINT)
        return {is_recto: (look, faces[look.font]) for is_recto, look in looks.items()}

    def _bound_sections(self) -> dict[str, BoundSection]:
        """Every section, in the order of the book; those that are not kept are bound side by side."""
        found: dict[str, BoundSection | None] = {}
        unbound: list[tuple[str, Sewing]] = []
        for sewing in self._sewings():
            key = sewing.digest(self._finish)
            data = self._kept.get(key)
            found[sewing.section] = load_section(data) if data is not None else None
            if data is None:
                unbound.append((key, sewing))
        jobs = [(self._proofs[sewing.section].paints, sewing, self._finish) for _, sewing in unbound]
        for (key, sewing), data in zip(unbound, self._share(sewn, jobs), strict=True):
            self._kept.put(key, data)
            found[sewing.section] = load_section(data)
        return {name: section for name, section in found.items() if section is not None}

    def _root_numbers(self, pdf: Pdf, sections: Mapping[str, BoundSection]) -> Numbers:
        """Numbers for what is of the whole book; the catalogue refers to the trees that are written apart."""
        numbers = Numbers(pdf, self._plan.end)
        root = pdf.Root
        root[Name.Pages] = numbers.stand_in(PAGES)
        root[Name.PageLabels] = labels = pdf.make_indirect(root[Name.PageLabels])
        numbers.place(labels, LABELS)
        if any(section.branch.sects for section in sections.values()):
            root[Name.StructTreeRoot] = numbers.stand_in(STRUCTURE)
            root[Name.MarkInfo] = Dictionary(Marked=True)
        return numbers

    def _whole(self, pdf: Pdf, sections: Mapping[str, BoundSection], numbers: Numbers) -> Iterator[Written]:
        yield from self._page_tree(numbers)
        languages = self._book.edition.languages
        parts = {
            s.id: heading_text(s.heading, languages) for s in self._book.sections if s.kind == "part" and s.heading
        }
        yield from join_structures(self._plan, {name: section.branch for name, section in sections.items()}, parts)
        outline = list(OutlineWriter(self._plan, self._inside, numbers).written(self._book, self._proofs))
        if outline:
            pdf.Root[Name.Outlines] = numbers.stand_in(OUTLINES)
        yield from outline

    def _page_tree(self, numbers: Numbers) -> Iterator[Written]:
        """A node above all, one below it with a node for each section and the blanks between them.

        They stand together, apart from the sections: who wants to know which page is where reads no section for it.
        """
        boxes = dict(next(iter(self._inside.values())).boxes)
        boxes["/CropBox"] = boxes.get(str(cropped_to(self._target)), boxes["/MediaBox"])
        blank = "".join(f"{name} {box}" for name, box in boxes.items()).encode()
        kids: list[int] = []
        for leaf in self._pagination.leaves:
            if leaf.section is None:
                kids.append(numbers.reserve())
                yield Written(kids[-1], b"<</Type/Page/Parent %d 0 R/Resources<<>>%s>>" % (LEAVES, blank))
            elif leaf.index == 0:
                run = self._plan.runs[leaf.section]
                kids.append(run.node)
                pages = _listed([run.page(index) for index in range(run.pages)])
                yield Written(run.node, b"<</Type/Pages/Parent %d 0 R/Kids[%s]/Count %d>>" % (LEAVES, pages, run.pages))
        count = len(self._pagination.leaves)
        yield Written(LEAVES, b"<</Type/Pages/Parent %d 0 R/Kids[%s]/Count %d>>" % (PAGES, _listed(kids), count))
        yield Written(PAGES, b"<</Type/Pages/Kids[%s]/Count %d>>" % (_listed([LEAVES]), count))


def _listed(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
