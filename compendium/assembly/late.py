"""The sections that print folios, filled once the others are typeset."""

from __future__ import annotations

from dataclasses import replace

from compendium.assembly.concordance import EarlierEdition, concordance_pages
from compendium.assembly.folios import Folios
from compendium.assembly.index import index_pages
from compendium.assembly.locating import Locating
from compendium.assembly.outline import contents_pages
from compendium.assembly.tables import Tables
from compendium.model.book import Book, Section
from compendium.model.library import Library, selected


def fill(
    section: Section, library: Library, book: Book, folios: Folios, earlier: EarlierEdition | None = None
) -> Section:
    """Fill a late section, now that the folios it prints are known.

    Args:
        section: one of the late sections of the book.
        library: the curated content.
        book: the book; its instruments stand before every late section of the body, so that their folios are settled.
        folios: where every anchor stands.
        earlier: what the concordance sets this book against.

    Raises:
        EngineError: a paragraph of an index is on no page.
    """
    content: object
    match section.kind:
        case "contents":
            content = contents_pages(book, folios)
        case "index" | "verbs":
            content = index_pages(library, book, folios, section)
        case "concordance" if earlier:
            locating = Locating(selected(library, book.edition), folios.position)
            content = concordance_pages(earlier, book, folios, locating)
        case "actions" | "bodies" | "chronology" | "cited" | "glossary":
            content = getattr(Tables(library, book, folios), section.kind)()
        case _:
            raise ValueError(f"section {section.id} prints no folios")
    return replace(section, content=content)
