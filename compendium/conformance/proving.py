"""The proof of a finished file, check by check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compendium.conformance.expectations import Expectations
from compendium.conformance.numbers import check_numbers
from compendium.conformance.pages import check_blanks, check_count, check_folios, check_links
from compendium.conformance.reading import FinishedFile
from compendium.conformance.texts import find_texts
from compendium.diagnostics import Report
from compendium.files import Kept, Nowhere
from compendium.model.book import Book, Pagination

CHECKS = (
    "CONF-PAGES",
    "CONF-BLANK",
    "CONF-LABEL",
    "CONF-FOLIO",
    "CONF-LINK",
    "CONF-OUTLINE",
    "CONF-LOST",
    "CONF-TWICE",
    "CONF-PLACE",
    "CONF-HYPHEN",
    "CONF-NOTE-PAGE",
    "CONF-NUMBER-TARGET",
    "CONF-NUMBER-WRONG",
    "CONF-NUMBER-LINK",
)
"""What a proof looks for; `prove` tells what each of them finds."""


def prove(
    pdf: bytes, book: Book, pagination: Pagination, expectations: Expectations, kept: Kept | None = None
) -> Report:
    """Read a finished PDF back and compare it with what was to be printed.

    | code | finding |
    |---|---|
    | CONF-PAGES | the file has more or fewer pages than the pagination |
    | CONF-BLANK | a blank is not blank |
    | CONF-LABEL, CONF-FOLIO | the page label or the printed folio is not that of the leaf |
    | CONF-LINK, CONF-OUTLINE | a link or an entry of the outline leads nowhere |
    | CONF-LOST | a paragraph or a note is not printed, or not in its order |
    | CONF-TWICE | a paragraph or a note is printed more than once |
    | CONF-PLACE | a paragraph does not begin on the page of its anchor |
    | CONF-HYPHEN | a hyphen of the text is missing, or one stands within a line that is not in the text |
    | CONF-NOTE-PAGE | a note is not on the page of its call |
    | CONF-NUMBER-TARGET, -WRONG, -LINK | a printed number names nothing, the wrong page, or is no link to it |

    Args:
        pdf: the finished file.
        book: its sections.
        pagination: its pages.
        expectations: its texts and numbers.
        kept: where it is kept how pages read, and which texts were found on them; None for nowhere. Every page of
            every file is proved, by being read or by being, to the byte, a page that was (see `reading.FinishedFile`).

    Returns:
        A Report that is empty where the file is as it has to be.
    """
    kept = Nowhere() if kept is None else kept
    file = FinishedFile(pdf, _runs(pagination), kept)
    try:
        texts = find_texts(file, pagination, expectations, kept)
        return Report.of(
            (
                *check_count(file, book, pagination),
                *check_blanks(file, pagination),
                *check_folios(file, pagination),
                *check_links(file, pagination),
                *texts.diagnostics,
                *check_numbers(file, pagination, expectations, texts.pages),
            )
        )
    finally:
        file.close()


def _runs(pagination: Pagination) -> Iterator[range]:
    """The pages of each section."""
    counts = Counter(leaf.section for leaf in pagination.leaves)
    return (range(start, start + counts[section]) for section, start in pagination.starts.items())
