"""Every anchor that a book will hold, known before it is typeset."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from compendium.assembly.contents import InstrumentPages
from compendium.model.book import Book


@lru_cache(maxsize=4)
def anchors_of(book: Book) -> frozenset[str]:
    """The anchors that references may lead to: sections, paragraphs, register, glossary, bodies."""
    return frozenset(_anchors(book))


def _anchors(book: Book) -> Iterator[str]:
    for section in book.sections:
        yield section.id
        if isinstance(section.content, InstrumentPages):
            yield from section.content.setter.anchors
    yield from book.register
