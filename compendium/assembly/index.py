"""The thematic index of one language, with its folios."""

from __future__ import annotations

from compendium.assembly.book import selected
from compendium.assembly.contents import IndexPages
from compendium.assembly.folios import Folios
from compendium.indexing import build_index, resolve
from compendium.model.book import Book
from compendium.model.library import Library
from compendium.model.words import Lang


def index_pages(library: Library, book: Book, folios: Folios, section: str) -> IndexPages:
    """The index that a section prints.

    Args:
        library: holds the thesaurus.
        book: the edition decides which instruments are indexed.
        folios: where every paragraph stands.
        section: id of the section, `index-en` or `index-fr`.

    Raises:
        EngineError: a paragraph of the index is on no page.
    """
    lang = Lang(section.removeprefix("index-"))
    index = build_index(library, selected(library, book.edition), lang)
    return IndexPages(resolve(index, folios.position), len(book.edition.languages) > 1)
