"""The structures of the parts of a section, grown together into one and written (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import String

from compendium.binding.numbers import Numbers, Written
from compendium.binding.slips import Pasted, Sheet
from compendium.model.slips import SlipElement, SlipLink, SlipMark

_LIST = "/S /L/"


@dataclass(slots=True)
class _Branch:
    """An element that parts add to: its number, that of its parent, what it says, and references to what it holds."""

    number: int
    parent: int
    entries: str = ""
    kids: list[bytes] = field(default_factory=list)

    def written(self) -> Written:
        return _element(self.number, self.parent, self.entries, self.kids)


class Graft:
    """The element that those of all parts become."""

    def __init__(self, number: int, section: int, key: int) -> None:
        """Begin with nothing.

        Args:
            number: of the element.
            section: number of the Sect that holds it.
            key: what the first link is found by in the tree of parents; those of the others follow.
        """
        self._whole = _Branch(number, section)
        self._lists: list[_Branch] = []
        self._open: _Branch | None = None
        self._key = key
        self.holders: list[bytes] = []
        """References to the elements of the links, in the order of their keys."""

    def grow(self, structure: SlipElement, pasted: Mapping[int, Pasted], numbers: Numbers) -> list[Written]:
        """Put what a part holds behind what is there; a list that goes on is one list.

        Args:
            structure: of the part: in its Document one Sect, in that one element.
            pasted: where its slips are.
            numbers: gives its elements and links theirs.

        Returns:
            The elements and links of the part.
        """
        grown = _only_kid(_only_kid(structure))
        self._whole.entries = grown.entries
        grower = _Grower(pasted, numbers, self._key, self.holders)
        for kid in grown.kids:
            if not (isinstance(kid, SlipElement) and kid.entries.startswith(_LIST)):
                self._open = None
                self._whole.kids.append(grower.kid(kid, self._whole.number))
                continue
            if self._open is None:
                self._open = _Branch(numbers.reserve(), self._whole.number, kid.entries)
                self._lists.append(self._open)
                self._whole.kids.append(_reference(self._open.number))
            self._open.kids += [grower.kid(item, self._open.number) for item in kid.kids]
        return grower.written

    def written(self) -> Iterator[Written]:
        """The element and its lists."""
        return (branch.written() for branch in (self._whole, *self._lists))


@dataclass(slots=True)
class _Grower:
    """Writes what one part holds."""

    pasted: Mapping[int, Pasted]
    numbers: Numbers
    key: int
    holders: list[bytes]
    written: list[Written] = field(default_factory=list)

    def kid(self, kid: SlipElement | SlipMark | SlipLink, holder: int, own: Sheet | None = None) -> bytes:
        """What stands in an element for something that it holds.

        Args:
            kid: what it holds; an element and a link are written.
            holder: number of the element.
            own: the sheet that it names as its own, where its marks need not name theirs.
        """
        match kid:
            case SlipElement(entries, kids):
                number = self.numbers.reserve()
                on = next((self.pasted[kid.slip].sheet for kid in kids if isinstance(kid, SlipMark)), None)
                held = [self.kid(inner, number, on) for inner in kids]
                self.written.append(_element(number, holder, entries, held, on))
                return _reference(number)
            case SlipMark(slip, place):
                at = self.pasted[slip]
                mark = at.base + place
                at.sheet.parents[mark] = _reference(holder)
                return b"%d" % mark if at.sheet is own else b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (at.sheet.number, mark)
            case SlipLink(slip):
                at, number = self.pasted[slip], self.numbers.reserve()
                at.sheet.links.append(_reference(number))
                self.written.append(Written(number, _link(kid, at, self.key + len(self.holders))))
                self.holders.append(_reference(holder))
                return b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (at.sheet.number, number)


def _element(number: int, parent: int, entries: str, kids: Sequence[bytes], own: Sheet | None = None) -> Written:
    page = b"/Pg %d 0 R" % own.number if own else b""
    held = b" ".join(kids)
    return Written(number, b"<</Type/StructElem%s/P %d 0 R%s/K[%s]>>" % (entries.encode(), parent, page, held))


def _link(link: SlipLink, at: Pasted, key: int) -> bytes:
    left, upper, right, lower = link.edges
    edges = b"%.6f %.6f %.6f %.6f" % (at.left + left, at.top - upper, at.left + right, at.top - lower)
    if link.address.startswith("#"):
        leads = b"/Dest%s" % _string(link.address[1:])
    else:
        leads = b"/A<</Type/Action/S/URI/URI%s>>" % _string(link.address)
    says = b"/Contents%s/StructParent %d" % (_string(link.words), key)
    return b"<</Type/Annot/Subtype/Link/Rect[%s]/BS<</W 0>>%s%s>>" % (edges, leads, says)


def _only_kid(element: SlipElement) -> SlipElement:
    (kid,) = (kid for kid in element.kids if isinstance(kid, SlipElement))
    return kid


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _string(text: str) -> bytes:
    return String(text).unparse()
