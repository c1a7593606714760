"""Each font once: the subsets that the Proofs carry of one face become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.binding.cmaps import read_to_unicode, read_widths, written_to_unicode
from compendium.binding.numbers import Numbers
from compendium.binding.parts import Part, load_part, part_of
from compendium.binding.truetype import TrueTypeUnion, read_subset
from compendium.files import Kept, digest_of

_JOINING = "2"
"""Raised when the same subsets are joined in another way."""

_OWN = frozenset({"/FontFile2", "/CIDSet", "/FontBBox"})
"""Entries of a font descriptor that are of the subset, not of the face."""

_RUN = 16
"""Numbers that a face has to itself: its dictionaries, its program, its characters."""


@dataclass(frozen=True, slots=True)
class Subset:
    """A font of a Proof: a subset of a face.

    Attributes:
        number: its object number in the Proof.
        name: what subsets of one face have in common: the name of the font and how it is described.
        shapes: glyph id to what tells its outline and its width from others.
        texts: glyph id to the characters that it stands for.
    """

    number: int
    name: str
    shapes: Mapping[int, str]
    texts: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a book, each once.

    Attributes:
        numbers: by section, the object number of each font to the number of the face that it has become part of.
        parts: the faces as they are written.
        next: the first number after them.
    """

    numbers: Mapping[str, Mapping[int, int]]
    parts: Sequence[Part]
    next: int


@dataclass(slots=True)
class _Face:
    """One face as it grows: what the sections show of it.

    Attributes:
        shapes: of every glyph.
        texts: of every glyph.
        fonts: the fonts that are part of it, by section and number.
        needed: those of them that hold a glyph which none before holds: they are enough to make the face.
    """

    shapes: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    fonts: list[tuple[str, int]] = field(default_factory=list)
    needed: list[tuple[str, int]] = field(default_factory=list)

    def takes(self, other: Subset) -> bool:
        """Whether a font is a subset of the same face; the engine's names alone do not promise it."""
        shared = self.shapes.keys() & other.shapes.keys()
        return all(self.shapes[glyph] == other.shapes[glyph] for glyph in shared)

    def add(self, section: str, other: Subset) -> None:
        self.fonts.append((section, other.number))
        if other.shapes.keys() - self.shapes.keys():
            self.needed.append((section, other.number))
        self.shapes.update(other.shapes)
        for glyph, text in other.texts.items():
            ours = self.texts.setdefault(glyph, text)
            if ours != text:
                # Where one glyph stands for several characters, such as the space, the plainest speaks for it.
                self.texts[glyph] = min(ours, text, key=lambda said: (len(said), said))

    def digest(self, name: str, first: int) -> str:
        """The digest of all that makes the face: the same glyphs make the same, whichever subsets bring them."""
        glyphs = (f"{glyph} {shape} {self.texts.get(glyph)}" for glyph, shape in sorted(self.shapes.items()))
        return digest_of([f"face {_JOINING} {first}", name, *glyphs])


