"""The structure trees of the parts of a section, grown together into one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Name, Object

from compendium.binding.numbers import Written
from compendium.binding.slips import Slips
from compendium.binding.structure import only_kid


@dataclass(slots=True)
class _Branch:
    """An element that parts add to: its number, what it says besides its kids, and references to these."""

    number: int
    said: bytes = b""
    kids: list[bytes] = field(default_factory=list)

    def written(self) -> Written:
        return Written(self.number, b"%s/K[%s]>>" % (self.said.removesuffix(b">>"), b" ".join(self.kids)))


class Graft:
    """The element that those of all parts become, with what they hold."""

    def __init__(self, number: int, section: int) -> None:
        """Begin with nothing.

        Args:
            number: of the element.
            section: number of the Sect that holds it.
        """
        self._section = section
        self._whole = _Branch(number)
        self._lists: list[_Branch] = []
        self._open: _Branch | None = None

    def grow(self, slips: Slips, tree: Object) -> None:
        """Put what a part holds behind what is there; a list that goes on is one list.

        Args:
            slips: the part.
            tree: its structure tree.
        """
        sect = only_kid(only_kid(tree))
        grown = only_kid(sect)
        slips.leads_to(sect, self._section)
        slips.leads_to(grown, self._whole.number)
        for kid in grown[Name.K]:
            if kid[Name.S] == Name.L:
                self._go_on(kid, slips)
            else:
                self._open = None
                self._whole.kids.append(slips.value(kid))
        self._whole.said = self._whole.said or _without_kids(grown, slips)

    def written(self) -> Iterator[Written]:
        """The element and its lists; what these hold is written with the slips."""
        yield from (branch.written() for branch in (self._whole, *self._lists))

    def _go_on(self, grown: Object, slips: Slips) -> None:
        if self._open is None:
            self._open = _Branch(slips.reserve())
            self._lists.append(self._open)
            self._whole.kids.append(b"%d 0 R" % self._open.number)
        slips.leads_to(grown, self._open.number)
        self._open.kids += [slips.value(item) for item in grown[Name.K]]
        self._open.said = self._open.said or _without_kids(grown, slips)


def _without_kids(element: Object, slips: Slips) -> bytes:
    del element[Name.K]
    return slips.text(element)
