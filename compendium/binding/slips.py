"""The slips of one part of a section, on their way to the sheets that they are pasted on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from pikepdf import Name, Object, Pdf

from compendium.binding.gathering import TrimBox, trim_of
from compendium.binding.numbers import Numbers


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


@dataclass(frozen=True, slots=True)
class Pasted:
    """Where a slip is.

    Attributes:
        sheet: what it is pasted on.
        base: how many marks the sheet bears before those of the slip.
        left: points from the left edge of the sheet's page to that of the slip.
        top: points from the foot of the sheet's page to the upper edge of the slip.
    """

    sheet: Sheet
    base: int
    left: float
    top: float


class Slips:
    """The slips of a part."""

    def __init__(self, pdf: Pdf, numbers: Numbers, resources: Resources) -> None:
        """Take a part.

        Args:
            pdf: one paint of it; it has to stay open.
            numbers: those of its objects.
            resources: what it is painted with is put there.
        """
        self._pages = [page.obj for page in pdf.pages]
        self._renamed = resources.join(self._pages[0][Name.Resources], numbers)
        fonts = b"|".join(map(re.escape, self._renamed)) or rb"(?!)"
        self._piece = re.compile(rb"/MCID (\d+)|(?:" + fonts + rb")(?= )")

    def paste(self, slip: int, sheet: Sheet, x: float, y: float) -> Pasted:
        """Paste a slip on a sheet.

        Args:
            slip: its position in the part.
            sheet: what it is pasted on.
            x: points from the left edge of the trimmed sheet.
            y: points from its upper edge.
        """
        page = self._pages[slip]
        here = trim_of(page)
        pasted = Pasted(sheet, len(sheet.parents), sheet.trim.left + x, sheet.trim.top - y)
        painting = self._piece.sub(partial(self._painted, pasted), page[Name.Contents].read_bytes())
        sheet.painting += [b"q 1 0 0 1 %.6f %.6f cm" % (pasted.left - here.left, pasted.top - here.top), painting, b"Q"]
        return pasted

    def _painted(self, pasted: Pasted, piece: re.Match[bytes]) -> bytes:
        """A mark with its number on the sheet, which is told of it; or the name of a font."""
        if piece[1] is None:
            return self._renamed[piece[0]]
        pasted.sheet.parents.append(b"null")
        return b"/MCID %d" % (int(piece[1]) + pasted.base)


def _entries(things: Mapping[str, bytes]) -> bytes:
    return b"".join(b"%s %s" % (name.encode(), thing) for name, thing in things.items())
