"""Pages pasted up from the slips of a section that was set in parts.

The result is a Proof like any other. Each slip is a page of its part's Proof; its painting is moved to its place on a
page of the section, its links with it, and the structure trees of the parts are grown together into one, with the
marks of each page numbered anew (ISO 32000-1, 14.7.4).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf

from compendium.binding.gathering import trim_of
from compendium.binding.structure import number_pairs, only_kid
from compendium.model.proof import Bookmark, Ledger, Proof, Spot
from compendium.typesetting import AREA, PlacedSlip, frame_page

Leaves = Sequence[Sequence[PlacedSlip]]

_FIRST = 0
_MARK = re.compile(rb"/MCID (\d+)")


def paste_up(frame: Proof, parts: Sequence[Proof], leaves: Leaves, digest: str) -> Proof:
    """Paste a section up.

    Args:
        frame: the first page with what heads the section, a verso and a recto.
        parts: the Proofs of its parts, whose pages are slips.
        leaves: where each slip stands, page by page.
        digest: what the new Proof is known by.
    """
    paints = {
        target: _Board(_opened(data), [_opened(part.paints[target]) for part in parts]).pasted(leaves)
        for target, data in frame.paints.items()
    }
    return Proof(frame.section, digest, _ledger(frame, parts, leaves), paints)


def _opened(data: bytes) -> Pdf:
    return Pdf.open(io.BytesIO(data))


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


@dataclass(slots=True)
class _Sheet:
    """A page as it is pasted up.

    Attributes:
        page: the page of the frame that it began as.
        painting: the pieces of its content.
        below: what comes last of it.
        parents: the element of each mark on it.
        links: its links, each with its element.
    """

    page: Object
    painting: list[bytes] = field(default_factory=list)
    below: bytes = b""
    parents: list[Object] = field(default_factory=list)
    links: list[tuple[Object, Object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part taken into the file.

    Attributes:
        slips: its pages.
        root: its structure tree; None where it is not tagged.
        parents: the elements of its pages and links, by their keys.
        renamed: fonts that bear another name here than in the part.
    """

    slips: list[Object]
    root: Object | None
    parents: Mapping[int, Object]
    renamed: Mapping[str, str]

    def painting(self, slip: int, base: int) -> bytes:
        """What paints a slip, its marks counted from a base."""
        found = self.slips[slip][Name.Contents].read_bytes()
        for old, new in self.renamed.items():
            found = found.replace(f"{old} ".encode(), f"{new} ".encode())
        return _MARK.sub(lambda mark: b"/MCID %d" % (int(mark[1]) + base), found)


