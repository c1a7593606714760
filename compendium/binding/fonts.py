"""Each font once: the subsets that the Proofs carry of one face become one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.binding.cmaps import read_to_unicode, read_widths, written_to_unicode
from compendium.binding.truetype import TrueTypeUnion, read_subset


@dataclass(slots=True)
class _Face:
    """One face as it grows: what the sections show of it, and where they name it."""

    font: Object
    program: TrueTypeUnion
    widths: dict[int, float]
    characters: dict[int, str]
    used_in: list[tuple[Object, str]] = field(default_factory=list)

    def takes(self, other: _Face) -> bool:
        """Whether the other is a subset of the same face; the engine's names alone do not promise it."""
        shared = self.widths.keys() & other.widths.keys()
        if any(self.widths[glyph] != other.widths[glyph] for glyph in shared):
            return False
        return not self.program.contradicts(other.program)

    def add(self, other: _Face) -> None:
        self.program.add(other.program)
        self.widths.update(other.widths)
        self.characters = _joined(self.characters, other.characters)
        self.used_in += other.used_in


def unify_fonts(pdf: Pdf) -> None:
    """Join the subsets of each face; fonts that are not TrueType are left as they are."""
    faces: dict[str, list[_Face]] = {}
    for fonts in _font_dictionaries(pdf):
        for key, font in fonts.items():
            face = _read(font)
            if face is None:
                continue
            face.used_in.append((fonts, key))
            known = faces.setdefault(str(font[Name.BaseFont]), [])
            same = next((other for other in known if other.takes(face)), None)
            if same:
                same.add(face)
            else:
                known.append(face)
    for known in faces.values():
        for face in known:
            _write(pdf, face)


def _font_dictionaries(pdf: Pdf) -> Iterator[Object]:
    """The font resources of all pages, those that several pages share once."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.obj.get(Name.Resources, Dictionary()).get(Name.Font)
        if fonts is None or (fonts.is_indirect and fonts.objgen in seen):
            continue
        seen.add(fonts.objgen)
        yield fonts


def _read(font: Object) -> _Face | None:
    if font.get(Name.Subtype) != Name.Type0 or Name.ToUnicode not in font:
        return None
    descendant = font[Name.DescendantFonts][0]
    descriptor = descendant[Name.FontDescriptor]
    if Name.FontFile2 not in descriptor or Name.W not in descendant:
        return None
    characters = read_to_unicode(font[Name.ToUnicode].read_bytes())
    widths = read_widths(descendant[Name.W].unparse(resolved=True))
    program = read_subset(descriptor[Name.FontFile2].read_bytes(), set(widths))
    return _Face(font, program, widths, characters)


def _joined(ours: Mapping[int, str], theirs: Mapping[int, str]) -> dict[int, str]:
    """Characters of both; where one glyph stands for several, such as the space, the plainest speaks for it."""
    both = {**ours, **theirs}
    for glyph in ours.keys() & theirs.keys():
        both[glyph] = min(ours[glyph], theirs[glyph], key=lambda text: (len(text), text))
    return both


def _write(pdf: Pdf, face: _Face) -> None:
    descendant = face.font[Name.DescendantFonts][0]
    descriptor = descendant[Name.FontDescriptor]
    program = face.program.program()
    descriptor[Name.FontFile2] = pdf.make_stream(program, Length1=len(program))
    if Name.CIDSet in descriptor:
        del descriptor[Name.CIDSet]
    widths: list[Object | int] = []
    for glyph, width in sorted(face.widths.items()):
        widths += [glyph, Array([int(width) if width.is_integer() else width])]
    descendant[Name.W] = Array(widths)
    face.font[Name.ToUnicode] = pdf.make_stream(written_to_unicode(face.characters))
    for fonts, key in face.used_in:
        fonts[key] = face.font
