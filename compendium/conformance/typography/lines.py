"""The lines of a finished page: where each stands, what it says, to which paragraph it belongs."""

from __future__ import annotations

import ctypes
import io
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Pdf

from compendium.conformance.typography.marked import Block, Place, places

_RAISED = 5.0
"""Points that a raised call may stand above its line: less than half of any leading."""

_LIFT = 1.0
"""Points above the baseline of its line from which on a character is raised, such as a call."""

_LIFTED = 0.15
"""Ems above its baseline from which the ink of a letter is raised: the superior letters of a face stand on the line."""

_ORDINAL = frozenset("erèsdn")
"""Letters that end an ordinal."""

_FIGURES = frozenset("IVX")
"""Letters that number a century."""

_CAPITAL = 0.58
"""Ems of ink above the baseline from which a letter is a capital: those of our faces have two thirds, small capitals
half."""

_SPACE = 0.1
"""Ems of white that make a space between words; kerning moves letters by less."""

_THIN = "\u202f"

HYPHENS = frozenset("-\u2010\ufffe\x02")
"""A hyphen as PDFium reads it, in a line or at its end."""


@dataclass(slots=True)
class Line:
    """A line of a paragraph.

    Attributes:
        page: index of its page.
        baseline: points from the head of the page to its baseline.
        left: where its ink begins, in points from the left edge.
        right: where it ends.
        size: the size of most of its characters, in points.
        text: its characters.
        whites: the spaces between its words: where each begins and ends, in points from the left edge.
        opens_raised: whether it begins with a raised call.
        langs: the language of each of its characters.
        raised: the positions of those that are superior letters.
        small: the positions of those that are small capitals, of the letters that number a century.
    """

    page: int
    baseline: float
    left: float
    right: float
    size: float
    text: str
    whites: tuple[tuple[float, float], ...] = ()
    opens_raised: bool = False
    langs: tuple[str, ...] = ()
    raised: frozenset[int] = frozenset()
    small: frozenset[int] = frozenset()

    @property
    def gaps(self) -> tuple[float, ...]:
        """The widths of the spaces between its words, in points."""
        return tuple(right - left for left, right in self.whites)

    @property
    def letters(self) -> int:
        """Letters and figures of the line."""
        return sum(character.isalnum() for character in self.text)

    @property
    def ends_hyphenated(self) -> bool:
        """Whether its last character is a hyphen."""
        return bool(self.text.rstrip()) and self.text.rstrip()[-1] in HYPHENS


