"""Fingerprints of pages: every byte that has a say in what a page shows, and in where its links lead.

The numbers of objects have none: what a page refers to is taken in for what it is. Only the page that a link leads to
goes by its number, as that is how the link is read. Of a font that is shared with other pages only what this one shows
has a say (see `glyphs`).
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, Pdf, PikepdfError, Stream

from compendium.conformance.glyphs import Face, Shown
from compendium.conformance.leaves import Number, inherited
from compendium.files import digest_of

_STRING = rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>"
_REFERENCE = re.compile(_STRING + rb"|(\d+) (\d+) R\b", re.DOTALL)
"""A reference; strings are matched too, so that nothing in them is taken for one."""
_BESIDE = re.compile(_STRING + rb"|/(?:StructParent \d+|P \d+ \d+ R\b)", re.DOTALL)
"""Where an annotation hangs in the structure, and on which page."""
_APART = re.compile(_STRING + rb"|/(?:A|Dest|Rect|Contents) (\d+) (\d+) R\b", re.DOTALL)
"""What is read of an annotation and written apart from it."""

_WHOLE = (Name.Contents, Name.MediaBox, Name.CropBox, Name.Rotate)
_PLACED = frozenset({*map(str, _WHOLE), "/Resources", "/Parent", "/StructParents", "/Annots"})
"""Entries of a page that are taken in by themselves, or tell only where it is."""


_BY_GLYPH = frozenset({"/ToUnicode", "/DescendantFonts", "/W", "/FontDescriptor", "/FontFile2"})
"""Entries of a font, and of what it refers to, that are told glyph by glyph or hold what is."""
_OTHER_FONT = (PikepdfError, ValueError, LookupError, TypeError, AttributeError, struct.error)
"""What is raised where a font is of another kind than the house makes."""


@dataclass(frozen=True, slots=True)
class _Font:
    """A font: the digest of all of it but its glyphs, and these; where they cannot be told apart, of all of it."""

    digest: bytes
    face: Face | None = None

    def shown(self, codes: str) -> bytes:
        return self.digest + self.face.glyphs(codes) if self.face else self.digest


@dataclass(frozen=True, slots=True)
class _Named:
    """What pages name as their resources: the digest of what is no font, and the fonts."""

    others: bytes
    fonts: dict[str, _Font]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a file: the digests of its objects, what pages name, the fonts."""

    objects: dict[Number, bytes] = field(default_factory=dict)
    named: dict[Number, _Named] = field(default_factory=dict)
    fonts: dict[Number, _Font] = field(default_factory=dict)


class Fingerprints:
    """Makes fingerprints of the pages of one file."""

    def __init__(self, pdf: Pdf, seen: Seen | None = None) -> None:
        """Begin with no page.

        Args:
            pdf: the file; it has to stay open.
            seen: what was seen of the same file when it was open before, and what is seen of it now.
        """
        self._pdf = pdf
        self._seen = seen or Seen()

    def page(self, page: Object, shown: Shown | None) -> str:
        """The fingerprint of a page: its dictionary, its contents, its annotations, and all of its resources.

        Args:
            page: the page.
            shown: what it shows of its fonts; None for all of them.
        """
        resources = inherited(page, Name.Resources)
        parts = [self._all_of(inherited(page, name)) for name in _WHOLE]
        if shown is None or not isinstance(resources, Dictionary):
            parts.append(self._all_of(resources))
        else:
            parts += self._shown(resources, shown)
        for name, value in sorted(page.items()):
            if name not in _PLACED:
                parts += [name.encode(), self._all_of(value)]
        for annotation in page.get(Name.Annots, ()):
            text = annotation.unparse(resolved=True)
            parts.append(_BESIDE.sub(_kept, text))
            parts += [self._text(found) for found in _APART.finditer(text) if found[1]]
        return digest_of(parts)

    def at(self, number: Number) -> bytes:
        """The digest of an object with everything that it refers to."""
        if number not in self._seen.objects:
            # An object that refers to itself by a detour is taken in once.
            self._seen.objects[number] = b""
            self._seen.objects[number] = self._digest(self._pdf.get_object(number))
        return self._seen.objects[number]

    def _shown(self, resources: Object, shown: Shown) -> list[bytes]:
        """What a page names; of its fonts what it shows. One that it names and does not show has no say."""
        named = self._seen.named.get(resources.objgen) if resources.is_indirect else None
        if named is None:
            named = self._read(resources)
            if resources.is_indirect:
                self._seen.named[resources.objgen] = named
        fonts = named.fonts
        return [
            named.others,
            *(
                part
                for name, codes in shown.items()
                for part in (name.encode(), fonts[name].shown(codes) if name in fonts else b"")
            ),
        ]

    def _read(self, resources: Object) -> _Named:
        others = ((name.encode(), self._all_of(value)) for name, value in sorted(resources.items()) if name != "/Font")
        fonts = resources.get(Name.Font, Dictionary())
        digest = hashlib.sha256(b"".join(part for pair in others for part in pair)).digest()
        return _Named(digest, {name[1:]: self._font(font) for name, font in fonts.items()})

    def _font(self, font: Object) -> _Font:
        if not font.is_indirect:
            return _Font(self._digest(font))
        if font.objgen not in self._seen.fonts:
            try:
                self._seen.fonts[font.objgen] = self._by_glyph(font)
            except _OTHER_FONT:
                self._seen.fonts[font.objgen] = _Font(self.at(font.objgen))
        return self._seen.fonts[font.objgen]

    def _by_glyph(self, font: Object) -> _Font:
        face = Face(font)
        below = font[Name.DescendantFonts][0]
        parts = [face.rest]
        for item in (font, below, below.FontDescriptor):
            for name, value in sorted(item.items()):
                if name not in _BY_GLYPH:
                    parts += [name.encode(), self._all_of(value)]
        return _Font(bytes.fromhex(digest_of(parts)), face)

    def _all_of(self, item: object) -> bytes:
        if not isinstance(item, Object):
            return repr(item).encode()
        return self.at(item.objgen) if item.is_indirect else self._digest(item)

    def _digest(self, item: Object) -> bytes:
        total = hashlib.sha256()
        text = item.unparse(resolved=True)
        if isinstance(item, Stream):
            text = item.stream_dict.unparse(resolved=True)
            total.update(item.read_raw_bytes())
        total.update(_REFERENCE.sub(self._referred, text))
        return total.digest()

    def _referred(self, found: re.Match[bytes]) -> bytes:
        return self.at((int(found[1]), int(found[2]))) if found[1] else found[0]

    def _text(self, found: re.Match[bytes]) -> bytes:
        return bytes(self._pdf.get_object((int(found[1]), int(found[2]))).unparse(resolved=True))


def _kept(found: re.Match[bytes]) -> bytes:
    """A string as it is, nothing of the rest."""
    return b"" if found[0].startswith(b"/") else found[0]
