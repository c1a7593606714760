"""The slips of one part of a section, as they are written once they stand on their sheets.

What is painted is moved to its place; marks are numbered on from those that the sheet bears already, links are moved
and have the keys of the sheets, and the structure names sheets where it named slips (ISO 32000-1, 14.7.4). All else is
written as it is. An index has links by the ten thousand: objects are read and written as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from pikepdf import Name, Object, Pdf

from compendium.binding.gathering import TrimBox, trim_of
from compendium.binding.numbers import Numbers
from compendium.binding.structure import number_pairs

_STRING = rb"\((?:[^\\()]|\\.)*\)"
_ELEMENT = b"/Type /StructElem >>"
_KIDS = re.compile(rb"(?:" + _STRING + rb"|[^(])*?/K \[ ([^\]]*)\]", re.DOTALL)
_PAGE = re.compile(rb"(?:" + _STRING + rb"|[^(])*?/Pg (\d+) ", re.DOTALL)
_KID = re.compile(rb"<< /MCID (\d+) /Pg (\d+) [^>]*>>|<< [^>]*>>|\d+ \d+ R|(\d+)")
_OF_LINK = re.compile(_STRING + rb"|/Rect \[ ([^\]]*) \]|/StructParent \d+", re.DOTALL)
"""What is told of slips, in the form that qpdf gives objects: keys in their order, one space between tokens."""


@dataclass(slots=True)
class Sheet:
    """A page as it is pasted up.

    Attributes:
        number: of its object.
        trim: its trim.
        entries: what its dictionary says besides its content, its links and its key, as written.
        painting: the pieces of its content.
        below: what comes last of it.
        parents: references to the element of each mark on it.
        links: references to its links.
    """

    number: int
    trim: TrimBox
    entries: bytes
    painting: list[bytes] = field(default_factory=list)
    below: bytes = b""
    parents: list[bytes] = field(default_factory=list)
    links: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resources:
    """What the sheets are painted with: by kind and by name, each as written."""

    named: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def join(self, resources: Object, numbers: Numbers) -> dict[bytes, bytes]:
        """Put what a part paints with beside what is there: its subset of a font under a name of its own.

        Binding joins the subsets of a face over the whole book.

        Returns:
            The fonts that bear another name here than in the part, with that name.
        """
        renamed: dict[bytes, bytes] = {}
        for kind, things in resources.items():
            ours = self.named.setdefault(kind, {})
            for name, thing in things.items():
                if name not in ours:
                    ours[name] = numbers.value(thing)
                elif kind == Name.Font:
                    other = f"{name}{len(ours)}"
                    ours[other] = numbers.value(thing)
                    renamed[name.encode()] = other.encode()
        return renamed

    def written(self) -> bytes:
        """The dictionary of them all."""
        return b"<<%s>>" % b"".join(b"%s<<%s>>" % (kind.encode(), _entries(held)) for kind, held in self.named.items())


class Slips(Numbers):
    """The slips of a part on their way to the sheets; what they hold has numbers in the file that they come into."""

    def __init__(self, pdf: Pdf, first: int, resources: Resources) -> None:
        """Take a part.

        Args:
            pdf: one paint of it; it has to stay open.
            first: the first number that is free.
            resources: what it is painted with is put there.
        """
        super().__init__(pdf, first)
        self._slips = [page.obj for page in pdf.pages]
        tree = pdf.Root.get(Name.StructTreeRoot)
        self._parents = {} if tree is None else dict(number_pairs(tree[Name.ParentTree]))
        self._renamed = resources.join(self._slips[0][Name.Resources], self)
        fonts = b"|".join(re.escape(name) for name in self._renamed) or rb"(?!)"
        self._piece = re.compile(rb"/MCID (\d+)|(?:" + fonts + rb")(?= )")
        self._bases: dict[int, int] = {}
        self._moves: dict[tuple[int, int], tuple[float, float, int]] = {}

    def paste(self, slip: int, sheet: Sheet, corner: tuple[float, float], key: int) -> Iterator[bytes]:
        """Paste a slip on a sheet.

        Args:
            slip: its position in the part.
            sheet: what it is pasted on.
            corner: points from the left edge of the trimmed sheet, and from its upper edge.
            key: what its first link is found by in the tree of parents; those of the others follow.

        Returns:
            References to the elements of its links.
        """
        page = self._slips[slip]
        here, base = trim_of(page), len(sheet.parents)
        right, up = sheet.trim.left + corner[0] - here.left, sheet.trim.top - corner[1] - here.top
        self.leads_to(page, sheet.number)
        self._bases[page.objgen[0]] = base
        painting = self._piece.sub(partial(self._painted, base), page[Name.Contents].read_bytes())
        sheet.painting += [b"q 1 0 0 1 %.6f %.6f cm" % (right, up), painting, b"Q"]
        sheet.parents += map(self.value, self._parents.get(slip, ()))
        for position, link in enumerate(page.get(Name.Annots, ()), start=key):
            self._moves[link.objgen] = right, up, position
            sheet.links.append(self.value(link))
            yield self.value(self._parents[int(link[Name.StructParent])])

    def text(self, item: Object) -> bytes:
        """An object as it is written; an element or a link as it is on its sheet."""
        found = item.unparse(resolved=True)
        if item.objgen in self._moves:
            found = _OF_LINK.sub(partial(_moved, *self._moves[item.objgen]), found)
        elif found.endswith(_ELEMENT):
            found = self._element(found)
        return self.renumbered(found)

    def _painted(self, base: int, piece: re.Match[bytes]) -> bytes:
        return b"/MCID %d" % (int(piece[1]) + base) if piece[1] else self._renamed[piece[0]]

    def _element(self, found: bytes) -> bytes:
        kids = _KIDS.match(found)
        if kids is None:
            return found
        page = _PAGE.match(found, kids.end())
        own = self._bases[int(page[1])] if page else 0
        return found[: kids.start(1)] + _KID.sub(partial(self._kid, own), kids[1]) + found[kids.end(1) :]

    def _kid(self, own: int, kid: re.Match[bytes]) -> bytes:
        if kid[3]:
            return b"%d" % (int(kid[3]) + own)
        if kid[1]:
            return b"<< /MCID %d /Pg %s 0 R /Type /MCR >>" % (int(kid[1]) + self._bases[int(kid[2])], kid[2])
        return kid[0]


def _entries(things: Mapping[str, bytes]) -> bytes:
    return b"".join(b"%s %s" % (name.encode(), thing) for name, thing in things.items())


def _moved(right: float, up: float, key: int, entry: re.Match[bytes]) -> bytes:
    """An entry of a link where it stands on a sheet."""
    if entry[1]:
        left, bottom, over, top = map(float, entry[1].split())
        return b"/Rect [ %.6f %.6f %.6f %.6f ]" % (left + right, bottom + up, over + right, top + up)
    return entry[0] if entry[0].startswith(b"(") else b"/StructParent %d" % key
