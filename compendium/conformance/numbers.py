"""Every number of the contents and the index leads to the page that bears it and holds its target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compendium.conformance.expectations import Expectations, PrintedNumber
from compendium.conformance.faults import fault
from compendium.conformance.reading import FinishedFile
from compendium.conformance.skeletons import words_of
from compendium.diagnostics import Diagnostic
from compendium.model.book import Pagination


def check_numbers(
    file: FinishedFile, pagination: Pagination, expectations: Expectations, found: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Follow every printed number.

    Args:
        file: the finished file.
        pagination: the pages of the book.
        expectations: the numbers, and the ledgers that know the targets.
        found: anchor to the page on which its text was read.
    """
    printed = _printed_links(file, pagination)
    places = _Places(pagination, expectations, found)
    for number in expectations.numbers:
        name = f"section {number.section}: number {number.label}"
        target = places.page(number.anchor)
        if target is None or target >= len(file):
            yield fault(number.section, "CONF-NUMBER-TARGET", f"{name} names {number.anchor}, which stands nowhere")
            continue
        actual = file.label(target)
        if actual != number.label:
            message = f"{name} is printed for {number.anchor}, which stands on page {actual}"
            yield fault(number.section, "CONF-NUMBER-WRONG", message)
        elif not _leads(number, printed.get(number.section, ()), target):
            message = f"{name} is no link to page {actual}, where {number.anchor} stands"
            yield fault(number.section, "CONF-NUMBER-LINK", message)


class _Places:
    """Knows the page of an anchor: where its text was read, else where the ledger has it."""

    def __init__(self, pagination: Pagination, expectations: Expectations, found: Mapping[str, int]) -> None:
        self._pages = {
            anchor: pagination.starts[section] + spot.page
            for section, ledger in expectations.ledgers.items()
            if section in pagination.starts
            for anchor, spot in ledger.anchors.items()
        }
        self._pages.update(pagination.starts)
        self._pages.update(found)

    def page(self, anchor: str) -> int | None:
        return self._pages.get(anchor)


def _printed_links(file: FinishedFile, pagination: Pagination) -> dict[str, set[tuple[str, int]]]:
    """For every section the words that stand in a link, each with the page that the link leads to."""
    found: dict[str, set[tuple[str, int]]] = {}
    for link in file.links:
        section = pagination.leaves[link.page].section if link.page < len(pagination.leaves) else None
        if section is None or link.target is None:
            continue
        words = words_of(file.text_in(link.page, link.rectangle))
        found.setdefault(section, set()).update((word, link.target) for word in words)
    return found


def _leads(number: PrintedNumber, printed: set[tuple[str, int]] | tuple[()], target: int) -> bool:
    return (number.label, target) in printed
