"""The pages themselves: their number, their blanks, their labels and folios, the links between them."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.conformance.faults import fault
from compendium.conformance.finished import FinishedFile
from compendium.diagnostics import Diagnostic
from compendium.model.book import Book, Pagination

_PRIVATE = "compendium:"
"""The scheme of addresses that binding has to resolve."""


def check_count(file: FinishedFile, book: Book, pagination: Pagination) -> Iterator[Diagnostic]:
    """As many pages as leaves, and no section without any."""
    if len(file) != len(pagination.leaves):
        yield fault("", "CONF-PAGES", f"the file has {len(file)} pages, the pagination {len(pagination.leaves)}")
    for section in book.sections:
        if section.id not in pagination.starts:
            yield fault(section.id, "CONF-PAGES", f"section {section.id} is not in the pagination")


def check_blanks(file: FinishedFile, pagination: Pagination) -> Iterator[Diagnostic]:
    """A blank draws nothing at all and links to nothing."""
    for index, leaf in enumerate(pagination.leaves[: len(file)]):
        if leaf.section is None and not file.is_empty(index):
            yield fault("", "CONF-BLANK", f"page {leaf.label} has to be blank and is not")


def check_folios(file: FinishedFile, pagination: Pagination) -> Iterator[Diagnostic]:
    """The page label is the folio, and the folio is printed, last on its page, where the leaf shows one."""
    for index, leaf in enumerate(pagination.leaves[: len(file)]):
        section = leaf.section or ""
        label = file.label(index)
        if label != leaf.label:
            yield fault(section, "CONF-LABEL", f"page {index + 1} of the file is labelled {label}, not {leaf.label}")
        shown = file.last_word(index) if leaf.shows_folio else leaf.label
        if shown != leaf.label:
            yield fault(section, "CONF-FOLIO", f'page {leaf.label} prints "{shown}" for its folio')


def check_links(file: FinishedFile, pagination: Pagination) -> Iterator[Diagnostic]:
    """Every link and every entry of the outline leads to a page of the book or out on the web."""
    for link in file.links():
        leaf = pagination.leaves[link.page] if link.page < len(pagination.leaves) else None
        section = (leaf.section if leaf else None) or ""
        if link.uri.startswith(_PRIVATE):
            yield fault(section, "CONF-LINK", f"page {file.label(link.page)} still links to {link.uri}")
        elif not link.uri and link.target is None:
            yield fault(section, "CONF-LINK", f"a link on page {file.label(link.page)} leads to no page of the book")
    for title, page in file.outline():
        if page is None:
            yield fault("", "CONF-OUTLINE", f'the entry "{title}" of the outline leads to no page of the book')
