"""The file that is judged, opened once, with what several rules ask of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree
from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from compendium.conformance.aloud import Piece, Place, marked_pieces
from compendium.conformance.judges import Verdict
from compendium.conformance.leaves import FileAt, Leaves, Number, opened
from compendium.conformance.preflight.painting import Painting, read_painting
from compendium.conformance.preflight.tree import Branches, Element, read_tree

_NAMESPACES = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the edition or the printer asks for.

    Attributes:
        ink: the most ink in one place, in percent; coated offset dries up to 300 (FOGRA39L, total limit).
        bleed: the least bleed in millimetres.
        per_inch: the least resolution of pictures in pixels an inch: twice a screen of 150 lines.
        signature: what the number of pages has to be a multiple of.
    """

    ink: float = 300.0
    bleed: float = 3.0
    per_inch: float = 300.0
    signature: int = 4


@dataclass(frozen=True, slots=True)
class Focus:
    """Some pages of a file.

    Attributes:
        pages: the position of each, from 0, and the number of its object.
        branches: their Sects; where they are not told, rules on the structure see all of it.
    """

    pages: Sequence[tuple[int, Number]]
    branches: Branches | None = None


class Subject:
    """A PDF under judgement; close it after use."""

    def __init__(self, file: FileAt, limits: Limits, *, by_page: bool = True) -> None:
        """Open the file.

        Args:
            file: the file.
            limits: what is asked for.
            by_page: whether rules will look at all of its pages.

        Raises:
            pikepdf.PikepdfError: it cannot be read, or it is locked.
        """
        self.file = file
        # Whoever looks at all pages needs in each what the nodes above hand down to it.
        self.pdf = Pdf.open(io.BytesIO(file)) if by_page and isinstance(file, bytes) else opened(file)
        self.limits = limits
        self.verdicts: dict[str, Verdict] = {}
        self._focus: Focus | None = None
        self._documents: list[pypdfium2.PdfDocument] = []

    def close(self) -> None:
        """Let the file go."""
        self.put_away()
        self.pdf.close()

    def put_away(self) -> None:
        """Let go of the file as PDFium reads it; it is opened again where more is asked of it."""
        while self._documents:
            self._documents.pop().close()

    def forget(self) -> None:
        """Let the tree go: its elements hold each other, and through them the file."""
        for element in self.__dict__.pop("tree", ()):
            element.parent = None
            element.kids.clear()

    def within(self, focus: Focus) -> Subject:
        """The same file, of which rules on pages and on the structure see these pages and what of the tree is theirs.

        Args:
            focus: the pages.
        """
        found = copy(self)
        for seen in ("tree", "pieces", "fonts"):
            found.__dict__.pop(seen, None)
        found._focus = focus  # noqa: SLF001 - it is of this class
        return found

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self.file if isinstance(self.file, bytes) else self.file.read_bytes()

    @cached_property
    def count(self) -> int:
        """How many pages the file has."""
        return len(Leaves(self.pdf).numbers)

    @property
    def pages(self) -> Iterator[tuple[int, Page]]:
        """The pages that rules on pages and on the structure see, with their numbers."""
        if self._focus is None:
            yield from enumerate(self.pdf.pages, start=1)
            return
        for index, number in self._focus.pages:
            yield index + 1, Page(self.pdf.get_object(number))

    @cached_property
    def paintings(self) -> tuple[Painting, ...]:
        """What each page paints."""
        return tuple(read_painting(page) for page in self.pdf.pages)

    @cached_property
    def tree(self) -> tuple[Element, ...]:
        """Every structure element, each before what it holds."""
        return read_tree(self.pdf, self._focus.branches if self._focus else None)

    @cached_property
    def pieces(self) -> Mapping[Place, Piece]:
        """Every piece of text that the structure can call."""
        return marked_pieces(self._document(), ((number - 1, page.obj.objgen) for number, page in self.pages))

    def _document(self) -> pypdfium2.PdfDocument:
        """The file as PDFium reads it, opened once for all that is seen of it."""
        if not self._documents:
            self._documents.append(pypdfium2.PdfDocument(self.file))
        return self._documents[0]

    @cached_property
    def xmp(self) -> dict[str, str]:
        """The simple properties of the XMP packet by prefixed name; of lists and alternatives, the first entry."""
        stream = self.pdf.Root.get(Name.Metadata)
        if not isinstance(stream, Stream):
            return {}
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(stream.read_bytes(), parser)
        except (etree.XMLSyntaxError, pikepdf.PikepdfError, ValueError):
            return {}
        return dict(_properties(root))

    @cached_property
    def fonts(self) -> tuple[tuple[int, Object], ...]:
        """Every font once, with the number of the first page that names it."""
        found: dict[tuple[int, int] | int, tuple[int, Object]] = {}
        for number, font in self.named(Name.Font):
            found.setdefault(font.objgen if font.is_indirect else id(font), (number, font))
        return tuple(found.values())

    def named(self, kind: Name) -> Iterator[tuple[int, Object]]:
        """What the resources of pages, forms and patterns name, of a kind such as `/Font`, with the page's number."""
        for number, page in self.pages:
            for resources in _resources(page.obj):
                for item in _values(resources.get(kind)):
                    yield number, item

    def streams(self) -> Iterator[Stream]:
        """Every stream of the file; of some pages, the pictures and forms that they name."""
        items = (item for _, item in self.named(Name.XObject)) if self._focus else iter(self.pdf.objects)
        return (item for item in items if isinstance(item, Stream))

    def info(self, key: str) -> str:
        """An entry of the document information."""
        return str(self.pdf.docinfo.get(key, "")) if "/Info" in self.pdf.trailer else ""


def box_of(page: Object, key: str) -> tuple[float, float, float, float] | None:
    """A box of a page, inherited where it may be: left, bottom, right, top."""
    node: Any = page
    for _ in range(32):
        if key in node:
            edges = [float(edge) for edge in node[key]]
            if len(edges) != 4:
                return None
            return min(edges[0], edges[2]), min(edges[1], edges[3]), max(edges[0], edges[2]), max(edges[1], edges[3])
        if key not in {"/MediaBox", "/CropBox"} or "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def listed(numbers: list[int]) -> str:
    """Page numbers as one would say them: `3, 5-7`, at most ten of them."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(said[:10]) + (" and others" if len(said) > 10 else "")


def _properties(root: Any) -> Iterator[tuple[str, str]]:
    prefixes = {uri: prefix for prefix, uri in _NAMESPACES.items()}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in [*element.attrib.items(), (element.tag, _text(element))]:
            match = re.fullmatch(r"\{(.+)\}(.+)", name)
            if match and match[1] in prefixes:
                yield f"{prefixes[match[1]]}:{match[2]}", value.strip()


def _text(element: Any) -> str:
    return next((text.strip() for text in element.itertext() if text.strip()), "")


def _values(dictionary: Object | None) -> list[Object]:
    return [value for _, value in dictionary.items()] if isinstance(dictionary, Dictionary) else []


def _resources(owner: Object) -> Iterator[Object]:
    """The resources of a page and of its forms, to any depth, each once."""
    waiting, seen = [owner], set[tuple[int, int]]()
    while waiting:
        item = waiting.pop()
        resources = item.get(Name.Resources)
        if not isinstance(resources, Dictionary):
            continue
        yield resources
        for inner in [*_values(resources.get(Name.XObject)), *_values(resources.get(Name.Pattern))]:
            if isinstance(inner, Stream) and inner.objgen not in seen:
                seen.add(inner.objgen)
                waiting.append(inner)