@dataclass(slots=True)
class Paragraph:
    """The lines of a block of the structure tree, in the order of reading.

    Attributes:
        kind: its structure type, such as `P` or `H1`.
        in_cell: whether it stands in a cell.
        element: the number of its element, the same on every page that it runs over.
        lines: its lines.
    """

    kind: str
    in_cell: bool
    element: int
    lines: list[Line] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind.startswith("H")

    @property
    def text(self) -> str:
        """Its characters, one line after the other."""
        return " ".join(line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as printed.

    Attributes:
        width: points.
        height: points.
        paragraphs: its blocks in the order of reading; running heads and folios are artifacts and not among them.
    """

    width: float
    height: float
    paragraphs: tuple[Paragraph, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of the page."""
        return (line for paragraph in self.paragraphs for line in paragraph.lines)


def read_pages(data: bytes) -> tuple[PrintedPage, ...]:
    """Read every page of a tagged PDF.

    Args:
        data: the file. Blocks are told apart by its structure tree (ISO 32000-2, 14.7.5: marked content identifiers).
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        known = dict(places(pdf, index))
    text = pypdfium2.PdfDocument(data)
    try:
        return tuple(_page(text, number, known) for number in range(len(text)))
    finally:
        text.close()


@dataclass(frozen=True, slots=True)
class _Glyph:
    character: str
    left: float
    right: float
    baseline: float
    size: float
    is_raised: bool = False
    is_small: bool = False
    lang: str = ""


def _page(text: pypdfium2.PdfDocument, number: int, known: Mapping[Place, tuple[Block, str]]) -> PrintedPage:
    page = text[number]
    width, height = page.get_size()
    blocks: dict[Block, list[_Glyph]] = {}
    for mark, glyph in _glyphs(page, height):
        if (number, mark) in known:
            block, lang = known[number, mark]
            blocks.setdefault(block, []).append(replace(glyph, lang=lang))
    paragraphs = (Paragraph(b.kind, b.in_cell, b.element, list(_lines(number, g))) for b, g in blocks.items())
    return PrintedPage(width, height, tuple(p for p in paragraphs if p.lines))


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[tuple[int, _Glyph]]:
    """The characters of a page with their marked content identifiers."""
    textpage = page.get_textpage()
    raw = textpage.raw
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    known: dict[int, tuple[int, float]] = {}
    for position in range(textpage.count_chars()):
        if pdfium.FPDFText_IsGenerated(raw, position) == 1:
            continue
        thing = pdfium.FPDFText_GetTextObject(raw, position)
        address = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if address not in known:
            pdfium.FPDFPageObj_GetMatrix(thing, matrix)
            known[address] = (pdfium.FPDFPageObj_GetMarkedContentID(thing), math.hypot(matrix.c, matrix.d))
        mark, scale = known[address]
        pdfium.FPDFText_GetCharOrigin(raw, position, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, position, box)
        size = pdfium.FPDFText_GetFontSize(raw, position) * scale
        character = chr(pdfium.FPDFText_GetUnicode(raw, position))
        is_raised = character in _ORDINAL and _ink(raw, position)[0] - y.value > _LIFTED * size
        is_small = character in _FIGURES and _ink(raw, position)[1] - y.value < _CAPITAL * size
        yield mark, _Glyph(character, x.value, box.right, height - y.value, size, is_raised, is_small)
    textpage.close()


def _ink(raw: Any, position: int) -> tuple[float, float]:
    """Where the ink of a character ends, below and above."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(raw, position, left, right, bottom, top)
    return bottom.value, top.value


def _lines(page: int, glyphs: list[_Glyph]) -> Iterator[Line]:
    waiting: list[_Glyph] = []
    for glyph in glyphs:
        if waiting and (
            abs(glyph.baseline - waiting[0].baseline) > _RAISED or glyph.right < waiting[-1].left - glyph.size * 3
        ):
            yield from _line(page, waiting)
            waiting = []
        waiting.append(glyph)
    yield from _line(page, waiting)


def _line(page: int, glyphs: list[_Glyph]) -> Iterator[Line]:
    inked = [glyph for glyph in glyphs if not glyph.character.isspace()]
    if not inked:
        return
    sizes = [round(glyph.size, 2) for glyph in inked]
    size = max(set(sizes), key=lambda one: (sizes.count(one), one))
    baselines = [glyph.baseline for glyph in inked if round(glyph.size, 2) == size]
    baseline = max(set(baselines), key=baselines.count)
    gaps = list(_gaps(inked))
    spaced = list(_spaced(glyphs, inked, gaps))
    yield Line(
        page,
        baseline,
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
        size,
        "".join(character for character, _ in spaced),
        tuple((glyph.right, glyph.right + gap) for glyph, gap in zip(inked, gaps, strict=False) if gap),
        opens_raised=inked[0].baseline < baseline - _LIFT and inked[0].character.isalnum(),
        langs=tuple(glyph.lang for _, glyph in spaced),
        small=frozenset(position for position, (_, glyph) in enumerate(spaced) if glyph.is_small),
        raised=frozenset(
            position
            for position, (_, glyph) in enumerate(spaced)
            if glyph.is_raised or glyph.baseline < baseline - _LIFT
        ),
    )


def _gaps(inked: list[_Glyph]) -> Iterator[float]:
    """The white behind each character; nothing where the next one belongs to the same word.

    Justified spaces are moves of the pen and no characters, so the white itself is measured.
    """
    for before, after in itertools.pairwise(inked):
        white = after.left - before.right
        yield white if white > _SPACE * before.size else 0.0


def _spaced(glyphs: list[_Glyph], inked: list[_Glyph], gaps: list[float]) -> Iterator[tuple[str, _Glyph]]:
    """Each character and its glyph, with a space in each gap: the one that is printed there, or a common one.

    A space belongs to the glyph before it.
    """
    printed: dict[int, str] = {}
    last = 0
    for glyph in glyphs:
        if glyph.character.isspace():
            printed[last] = glyph.character
        else:
            last = id(glyph)
    for glyph, gap in zip(inked, [*gaps, 0.0], strict=True):
        yield glyph.character, glyph
        space = printed.get(id(glyph), " ")
        # Behind a letter that hangs over, as an italic f, a thin space leaves less white than kerning does.
        if gap or space == _THIN:
            yield space, glyph