def font_dictionaries(pages: Iterable[Object]) -> Iterator[Object]:
    """The font resources of some pages, those that several share once."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        fonts = page.get(Name.Resources, Dictionary()).get(Name.Font)
        if fonts is None or (fonts.is_indirect and fonts.objgen in seen):
            continue
        seen.add(fonts.objgen)
        yield fonts


def joinable_fonts(pages: Iterable[Object]) -> list[Object]:
    """The fonts of some pages whose subsets can be joined: TrueType, shown by glyph id."""
    fonts = (font for fonts in font_dictionaries(pages) for _, font in sorted(fonts.items()))
    return list({font.objgen: font for font in fonts if _is_joinable(font)}.values())


def _is_joinable(font: Object) -> bool:
    if not font.is_indirect or font.get(Name.Subtype) != Name.Type0 or Name.ToUnicode not in font:
        return False
    descendant = font[Name.DescendantFonts][0]
    return Name.FontFile2 in descendant[Name.FontDescriptor] and Name.W in descendant


def subset_of(font: Object) -> Subset:
    """What a font that can be joined shows of its face."""
    descendant = font[Name.DescendantFonts][0]
    descriptor = descendant[Name.FontDescriptor]
    widths = _widths(descendant)
    program = read_subset(descriptor[Name.FontFile2].read_bytes(), set(widths))
    described = {key: value.unparse() if isinstance(value, Object) else value for key, value in descriptor.items()}
    fixed = sorted((key, value) for key, value in described.items() if key not in _OWN)
    # The glyph that stands for what is missing has a width in none of them.
    shapes = {g: f"{o.digest} {widths.get(g)}" for g, o in program.glyphs.items()}
    name = f"{font[Name.BaseFont]} {program.units} {fixed}"
    return Subset(font.objgen[0], name, shapes, read_to_unicode(font[Name.ToUnicode].read_bytes()))


def join_faces(
    fonts: Mapping[str, Sequence[Subset]],
    opened: Callable[[str], AbstractContextManager[Pdf]],
    first: int,
    kept: Kept,
) -> Faces:
    """Join the subsets of each face.

    Args:
        fonts: by section, the fonts that can be joined.
        opened: opens the paint of a section.
        first: the first number that is free.
        kept: where faces are kept.
    """
    faces = _faces(fonts)
    parts: list[Part] = []
    numbers: dict[str, dict[int, int]] = {section: {} for section in fonts}
    for name, face in faces:
        for section, number in face.fonts:
            numbers[section][number] = first
        key = face.digest(name, first)
        data = kept.get(key)
        if data is None:
            data = _made(face, opened, first).dump()
            kept.put(key, data)
        parts.append(load_part(data))
        first += _RUN
    return Faces(numbers, parts, first)


def _faces(fonts: Mapping[str, Sequence[Subset]]) -> list[tuple[str, _Face]]:
    """Every face under the name of its subsets, in the order in which the sections show them."""
    found: dict[str, list[_Face]] = {}
    for section, subsets in fonts.items():
        for subset in subsets:
            known = found.setdefault(subset.name, [])
            same = next((face for face in known if face.takes(subset)), None)
            if same is None:
                known.append(same := _Face())
            same.add(section, subset)
    return [(name, face) for name, known in found.items() for face in known]


def _made(face: _Face, opened: Callable[[str], AbstractContextManager[Pdf]], first: int) -> Part:
    """The face as it is written, from the fonts that are needed for it; the first of them lends its dictionaries."""
    widths: dict[int, float] = {}
    boxes: list[list[int]] = []
    program: TrueTypeUnion | None = None
    with Pdf.new() as pdf:
        font = pdf.Root
        for section, number in face.needed:
            with opened(section) as proof:
                source = proof.get_object(number, 0)
                descendant = source[Name.DescendantFonts][0]
                descriptor, own = descendant[Name.FontDescriptor], _widths(descendant)
                subset = read_subset(descriptor[Name.FontFile2].read_bytes(), set(own))
                widths.update(own)
                boxes.append([int(edge) for edge in descriptor[Name.FontBBox]])
                if program is None:
                    program, font = subset, _moved(source, pdf)
                else:
                    program.add(subset)
        if program is None:
            raise ValueError("a face without a glyph")
        _complete(pdf, font, program.program(), widths)
        left, bottom, right, top = zip(*boxes, strict=True)
        box = Array([min(left), min(bottom), max(right), max(top)])
        font[Name.DescendantFonts][0][Name.FontDescriptor][Name.FontBBox] = box
        font[Name.ToUnicode] = pdf.make_stream(written_to_unicode(face.texts))
        numbers = Numbers(pdf, first)
        numbers.number(font)
        part = part_of(numbers.written(), numbers)
        if numbers.next > first + _RUN:
            raise ValueError("a face has more objects than were planned for it")
        return part


def _moved(font: Object, pdf: Pdf) -> Object:
    """The dictionaries of a font in another PDF, without what is made anew there."""
    descriptor = font[Name.DescendantFonts][0][Name.FontDescriptor]
    for holder, name in ((font, Name.ToUnicode), (descriptor, Name.FontFile2), (descriptor, Name.CIDSet)):
        if name in holder:
            del holder[name]
    return pdf.copy_foreign(font)


def _complete(pdf: Pdf, font: Object, program: bytes, widths: Mapping[int, float]) -> None:
    descendant = font[Name.DescendantFonts][0]
    descendant[Name.FontDescriptor][Name.FontFile2] = pdf.make_stream(program, Length1=len(program))
    listed: list[Object | int] = []
    for glyph, width in sorted(widths.items()):
        listed += [glyph, Array([int(width) if width.is_integer() else width])]
    descendant[Name.W] = Array(listed)


def _widths(descendant: Object) -> dict[int, float]:
    return read_widths(descendant[Name.W].unparse(resolved=True))
