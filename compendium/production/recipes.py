"""What the sections of instruments are made of, told before they are made.

An instrument is set from itself, from what the book says beside the instruments, and from the anchors that references
may lead to. As long as these stay, so does its Galley, and so do the texts that its pages have to show: both are kept,
and the hundred instruments that nobody touched are not composed again.
"""

from __future__ import annotations

import dataclasses

from compendium.assembly import InstrumentPages, anchors_of, surroundings_digest
from compendium.composition import compose, composed
from compendium.files import Kept, digest_of
from compendium.model.book import Book, Section
from compendium.model.house import House
from compendium.model.library import Library
from compendium.model.proof import Galley
from compendium.production.program import contents_of, program_digest

_FROM_THESE = frozenset({"instrument", "setter", "body", "theme_labels"})
"""Fields of an instrument's pages that are made of the instrument, the surroundings and the edition alone."""


class Recipes:
    """The recipes of one book."""

    def __init__(self, library: Library, book: Book, house: House) -> None:
        """Tell what all instruments of the book have in common.

        Args:
            library: the curated content.
            book: the book.
            house: styles, templates and pictures.
        """
        self._book = book
        self._house = house
        self._common = digest_of(
            [
                program_digest(),
                *(part for folder in house.templates for part in contents_of(folder)),
                surroundings_digest(library, book.edition),
                *sorted(anchors_of(book)),
            ]
        )

    def of(self, section: Section) -> str:
        """The digest of all that a section is made of; empty for what is no instrument, and is made anew."""
        pages = section.content
        if not isinstance(pages, InstrumentPages):
            return ""
        others = [f.name for f in dataclasses.fields(pages) if f.name not in _FROM_THESE]
        return digest_of(
            [
                self._common,
                pages.instrument.model_dump_json(),
                repr(dataclasses.replace(section, content=None)),
                *(f"{name} {getattr(pages, name)!r}" for name in others),
            ]
        )

    def galley(self, section: Section, kept: Kept) -> Galley:
        """The Galley of a section, composed where none is kept of the same recipe.

        Raises:
            ContentError: a template is missing or asks for what is not there.
        """
        recipe = self.of(section)
        if not recipe:
            return compose(section, self._book, self._house)
        key = digest_of(["galley", recipe])
        html = kept.get(key)
        if html is not None:
            return composed(section, html.decode(), self._book, self._house)
        galley = compose(section, self._book, self._house)
        kept.put(key, galley.html.encode())
        return galley
