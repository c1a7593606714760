"""Fingerprints of pages: every byte that has a say in what a page shows, and in where its links lead."""

from __future__ import annotations

import hashlib
import re

from pikepdf import Name, Object, Pdf, Stream

from compendium.files import digest_of

_REFERENCE = re.compile(rb"(?<![\d.])(\d+) (\d+) R\b")
"""What looks like a reference; one that is only text takes in an object too many, which does no harm."""


_INHERITED = (Name.Resources, Name.MediaBox, Name.CropBox, Name.Rotate)
"""What a page takes from the nodes above it where it has none of its own (ISO 32000-1, table 30)."""


class Fingerprints:
    """Makes fingerprints of the pages of one file."""

    def __init__(self, pdf: Pdf) -> None:
        """Begin with no page.

        Args:
            pdf: the file; it has to stay open.
        """
        self._pdf = pdf
        self._known: dict[tuple[int, int], bytes] = {}

    def page(self, page: Object) -> str:
        """The fingerprint of a page: its dictionary, its contents, its annotations, and all of its resources."""
        parts = [page.unparse(resolved=True), self._all_of(page.get(Name.Contents))]
        parts += [self._all_of(_inherited(page, name)) for name in _INHERITED]
        parts += [annotation.unparse(resolved=True) for annotation in page.get(Name.Annots, ())]
        return digest_of(parts)

    def _all_of(self, item: Object | int | None) -> bytes:
        """An object with everything that it refers to."""
        if not isinstance(item, Object):
            return str(item).encode()
        if item.is_indirect:
            return self._at(item.objgen)
        return self._digest(item)

    def _at(self, place: tuple[int, int]) -> bytes:
        if place not in self._known:
            # An object that refers to itself by a detour is taken in once.
            self._known[place] = b""
            self._known[place] = self._digest(self._pdf.get_object(place))
        return self._known[place]

    def _digest(self, item: Object) -> bytes:
        total = hashlib.sha256()
        text = item.unparse(resolved=True)
        if isinstance(item, Stream):
            text = item.stream_dict.unparse(resolved=True)
            total.update(item.read_raw_bytes())
        total.update(text)
        for found in _REFERENCE.finditer(text):
            total.update(self._at((int(found[1]), int(found[2]))))
        return total.digest()


def _inherited(page: Object, name: Name) -> Object | int | None:
    node: Object | None = page
    while node is not None:
        if name in node:
            return node[name]
        node = node.get(Name.Parent)
    return None
