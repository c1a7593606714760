"""Fingerprints of pages: every byte that has a say in what a page shows, and in where its links lead.

The numbers of objects have none: what a page refers to is taken in for what it is. Only the page that a link leads to
goes by its number, as that is how the link is read.
"""

from __future__ import annotations

import hashlib
import re

from pikepdf import Name, Object, Pdf, Stream

from compendium.conformance.leaves import Number, inherited
from compendium.files import digest_of

_STRING = rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>"
_REFERENCE = re.compile(_STRING + rb"|(\d+) (\d+) R\b", re.DOTALL)
"""A reference; strings are matched too, so that nothing in them is taken for one."""
_BESIDE = re.compile(_STRING + rb"|/(?:StructParent \d+|P \d+ \d+ R\b)", re.DOTALL)
"""Where an annotation hangs in the structure, and on which page."""
_APART = re.compile(_STRING + rb"|/(?:A|Dest|Rect|Contents) (\d+) (\d+) R\b", re.DOTALL)
"""What is read of an annotation and written apart from it."""

_WHOLE = (Name.Contents, Name.Resources, Name.MediaBox, Name.CropBox, Name.Rotate)
_PLACED = frozenset({*map(str, _WHOLE), "/Parent", "/StructParents", "/Annots"})
"""Entries of a page that are taken in by themselves, or tell only where it is."""


class Fingerprints:
    """Makes fingerprints of the pages of one file."""

    def __init__(self, pdf: Pdf) -> None:
        """Begin with no page.

        Args:
            pdf: the file; it has to stay open.
        """
        self._pdf = pdf
        self._known: dict[Number, bytes] = {}

    def page(self, page: Object) -> str:
        """The fingerprint of a page: its dictionary, its contents, its annotations, and all of its resources."""
        parts = [self._all_of(inherited(page, name)) for name in _WHOLE]
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
        if number not in self._known:
            # An object that refers to itself by a detour is taken in once.
            self._known[number] = b""
            self._known[number] = self._digest(self._pdf.get_object(number))
        return self._known[number]

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
