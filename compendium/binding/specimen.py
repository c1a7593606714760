"""Reads from the folio specimen how folios are drawn.

The look of a folio is not known in Python. A Proof with the id `folio`, typeset with the stylesheets of the book, shows
it: on its first page, a recto, and its second, a verso, a margin box prints `FOLIO_CHARACTERS` where the folio goes.
From that line come typeface, size, colour, baseline and outer edge, and the glyph of each character, which may be an
old-style figure or a small capital.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median_low

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf

from compendium.binding.cmaps import read_to_unicode, read_widths
from compendium.binding.faults import fault
from compendium.binding.gathering import FOLIO_SECTION, trim_of

FOLIO_CHARACTERS = "0123456789ivxlcdm"
"""What the margin box of the specimen prints: every character of an arabic or lower-case roman folio, once."""

FOLIO_HINT = (
    f'pages 1 and 2 of section {FOLIO_SECTION} have to print "{FOLIO_CHARACTERS}" in one line, kept from breaking'
)

_COLOURS = frozenset({"g", "rg", "k", "cs", "sc", "scn"})


@dataclass(frozen=True, slots=True)
class FolioLook:
    """How folios are drawn on the pages of one hand; all lengths in points.

    Attributes:
        font: the object number of its font in the specimen.
        size: its size.
        colour: the operators that set the colour.
        left: where the specimen's line begins, from the left edge of the trim.
        right: where it ends, from the left edge of the trim.
        baseline: from the foot of the trim.
        glyphs: character to glyph id.
        widths: character to advance, tracking included.
        tracking: space after every character.
    """

    font: int
    size: float
    colour: bytes
    left: float
    right: float
    baseline: float
    glyphs: Mapping[str, int]
    widths: Mapping[str, float]
    tracking: float


def read_look(pdf: Pdf, index: int) -> FolioLook:
    """Read how the folio is drawn on a page of the specimen.

    Raises:
        EngineError: BIND-FOLIO where the page does not print the characters in one line and one font.
    """
    if index >= len(pdf.pages):
        raise fault("BIND-FOLIO", FOLIO_SECTION, f"the folio specimen has no page {index + 1}", FOLIO_HINT)
    page = pdf.pages[index].obj
    for line in _lines(page):
        if line.text == FOLIO_CHARACTERS and len(line.glyphs) == len(FOLIO_CHARACTERS):
            return _look(line, page)
    raise fault("BIND-FOLIO", FOLIO_SECTION, f"page {index + 1} of the folio specimen shows no folio", FOLIO_HINT)


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that matters to a line of text."""

    matrix: Matrix = field(default_factory=Matrix)
    space: bytes = b""
    colour: bytes = b"0 g"
    font: Object | None = None
    size: float = 0.0


@dataclass(slots=True)
class _Line:
    """Glyphs shown by one operator.

    `kerns` holds the adjustment after each glyph in thousandths of an em; positive moves to the left (ISO 32000-1,
    9.4.3).
    """

    state: _State
    font: Object
    matrix: Matrix
    characters: Mapping[int, str]
    glyphs: list[int] = field(default_factory=list)
    kerns: list[float] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.characters.get(glyph, "") for glyph in self.glyphs)

    def show(self, operand: Object) -> None:
        for piece in list(operand) if isinstance(operand, Array) else [operand]:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                self.glyphs += [256 * high + low for high, low in zip(codes[::2], codes[1::2], strict=True)]
                self.kerns += [0.0] * (len(self.glyphs) - len(self.kerns))
            elif self.kerns:
                self.kerns[-1] += float(piece)


def _lines(page: Object) -> Iterator[_Line]:
    """The lines of a page in the order of its content stream."""
    fonts = page.get(Name.Resources, Dictionary()).get(Name.Font, Dictionary())
    characters: dict[str, Mapping[int, str]] = {
        str(key): read_to_unicode(font[Name.ToUnicode].read_bytes())
        for key, font in fonts.items()
        if Name.ToUnicode in font
    }
    kept: list[_State] = []
    state, pen, key = _State(), Matrix(), ""
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                kept.append(state)
            case "Q":
                state = kept.pop()
            case "cm":
                state = dataclasses.replace(state, matrix=Matrix(*map(float, operands)) @ state.matrix)
            case "Tf":
                key = str(operands[0])
                state = dataclasses.replace(state, font=fonts[key], size=float(operands[1]))
            case "Tm":
                pen = Matrix(*map(float, operands))
            case operator if operator in _COLOURS:
                state = _coloured(state, operator, pikepdf.unparse_content_stream([instruction]))
            case "Tj" | "TJ" if state.font is not None:
                line = _Line(state, state.font, pen @ state.matrix, characters.get(key, {}))
                line.show(operands[0])
                yield line


def _coloured(state: _State, operator: str, written: bytes) -> _State:
    if operator == "cs":
        return dataclasses.replace(state, space=written + b"\n", colour=written)
    in_space = operator in {"sc", "scn"}
    return dataclasses.replace(state, colour=state.space + written if in_space else written)


def _look(line: _Line, page: Object) -> FolioLook:
    trim = trim_of(page)
    # The page is drawn upside down and turned back, so the size is the length of the em and has no sign.
    size = abs(line.state.size * line.matrix.a)
    advances = read_widths(line.font[Name.DescendantFonts][0][Name.W].unparse(resolved=True))
    tracking = -median_low(line.kerns) / 1000 * size
    natural = [advances[glyph] / 1000 * size for glyph in line.glyphs]
    length = sum(natural) - sum(line.kerns) / 1000 * size
    return FolioLook(
        font=line.font.objgen[0],
        size=size,
        colour=line.state.colour,
        left=line.matrix.e - trim.left,
        right=line.matrix.e - trim.left + length,
        baseline=line.matrix.f - trim.bottom,
        glyphs=dict(zip(FOLIO_CHARACTERS, line.glyphs, strict=True)),
        widths={c: width + tracking for c, width in zip(FOLIO_CHARACTERS, natural, strict=True)},
        tracking=tracking,
    )
