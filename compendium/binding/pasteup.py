"""Pages pasted up from the slips of a section that was set in parts.

The result is a Proof like any other. Each slip is a page of its part's Proof; its painting is moved to its place on a
page of the section, and what the slips hold, links and all, is written as one structure, with the marks of each page
numbered anew (ISO 32000-1, 14.7.4). An index has links by the ten thousand: they are written as bytes, once.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence

from pikepdf import Name, Pdf

from compendium.binding.gathering import trim_of
from compendium.binding.grafting import Graft
from compendium.binding.numbers import Numbers, Written
from compendium.binding.parts import joined, part_of
from compendium.binding.slips import Resources, Sheet, Slips
from compendium.binding.structure import number_pairs, only_kid
from compendium.model.proof import Bookmark, Ledger, Proof, SlipColumn, Spot
from compendium.model.slips import structure_of
from compendium.typesetting import AREA, PlacedSlip, frame_page

Leaves = Sequence[Sequence[PlacedSlip]]

_FIRST = 0

_PAGES, _RESOURCES, _INDEX, _PARENTS, _SHEETS = range(1, 6)
"""Numbers of objects: the page tree, what all pages are painted with, the element that the trees are grown into, the
tree of parents, the first page."""

_OWN = {"/Parent", "/Contents", "/Resources", "/Annots", "/StructParents"}
"""What a sheet has of its own, and not from the page of the frame that it begins as."""


def paste_up(frame: Proof, parts: Sequence[Proof], leaves: Leaves, digest: str) -> Proof:
    """Paste a section up.

    Args:
        frame: the first page with what heads the section, a verso and a recto.
        parts: the Proofs of its parts, whose pages are slips.
        leaves: where each slip stands, page by page.
        digest: what the new Proof is known by.
    """
    paints = {
        target: _pasted(data, [(part.paints[target], part.ledger.column) for part in parts], leaves)
        for target, data in frame.paints.items()
    }
    return Proof(frame.section, digest, _ledger(frame, parts, leaves), paints)


def _pasted(frame: bytes, parts: Sequence[tuple[bytes, SlipColumn | None]], leaves: Leaves) -> bytes:
    placed: list[list[tuple[int, PlacedSlip]]] = [[] for _ in parts]
    for sheet, leaf in enumerate(leaves):
        for slip in leaf:
            placed[slip.part].append((sheet, slip))
    with Pdf.open(io.BytesIO(frame)) as pdf:
        board = _Board(pdf, len(leaves))
        for (data, column), slips in zip(parts, placed, strict=True):
            with Pdf.open(io.BytesIO(data)) as part:
                board.take(part, slips, column.structure if column else "")
        return board.file()


def _ledger(frame: Proof, parts: Sequence[Proof], leaves: Leaves) -> Ledger:
    own = frame.ledger
    placed = {(slip.part, slip.page): (page, slip) for page, leaf in enumerate(leaves) for slip in leaf}

    def moved(part: int, spot: Spot) -> Spot:
        page, slip = placed[part, spot.page]
        return Spot(page, round(spot.x + slip.x, 3), round(spot.y + slip.y, 3))

    anchors = {
        name: moved(number, spot)
        for number, part in enumerate(parts)
        for name, spot in part.ledger.anchors.items()
        if name != part.section
    }
    heads = {name: spot for name, spot in own.anchors.items() if name != frame.section + AREA}
    marks = [
        Bookmark(mark.label, mark.level, moved(number, mark.spot))
        for number, part in enumerate(parts)
        for mark in part.ledger.bookmarks
    ]
    areas = tuple(own.areas[frame_page(page)] for page in range(len(leaves)))
    return Ledger(
        pages=len(leaves),
        width=own.width,
        height=own.height,
        anchors=dict(sorted((anchors | heads).items())),
        notes=(),
        bookmarks=(*own.bookmarks, *marks),
        areas=areas,
    )


class _Board:
    """One paint of a section as it is pasted up."""

    def __init__(self, frame: Pdf, pages: int) -> None:
        """Lay the sheets out.

        Args:
            frame: its tree has one Sect, which the trees of the parts are grown into; it has to stay open.
            pages: how many sheets there are.
        """
        self._frame = frame
        self._resources = Resources()
        numbers = Numbers(frame, _SHEETS + pages)
        self._resources.join(frame.pages[_FIRST].obj[Name.Resources], numbers)
        self._sheets = _laid_out(frame, pages, numbers)
        self._graft = _grafted(frame, self._sheets, numbers)
        frame.Root[Name.Pages] = numbers.stand_in(_PAGES)
        self._root = numbers.value(frame.Root)
        self._written = list(numbers.written())
        self._next = numbers.next

    def take(self, part: Pdf, placed: Iterable[tuple[int, PlacedSlip]], structure: str) -> None:
        """Paste the slips of a part.

        Args:
            part: the same paint of it.
            placed: each slip with the position of its sheet.
            structure: what its slips hold.

        Raises:
            ValueError: the section is tagged and the part is not.
        """
        numbers = Numbers(part, self._next)
        slips = Slips(part, numbers, self._resources)
        pasted = {slip.page: slips.paste(slip.page, self._sheets[number], slip.x, slip.y) for number, slip in placed}
        if self._graft:
            if not structure:
                raise ValueError("a part of a tagged section tells nothing of what it holds")
            self._written += self._graft.grow(structure_of(structure), pasted, numbers)
        self._written += numbers.written()
        self._next = numbers.next

    def file(self) -> bytes:
        """The file with its pages."""
        numbers = Numbers(self._frame, self._next)
        written = [*self._written, *self._closed(numbers)]
        return joined([part_of(written, numbers)], numbers.next, {"Root": self._root})

    def _closed(self, numbers: Numbers) -> Iterator[Written]:
        """What is known only once all parts are taken."""
        for key, sheet in enumerate(self._sheets):
            content = numbers.reserve()
            data = zlib.compress(b"\n".join([*sheet.painting, sheet.below]))
            yield Written(content, b"<</Filter/FlateDecode/Length %d>>" % len(data), data)
            rest = b"/Parent %d 0 R/Resources %d 0 R/Contents %d 0 R" % (_PAGES, _RESOURCES, content)
            rest += b"/StructParents %d" % key if self._graft else b""
            rest += b"/Annots[%s]" % b" ".join(sheet.links) if sheet.links else b""
            yield Written(sheet.number, b"%s%s>>" % (sheet.entries, rest))
        kids = b" ".join(b"%d 0 R" % sheet.number for sheet in self._sheets)
        yield Written(_PAGES, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(self._sheets)))
        yield Written(_RESOURCES, self._resources.written())
        if self._graft:
            yield from self._graft.written()
            marks = (b"[%s]" % b" ".join(sheet.parents) for sheet in self._sheets)
            # Pages by their position, then links.
            pairs = (b"%d %s" % pair for pair in enumerate([*marks, *self._graft.holders]))
            yield Written(_PARENTS, b"<</Nums[%s]>>" % b" ".join(pairs))


def _laid_out(frame: Pdf, pages: int, numbers: Numbers) -> list[Sheet]:
    """The sheets with what the frame paints on them."""
    bare = [page.obj for page in frame.pages]
    painted = [b"q\n%s\nQ" % page[Name.Contents].read_bytes() for page in bare]
    numbers.leads_to(bare[_FIRST], _SHEETS)
    for page in bare:
        for entry in _OWN & page.keys():
            del page[entry]
    entries = [numbers.text(page).removesuffix(b">>") for page in bare]
    trim, leaves = trim_of(bare[_FIRST]), [frame_page(number) for number in range(pages)]
    # Running heads are painted after the text, as the engine does; what stands over the columns, before it.
    return [
        Sheet(_SHEETS + number, trim_of(bare[leaf]), entries[leaf], below=painted[leaf])
        if number
        else Sheet(_SHEETS, trim, entries[leaf], [painted[leaf]])
        for number, leaf in enumerate(leaves)
    ]


def _grafted(frame: Pdf, sheets: Sequence[Sheet], numbers: Numbers) -> Graft | None:
    """Make the tree of the frame ready to hold those of the parts; None where it is not tagged."""
    tree = frame.Root.get(Name.StructTreeRoot)
    if tree is None:
        return None
    sheets[_FIRST].parents += map(numbers.value, dict(number_pairs(tree[Name.ParentTree]))[_FIRST])
    tree[Name.ParentTree] = numbers.stand_in(_PARENTS)
    section = only_kid(only_kid(tree))
    section[Name.K].append(numbers.stand_in(_INDEX))
    return Graft(_INDEX, numbers.number(section), len(sheets))
