"""The finished file as outside readers see it: text by PDFium, structure by pikepdf."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.conformance.fingerprints import Fingerprints
from compendium.conformance.skeletons import LINE_END_HYPHEN, Skeleton, skeleton, words_of
from compendium.files import Kept, digest_of

_READING = "1"
"""Raised when the same pages are read in another way."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page.

    Attributes:
        page: index of the page that holds it.
        uri: the address that it leads to; empty for a link within the book.
        target: index of the page that it leads to; None where there is no such page.
        top: height of the target on its page in points, from the foot.
        words: the words that stand in it.
    """

    page: int
    uri: str = ""
    target: int | None = None
    top: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Some pages that follow each other, as they were read.

    Attributes:
        digest: of everything that was read there.
        texts: the text of each page.
        last_words: what each page prints last.
        are_empty: whether each page draws nothing and links to nothing.
        links: the links of all, each with the index of its page in the run; what they lead to is the number of an
            object, as it may stand on another page in another file.
    """

    digest: str
    texts: Sequence[str]
    last_words: Sequence[str]
    are_empty: Sequence[bool]
    links: Sequence[tuple[int, Sequence[Any]]]


class FinishedFile:
    """A PDF opened twice; close it after use.

    What a page shows is made of its own objects, of what they name as their resources, and of nothing else in the file
    (ISO 32000-1, 7.7.3.3 and 7.8.3). So pages of which every byte of these is as it was when they were read before, in
    this file or in another, show what they showed then; only the others are read. Everything that depends on the rest
    of the file, such as labels, the outline and which page an object is, is asked of the file itself every time.
    """

    def __init__(self, data: bytes, runs: Iterable[range], kept: Kept) -> None:
        """Open the file and read what has not been read before.

        Args:
            data: the PDF.
            runs: pages that are read and kept together; pages in none of them are read each by itself.
            kept: where readings are kept.
        """
        self._data = data
        self._pdf = Pdf.open(io.BytesIO(data))
        self._kept = kept
        self._fingerprints = Fingerprints(self._pdf)
        self._pages = [page.obj for page in self._pdf.pages]
        self._index = {page.objgen: index for index, page in enumerate(self._pages)}
        self._opened: pypdfium2.PdfDocument | None = None
        self._runs = {pages.start: self._run(pages) for pages in self._whole(runs)}
        ordered = [self._runs[start] for start in sorted(self._runs)]
        self.texts: tuple[str, ...] = tuple(text for run in ordered for text in run.texts)
        self._last_words = [word for run in ordered for word in run.last_words]
        self._are_empty = [is_empty for run in ordered for is_empty in run.are_empty]
        self.links: tuple[Link, ...] = tuple(
            self._resolved(start + index, link)
            for start in sorted(self._runs)
            for index, link in self._runs[start].links
        )

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """Let both readers go."""
        if self._opened is not None:
            self._opened.close()
        self._pdf.close()

    def digest(self, start: int) -> str:
        """The digest of all that was read in the run that begins with a page; empty where none begins there."""
        return self._runs[start].digest if start in self._runs else ""

    def skeletons(self, start: int, count: int) -> list[Skeleton]:
        """The texts of some pages, reduced."""
        return [skeleton(text) for text in self.texts[start : start + count]]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The page labels that a reader shows."""
        return tuple(str(page.label) for page in self._pdf.pages)

    def label(self, index: int) -> str:
        """The page label that a reader shows."""
        return self.labels[index]

    def last_word(self, index: int) -> str:
        """What a page prints last, back to the next space, line end or gap."""
        return self._last_words[index]

    def is_empty(self, index: int) -> bool:
        """Whether a page draws nothing and links to nothing."""
        return self._are_empty[index]

    def outline(self) -> Iterator[tuple[str, int | None]]:
        """Every entry of the outline with the index of its page."""
        with self._pdf.open_outline() as outline:
            waiting = list(reversed(outline.root))
            while waiting:
                item = waiting.pop()
                yield str(item.title), self._target(item.destination)[0]
                waiting += reversed(item.children)

    def _whole(self, runs: Iterable[range]) -> Iterator[range]:
        """The runs as far as the file has pages, and the pages that are in none."""
        inside = [range(run.start, min(run.stop, len(self))) for run in runs if run.start < len(self)]
        held = {index for run in inside for index in run}
        yield from inside
        yield from (range(index, index + 1) for index in range(len(self)) if index not in held)

    def _run(self, pages: range) -> Run:
        digest = digest_of([f"read {_READING}", *(self._fingerprints.page(self._pages[index]) for index in pages)])
        data = self._kept.get(digest)
        if data is None:
            data = json.dumps([self._read(index) for index in pages]).encode()
            self._kept.put(digest, data)
        read = json.loads(data)
        texts, last_words, are_empty, links = zip(*read, strict=True)
        numbered = [(index, link) for index, found in enumerate(links) for link in found]
        return Run(digest, texts, last_words, are_empty, numbered)

    def _read(self, index: int) -> tuple[str, str, bool, list[Any]]:
        if self._opened is None:
            self._opened = pypdfium2.PdfDocument(self._data)
        page = self._opened[index]
        text = page.get_textpage()
        try:
            links = [self._link(annotation, text) for annotation in _links(self._pages[index])]
            return str(text.get_text_range()), _last_word(text), self._draws_nothing(index), links
        finally:
            text.close()
            page.close()

    def _draws_nothing(self, index: int) -> bool:
        page = self._pages[index]
        return Name.Annots not in page and not pikepdf.parse_content_stream(page)

    def _link(self, annotation: Object, text: pypdfium2.PdfTextPage) -> list[Any]:
        """Address, destination and words of a link; a page that it leads to by its object number."""
        one, two, three, four = (float(edge) for edge in annotation[Name.Rect])
        rectangle = (min(one, three), min(two, four), max(one, three), max(two, four))
        words = list(words_of(str(text.get_text_bounded(*rectangle))))
        action = annotation.get(Name.A, Dictionary())
        if Name.URI in action:
            return [str(action[Name.URI]), None, None, words]
        page, top = self._page(annotation.get(Name.Dest, action.get(Name.D)))
        return ["", page, top, words]

    def _resolved(self, index: int, link: Sequence[Any]) -> Link:
        uri, page, top, words = link
        return Link(index, uri, self._index.get(tuple(page)) if page else None, top, tuple(words))

    def _target(self, destination: object) -> tuple[int | None, float | None]:
        page, top = self._page(destination)
        return (None if page is None else self._index.get(page)), top

    def _page(self, destination: object) -> tuple[tuple[int, int] | None, float | None]:
        """The number of the page object that a destination names, and how high."""
        if isinstance(destination, pikepdf.String | str):
            destination = dict(_named(self._pdf)).get(str(destination))
        if not isinstance(destination, Array) or not len(destination):
            return None, None
        page = destination[0]
        number = page.objgen if isinstance(page, Dictionary) else None
        top = destination[3] if len(destination) > 3 else None
        return number, None if top is None else float(top)


def _links(page: Object) -> Iterator[Object]:
    for annotation in page.get(Name.Annots, ()):
        if annotation.get(Name.Subtype) == Name.Link:
            yield annotation


def _last_word(page: pypdfium2.PdfTextPage) -> str:
    """What a page prints last, back to the next space, line end or gap.

    Boxes decide, not the text alone: PDFium joins what ends one column to what begins the next.
    """
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
