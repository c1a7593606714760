"""The finished file as outside readers see it: text by PDFium, structure by pikepdf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.conformance.skeletons import LINE_END_HYPHEN, Skeleton, skeleton


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page.

    Attributes:
        page: index of the page that holds it.
        rectangle: left, bottom, right, top in points.
        uri: the address that it leads to; empty for a link within the book.
        target: index of the page that it leads to; None where there is no such page.
        top: height of the target on its page in points, from the foot.
    """

    page: int
    rectangle: tuple[float, float, float, float]
    uri: str = ""
    target: int | None = None
    top: float | None = None


class FinishedFile:
    """A PDF opened twice; close it after use."""

    def __init__(self, data: bytes) -> None:
        """Open the file and read the text of every page once.

        Args:
            data: the PDF.
        """
        self._text = pypdfium2.PdfDocument(data)
        self._pdf = Pdf.open(io.BytesIO(data))
        self._textpages = [self._text[index].get_textpage() for index in range(len(self._text))]
        self.texts: tuple[str, ...] = tuple(page.get_text_range() for page in self._textpages)
        self.skeletons: tuple[Skeleton, ...] = tuple(map(skeleton, self.texts))
        self._index = {page.obj.objgen: index for index, page in enumerate(self._pdf.pages)}
        self._named = dict(_named(self._pdf))
        self.links: tuple[Link, ...] = tuple(self._links())

    def __len__(self) -> int:
        return len(self.texts)

    def close(self) -> None:
        """Let both readers go."""
        for page in self._textpages:
            page.close()
        self._text.close()
        self._pdf.close()

    def label(self, index: int) -> str:
        """The page label that a reader shows."""
        return str(self._pdf.pages[index].label)

    def text_in(self, index: int, rectangle: tuple[float, float, float, float]) -> str:
        """The text within a rectangle of a page."""
        left, bottom, right, top = rectangle
        return str(self._textpages[index].get_text_bounded(left, bottom, right, top))

    def last_word(self, index: int) -> str:
        """What a page prints last, back to the next space, line end or gap.

        Boxes decide, not the text alone: PDFium joins what ends one column to what begins the next.
        """
        page = self._textpages[index]
        word = ""
        after: tuple[float, float, float, float] | None = None
        for position in range(page.count_chars() - 1, -1, -1):
            character = page.get_text_range(position, 1)
            if not character.strip() or character == LINE_END_HYPHEN:
                break
            box = page.get_charbox(position)
            if after and _stand_apart(box, after):
                break
            word, after = character + word, box
        return word

    def is_empty(self, index: int) -> bool:
        """Whether a page draws nothing and links to nothing."""
        page = self._pdf.pages[index]
        return not pikepdf.parse_content_stream(page) and Name.Annots not in page.obj

    def outline(self) -> Iterator[tuple[str, int | None]]:
        """Every entry of the outline with the index of its page."""
        with self._pdf.open_outline() as outline:
            waiting = list(reversed(outline.root))
            while waiting:
                item = waiting.pop()
                yield str(item.title), self._target(item.destination)[0]
                waiting += reversed(item.children)

    def _links(self) -> Iterator[Link]:
        for index, page in enumerate(self._pdf.pages):
            for annotation in page.obj.get(Name.Annots, ()):
                if annotation.get(Name.Subtype) != Name.Link:
                    continue
                one, two, three, four = (float(edge) for edge in annotation[Name.Rect])
                rectangle = (min(one, three), min(two, four), max(one, three), max(two, four))
                action = annotation.get(Name.A, Dictionary())
                if Name.URI in action:
                    yield Link(index, rectangle, uri=str(action[Name.URI]))
                else:
                    target, top = self._target(annotation.get(Name.Dest, action.get(Name.D)))
                    yield Link(index, rectangle, target=target, top=top)

    def _target(self, destination: object) -> tuple[int | None, float | None]:
        if isinstance(destination, pikepdf.String | str):
            destination = self._named.get(str(destination))
        if not isinstance(destination, Array) or not len(destination):
            return None, None
        page = destination[0]
        index = self._index.get(page.objgen) if isinstance(page, Dictionary) else None
        top = destination[3] if len(destination) > 3 else None
        return index, None if top is None else float(top)


def _stand_apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two characters are on different lines, or further apart than either is high."""
    left, bottom, right, top = one
    other_left, other_bottom, other_right, other_top = other
    height = max(top - bottom, other_top - other_bottom)
    gap = max(other_left - right, left - other_right)
    return bottom >= other_top or other_bottom >= top or gap > height


def _named(pdf: Pdf) -> Iterator[tuple[str, Object]]:
    waiting = [pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests, Dictionary())]
    while waiting:
        node = waiting.pop()
        entries = list(node.get(Name.Names, ()))
        for name, target in zip(entries[::2], entries[1::2], strict=True):
            yield str(name), target
        waiting += list(node.get(Name.Kids, ()))
