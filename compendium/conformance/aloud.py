"""Reads a finished file as a screen reader does: by its structure tree, never by its pages.

The text of each marked piece is read by PDFium, the tree by pikepdf, neither by what made them.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import hypot
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Name, Object, Pdf

from compendium.conformance.leaves import Number

_SOFT_HYPHENS = str.maketrans("", "", "\x02\u00ad\ufffe")
"""How PDFium gives a hyphen that only breaks a word."""

_ROOM = 512
"""Bytes for the text of a piece; where that is not enough, it is asked for again."""

_WIDE = ctypes.POINTER(ctypes.c_ushort)

Place: TypeAlias = tuple[Number, int]
"""A marked piece: the number of its page's object, and its mark."""

_HELD = "…"
"""Stands in the text of an element where it holds others."""


@dataclass(frozen=True, slots=True)
class Said:
    """One structure element as it is read.

    Attributes:
        role: its structure type.
        lang: the language that it declares; empty where it is that of its parent.
        text: what it says itself, with … between its pieces where it holds others; empty where it only holds others.
        alternative: words that stand for a picture.
        contents: what the annotation of a link says of itself.
        depth: how many elements hold it.
        kids: the roles of what it holds, in their order; a piece of text is `text`.
    """

    role: str
    lang: str
    text: str
    alternative: str
    contents: str
    depth: int
    kids: tuple[str, ...]

    def __str__(self) -> str:
        lang = f" [{self.lang}]" if self.lang else ""
        said = " ".join((self.alternative or self.text).split())
        end = f" ({self.contents})" if self.contents else ""
        return f"{'  ' * self.depth}{self.role}{lang}{': ' if said else ''}{said}{end}"


@dataclass(slots=True)
class _Reader:
    """The tree of a file with the texts of its marked pieces."""

    texts: Mapping[Place, str]
    said: list[Said] = field(default_factory=list)

    def read(self, element: Object, page: Object | None, depth: int) -> None:
        place = len(self.said)
        page = element.get(Name.Pg, page)
        texts: list[str] = []
        contents: list[str] = []
        kids: list[str] = []
        for kid in _listed(element.get(Name.K)):
            if not isinstance(kid, Object) or kid.get(Name.Type) == Name.MCR:
                texts.append(self._text(kid, page))
                kids.append("text")
            elif kid.get(Name.Type) == Name.OBJR:
                contents.append(str(kid[Name.Obj].get(Name.Contents, "")))
            else:
                kids.append(str(kid[Name.S])[1:])
                texts.append(_HELD)
                self.read(kid, page, depth + 1)
        said = Said(
            str(element[Name.S])[1:],
            str(element.get(Name.Lang, "")),
            _own(texts),
            str(element.get(Name.Alt, "")),
            "; ".join(dict.fromkeys(contents)),
            depth,
            tuple(kids),
        )
        self.said.insert(place, said)

    def _text(self, kid: Object | int, page: Object | None) -> str:
        own = kid.get(Name.Pg, page) if isinstance(kid, Object) else page
        mark = int(kid[Name.MCID]) if isinstance(kid, Object) else kid
        if own is None:
            return ""
        return self.texts.get((own.objgen, mark), "")


def read_aloud(pdf: bytes) -> tuple[Said, ...]:
    """Everything that the structure tree of a file says, in its order.

    Args:
        pdf: a finished file.

    Returns:
        Its elements, each before what it holds; empty for a file without a tree.
    """
    with Pdf.open(io.BytesIO(pdf)) as opened, pypdfium2.PdfDocument(pdf) as document:
        if Name.StructTreeRoot not in opened.Root:
            return ()
        pages = enumerate(page.obj.objgen for page in opened.pages)
        reader = _Reader({place: piece.text for place, piece in marked_pieces(document, pages).items()})
        for element in _listed(opened.Root[Name.StructTreeRoot].get(Name.K)):
            if isinstance(element, Object):
                reader.read(element, None, 0)
        return tuple(reader.said)


def _own(texts: list[str]) -> str:
    """The text of an element, with a mark where it holds others."""
    if not "".join(text for text in texts if text != _HELD).strip():
        return ""
    told = re.sub(rf"(\s*{_HELD}\s*)+", f" {_HELD} ", "".join(texts)).strip(f" {_HELD}")
    # PDFium ends a piece with a space of its own where the next one begins with a space.
    return re.sub(r" +(?=\s)", "", told)


def _listed(kids: object) -> list[Object | int]:
    """What an element holds: nothing, one kid, or an array of them (ISO 32000-1, table 323)."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]  # type: ignore[list-item]


@dataclass(slots=True)
class Piece:
    """The text of a marked piece, and its first letter: how far from the left of the page and from its foot, how large.

    All in points.
    """

    text: str
    left: float
    base: float
    size: float


def marked_pieces(document: pypdfium2.PdfDocument, pages: Iterable[tuple[int, Number]]) -> Mapping[Place, Piece]:
    """Each marked piece of text, by the number of its page's object and its own mark.

    Args:
        document: the file.
        pages: which pages to read: the position of each, from 0, and the number of its object.
    """
    found: dict[Place, Piece] = {}
    for index, number in pages:
        page = document[index]
        for mark, piece in _marked(page):
            known = found.setdefault((number, mark), piece)
            if known is not piece:
                known.text += piece.text
        page.close()
    return found


def _marked(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Piece]]:
    textpage = page.get_textpage()
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(found.raw)
        if mark >= 0:
            place, size = found.get_matrix(), ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(found.raw, size)
            # A piece that is a space alone is no text to PDFium.
            text = _text(found, textpage)
            yield (
                mark,
                Piece(
                    text.translate(_SOFT_HYPHENS) if text else " ",
                    place.e,
                    place.f,
                    size.value * hypot(place.a, place.b),
                ),
            )
    textpage.close()


def _text(piece: pypdfium2.PdfObject, textpage: pypdfium2.PdfTextPage) -> str:
    buffer = ctypes.create_string_buffer(_ROOM)
    size = pdfium.FPDFTextObj_GetText(piece.raw, textpage.raw, ctypes.cast(buffer, _WIDE), _ROOM)
    if size > _ROOM:
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(piece.raw, textpage.raw, ctypes.cast(buffer, _WIDE), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", errors="replace")