class _Board:
    """One paint of a section."""

    def __init__(self, pdf: Pdf, sources: Sequence[Pdf]) -> None:
        """Take the slips of all parts into the file of the frame.

        Args:
            pdf: the frame; its tree has one Sect, which the parts are to be grown into.
            sources: the same paint of each part.
        """
        self._pdf = pdf
        # They have to live until the file is written.
        self._sources = sources
        self._frame = [page.obj for page in pdf.pages]
        taken = [self._taken(source) for source in sources]
        self._resources = self._frame[_FIRST][Name.Resources]
        self._parts = [self._part(slips, root) for slips, root in taken]
        self._placed: dict[tuple[int, int], tuple[Object, int]] = {}

    def _taken(self, source: Pdf) -> tuple[list[Object], Object | None]:
        before = len(self._pdf.pages)
        self._pdf.pages.extend(source.pages)
        slips: list[Object] = [page.obj for page in list(self._pdf.pages)[before:]]
        tree = source.Root.get(Name.StructTreeRoot)
        return slips, None if tree is None else self._pdf.copy_foreign(tree)

    def _part(self, slips: list[Object], root: Object | None) -> _Part:
        parents = dict(number_pairs(root[Name.ParentTree])) if root is not None else {}
        return _Part(slips, root, parents, self._with_resources(slips[0][Name.Resources]))

    def _with_resources(self, resources: Object) -> dict[str, str]:
        """Put what a part paints with beside what is there: its subset of a font under a name of its own.

        Binding joins the subsets of a face over the whole book.
        """
        renamed: dict[str, str] = {}
        for kind, named in resources.items():
            ours = self._resources[kind]
            for name, thing in named.items():
                if name not in ours:
                    ours[name] = thing
                elif kind == Name.Font:
                    renamed[name] = f"{name}{len(ours)}"
                    ours[renamed[name]] = thing
        return renamed

    def pasted(self, leaves: Leaves) -> bytes:
        """The file with its pages."""
        sheets = [self._sheet(number) for number in range(len(leaves))]
        for sheet, leaf in zip(sheets, leaves, strict=True):
            for slip in leaf:
                self._paste(sheet, slip)
        del self._pdf.pages[:]
        for sheet in sheets:
            sheet.page[Name.Contents] = self._pdf.make_stream(b"\n".join([*sheet.painting, sheet.below]))
            if sheet.links:
                sheet.page[Name.Annots] = Array([link for link, _ in sheet.links])
            self._pdf.pages.append(Page(sheet.page))
        if Name.StructTreeRoot in self._pdf.Root:
            self._join_trees(sheets)
        stream = io.BytesIO()
        self._pdf.save(stream, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return stream.getvalue()

    def _sheet(self, number: int) -> _Sheet:
        page = self._frame[frame_page(number)]
        painting = b"q\n" + page[Name.Contents].read_bytes() + b"\nQ"
        if number:
            # Running heads are painted after the text, as the engine does.
            return _Sheet(self._pdf.make_indirect(Dictionary(dict(page.items()))), below=painting)
        tree = self._pdf.Root.get(Name.StructTreeRoot)
        parents = [] if tree is None else list(dict(number_pairs(tree[Name.ParentTree]))[_FIRST])
        return _Sheet(page, [painting], parents=parents)

    def _paste(self, sheet: _Sheet, slip: PlacedSlip) -> None:
        part, page = self._parts[slip.part], self._parts[slip.part].slips[slip.page]
        here, there = trim_of(page), trim_of(sheet.page)
        right, up = there.left + slip.x - here.left, there.top - slip.y - here.top
        base = len(sheet.parents)
        self._placed[page.objgen] = (sheet.page, base)
        sheet.painting += [b"q 1 0 0 1 %.6f %.6f cm" % (right, up), part.painting(slip.page, base), b"Q"]
        sheet.parents += list(part.parents.get(slip.page, ()))
        for link in page.get(Name.Annots, ()):
            left, bottom, over, top = (float(edge) for edge in link[Name.Rect])
            edges = (left + right, bottom + up, over + right, top + up)
            link[Name.Rect] = Array([Decimal(f"{edge:.6f}") for edge in edges])
            sheet.links.append((link, part.parents[int(link[Name.StructParent])]))

    def _join_trees(self, sheets: Sequence[_Sheet]) -> None:
        tree = self._pdf.Root[Name.StructTreeRoot]
        section = only_kid(only_kid(tree))
        index: Object | None = None
        for root in (part.root for part in self._parts if part.root is not None):
            grown = only_kid(only_kid(only_kid(root)))
            self._move(grown)
            if index is None:
                index = grown
                index[Name.P] = section
                section[Name.K].append(index)
            else:
                _graft(index, grown)
        tree[Name.ParentTree] = self._pdf.make_indirect(Dictionary(Nums=Array(_parents(sheets))))

    def _move(self, element: Object) -> None:
        """Name the pages of the section, and the marks as they are counted there, in an element and all below it."""
        own = self._placed[element[Name.Pg].objgen] if Name.Pg in element else None
        kids: list[Object | int] = list(element[Name.K])
        for number, kid in enumerate(kids):
            if not isinstance(kid, Dictionary):
                kids[number] = int(kid) + (own[1] if own else 0)
            elif Name.S in kid:
                self._move(kid)
            else:
                page, base = self._placed[kid[Name.Pg].objgen]
                kid[Name.Pg] = page
                if Name.MCID in kid:
                    kid[Name.MCID] = int(kid[Name.MCID]) + base
        element[Name.K] = Array(kids)
        if own:
            element[Name.Pg] = own[0]


def _graft(index: Object, grown: Object) -> None:
    """Put what one part holds behind what is there; a list that goes on is one list."""
    kids = list(grown[Name.K])
    last = index[Name.K][-1]
    if kids and kids[0][Name.S] == Name.L == last[Name.S]:
        for item in kids.pop(0)[Name.K]:
            item[Name.P] = last
            last[Name.K].append(item)
    for kid in kids:
        kid[Name.P] = index
        index[Name.K].append(kid)


def _parents(sheets: Sequence[_Sheet]) -> Iterator[Object | int]:
    """The entries of the parent tree: pages by their position, then links."""
    key = len(sheets)
    for number, sheet in enumerate(sheets):
        sheet.page[Name.StructParents] = number
        yield from (number, Array(sheet.parents))
    for sheet in sheets:
        for link, element in sheet.links:
            link[Name.StructParent] = key
            yield from (key, element)
            key += 1
