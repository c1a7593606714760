"""Reads pages of a finished file as outsiders do: text by PDFium, links by pikepdf.

What a page shows is made of its own objects, of what they name as their resources, and of nothing else in the file (ISO
32000-1, 7.7.3.3 and 7.8.3). So a page of which every byte of these is as it was when it was read before, in this file
or in another, shows what it showed then; only the others are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from compendium.conformance.fingerprints import Fingerprints, Seen
from compendium.conformance.glyphs import Shown, shown_on
from compendium.conformance.leaves import FileAt, Number, references
from compendium.conformance.preflight.judging import pass_singly, programs_of
from compendium.conformance.preflight.subject import Focus, Limits, Subject
from compendium.conformance.skeletons import LINE_END_HYPHEN, skeleton, words_of
from compendium.conformance.texts import Wanted, search
from compendium.diagnostics import Diagnostic
from compendium.memory import give_back


@dataclass(frozen=True, slots=True)
class Quire:
    """Pages of a finished file that are read together.

    Attributes:
        pages: the position of each, from 0, and the number of its object.
        wanted: the texts that have to stand on them; None where there are none.
        before: what was read of them in an earlier file, as bytes (see `ReadQuire`); empty for nothing.
    """

    pages: Sequence[tuple[int, Number]]
    wanted: Wanted | None = None
    before: bytes = b""


@dataclass(frozen=True, slots=True)
class Lot:
    """Quires that one reader opens the file for."""

    file: FileAt
    quires: Sequence[Quire]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read.

    Attributes:
        fingerprint: of every byte that has a say in it.
        shown: what it shows of its fonts (see `glyphs`); None where that cannot be told.
        last_word: what it prints last.
        is_empty: whether it draws nothing and links to nothing.
        links: address, number of the page that it leads to, height there and words of each link. It is the number of an
            object, as that may stand on another page in another file.
    """

    fingerprint: str
    shown: Shown | None
    last_word: str
    is_empty: bool
    links: Sequence[tuple[str, Number | None, float | None, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class ReadQuire:
    """Pages as they were read, and where the texts that were wanted begin.

    Attributes:
        pages: in their order.
        wanted: the digest of what was wanted and found; empty where something is wrong with it.
        begun: anchor to the page on which its text begins, from the first of these pages.
        passes: whether they pass the rules of preflight on single pages.
        programs: the font programs that they name: the digest of each, and the number of its object.
    """

    pages: Sequence[ReadPage]
    wanted: str = ""
    begun: Mapping[str, int] = field(default_factory=dict)
    passes: bool = False
    programs: Mapping[str, Number] = field(default_factory=dict)

    def dump(self) -> bytes:
        """As bytes; `load_quire` gives it back."""
        pages = [[page.fingerprint, page.shown, page.last_word, page.is_empty, page.links] for page in self.pages]
        return json.dumps([pages, self.wanted, self.begun, self.passes, self.programs]).encode()


def load_quire(data: bytes) -> ReadQuire:
    """The pages that `ReadQuire.dump` made bytes of."""
    pages, wanted, begun, passes, programs = json.loads(data)
    numbers = {digest: (number, generation) for digest, (number, generation) in programs.items()}
    return ReadQuire([ReadPage(*page) for page in pages], wanted, begun, passes, numbers)


def known_in(lots: Sequence[Lot]) -> Iterator[ReadQuire | None]:
    """The quires of one file that are, to the byte, what was read of them before; None for each that has to be read."""
    seen = Seen()
    for lot in lots:
        with _Reader(lot.file, seen) as reader:
            found = [_known(reader, quire) for quire in lot.quires]
        give_back()
        yield from found


def read_lot(lot: Lot) -> list[tuple[bytes, tuple[Diagnostic, ...]]]:
    """Read quires, and look for the texts that have to stand in them.

    Returns:
        Of each a `ReadQuire` as bytes, and what is wrong with its texts.
    """
    with _Reader(lot.file) as reader:
        return [_read(reader, quire) for quire in lot.quires]


def _known(reader: _Reader, quire: Quire) -> ReadQuire | None:
    before = load_quire(quire.before)
    if before.wanted != (quire.wanted.digest() if quire.wanted else "") or len(before.pages) != len(quire.pages):
        return None
    for (_, number), page in zip(quire.pages, before.pages, strict=True):
        if reader.fingerprint(number, page.shown) != page.fingerprint:
            return None
    return replace(before, programs=programs_of(reader.subject.within(Focus(quire.pages))))


def _read(reader: _Reader, quire: Quire) -> tuple[bytes, tuple[Diagnostic, ...]]:
    wanted = quire.wanted.digest() if quire.wanted else ""
    seen = reader.subject.within(Focus(quire.pages))
    programs, passes = programs_of(seen), pass_singly(seen)
    # Texts are looked for on all pages together; where there are none, a page that is known is not read again.
    before = load_quire(quire.before).pages if quire.before and not quire.wanted else ()
    known = {page.fingerprint: page for page in before}
    pages: list[ReadPage] = []
    texts: list[str] = []
    for index, number in quire.pages:
        shown = reader.shown(number)
        fingerprint = reader.fingerprint(number, shown)
        page = known.get(fingerprint)
        if page is None:
            page, text = reader.read(index, number, fingerprint, shown)
            texts.append(text)
        pages.append(page)
    if quire.wanted is None:
        return ReadQuire(pages, passes=passes, programs=programs).dump(), ()
    faults, begun = search(quire.wanted, [skeleton(text) for text in texts])
    read = ReadQuire(pages, "" if faults else wanted, begun, passes, programs)
    return read.dump(), tuple(faults)


class _Reader:
    """A file opened by both readers, by PDFium only once a page has to be read."""

    def __init__(self, file: FileAt, seen: Seen | None = None) -> None:
        self._file = file
        self.subject = Subject(file, Limits(), by_page=False)
        self._pdf = self.subject.pdf
        self._prints = Fingerprints(self._pdf, seen)
        self._opened: pypdfium2.PdfDocument | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()
        self.subject.close()

    def shown(self, number: Number) -> Shown | None:
        return shown_on(self._page(number))

    def fingerprint(self, number: Number, shown: Shown | None) -> str:
        return self._prints.page(self._page(number), shown)

    def read(self, index: int, number: Number, fingerprint: str, shown: Shown | None) -> tuple[ReadPage, str]:
        """A page and its text."""
        if self._opened is None:
            self._opened = pypdfium2.PdfDocument(self._file)
        page = self._opened[index]
        text = page.get_textpage()
        own = self._page(number)
        try:
            links = [self._link(annotation, text) for annotation in _links(own)]
            read = ReadPage(fingerprint, shown, _last_word(text), _draws_nothing(own), links)
            return read, str(text.get_text_range())
        finally:
            text.close()
            page.close()

    def _page(self, number: Number) -> Object:
        page = self._pdf.get_object(number)
        if not isinstance(page, Dictionary) or Name.Kids in page:
            raise ValueError(f"object {number[0]} stands among the pages and is none")
        return page

    def _link(
        self, annotation: Object, text: pypdfium2.PdfTextPage
    ) -> tuple[str, Number | None, float | None, Sequence[str]]:
        one, two, three, four = (float(edge) for edge in annotation[Name.Rect])
        rectangle = (min(one, three), min(two, four), max(one, three), max(two, four))
        words = list(words_of(str(text.get_text_bounded(*rectangle))))
        action = annotation.get(Name.A, Dictionary())
        if Name.URI in action:
            return str(action[Name.URI]), None, None, words
        return "", *page_of(self._pdf, annotation.get(Name.Dest, action.get(Name.D))), words


def page_of(pdf: Pdf, destination: object) -> tuple[Number | None, float | None]:
    """The number of the page that a destination names, and how high it leads; the page is not looked at."""
    if isinstance(destination, pikepdf.String | str):
        destination = dict(_named(pdf)).get(str(destination))
    if not isinstance(destination, Array) or not len(destination):
        return None, None
    # What it refers to is the page; all else in it is numbers and a name (ISO 32000-1, table 151).
    number = next(iter(references(destination)), None)
    top = destination[3] if len(destination) > 3 else None
    return number, None if top is None else float(top)


def _draws_nothing(page: Object) -> bool:
    if Name.Annots in page:
        return False
    contents = page.get(Name.Contents)
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return not any(stream.read_bytes().strip() for stream in streams if isinstance(stream, Stream))


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
