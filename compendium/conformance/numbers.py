"""Every number of the contents, the tables and the index leads to the page that bears it and holds its target."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compendium.conformance.expectations import Expectations, PrintedNumber
from compendium.conformance.faults import fault
from compendium.conformance.finished import FinishedFile
from compendium.diagnostics import Diagnostic
from compendium.model.book import Pagination

_NOTE = "n"
"""What stands at once behind the number of a note."""


def check_numbers(
    file: FinishedFile, pagination: Pagination, expectations: Expectations, found: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Follow every printed number.

    A number is right where the text of its target was read from the page that bears it, and where a link with its
    figures leads there; as many links as there are such numbers.

    Args:
        file: the finished file.
        pagination: the pages of the book.
        expectations: the numbers, and the ledgers that know the targets.
        found: anchor to the page on which its text was read.
    """
    printed = _printed_links(file, pagination)
    places = _Places(pagination, expectations, found)
    for number in expectations.numbers:
        links = printed[number.section]
        target = places.page(number.anchor)
        if target is None or target >= len(file):
            message = f"{_named(number)} names {number.anchor}, whose text was read on no page"
            yield fault(number.section, "CONF-NUMBER-TARGET", message)
            continue
        actual = file.label(target)
        if actual != number.label:
            where = links.where(number.label, target)
            shown = f", printed on page {file.label(where)}," if where is not None else ""
            message = f"{_named(number)}{shown} is wrong: {number.anchor} begins on page {actual}"
            yield fault(number.section, "CONF-NUMBER-WRONG", message)
        elif not links.take(number.label, target):
            message = f"{_named(number)} is no link to page {actual}, where {number.anchor} begins"
            yield fault(number.section, "CONF-NUMBER-LINK", message)


def _named(number: PrintedNumber) -> str:
    entry = f", entry “{number.entry}”" if number.entry else ""
    return f"section {number.section}{entry}: number {number.label}"


class _Places:
    """Knows the page of an anchor: where its text was read, or the ledger's word for what is no text of the book."""

    def __init__(self, pagination: Pagination, expectations: Expectations, found: Mapping[str, int]) -> None:
        texts = {text.anchor for text in (*expectations.paragraphs, *expectations.notes)}
        self._pages = {
            anchor: pagination.starts[section] + spot.page
            for section, ledger in expectations.ledgers.items()
            if section in pagination.starts
            for anchor, spot in ledger.anchors.items()
            if anchor not in texts
        }
        self._pages.update(pagination.starts)
        self._pages.update(found)

    def page(self, anchor: str) -> int | None:
        return self._pages.get(anchor)


@dataclass(slots=True)
class _Links:
    """The words that stand in the links of a section, each with the page that its link leads to."""

    counts: Counter[tuple[str, int]]
    pages: dict[tuple[str, int], int]

    def add(self, word: str, target: int, page: int) -> None:
        self.counts[word, target] += 1
        self.pages.setdefault((word, target), page)

    def take(self, label: str, target: int) -> bool:
        """Account for one link that bears a number."""
        for word in (label, label + _NOTE):
            if self.counts[word, target]:
                self.counts[word, target] -= 1
                return True
        return False

    def where(self, label: str, target: int) -> int | None:
        """The page on which a number stands in a link to a target."""
        return self.pages.get((label, target))


def _printed_links(file: FinishedFile, pagination: Pagination) -> defaultdict[str, _Links]:
    found: defaultdict[str, _Links] = defaultdict(lambda: _Links(Counter(), {}))
    for link in file.links():
        section = pagination.leaves[link.page].section if link.page < len(pagination.leaves) else None
        if section is None or link.target is None:
            continue
        for word in link.words:
            found[section].add(word, link.target, link.page)
    return found
