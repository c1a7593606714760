"""The proof of a finished file, check by check."""

from __future__ import annotations

from collections import Counter

from compendium.conformance.expectations import Expectations
from compendium.conformance.finished import FinishedFile
from compendium.conformance.leaves import FileAt
from compendium.conformance.means import Means
from compendium.conformance.numbers import check_numbers
from compendium.conformance.pages import check_blanks, check_count, check_folios, check_links
from compendium.conformance.texts import wanted_texts
from compendium.diagnostics import Report
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
    pdf: FileAt, book: Book, pagination: Pagination, expectations: Expectations, means: Means | None = None
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
        means: what helps; None for nothing. Every page of every file is proved, by being read or by being, to the byte,
            a page that was (see `reading`).

    Returns:
        A Report that is empty where the file is as it has to be.
    """
    return proof_of_file(pdf, book, pagination, expectations, means or Means())[0]


def proof_of_file(
    pdf: FileAt, book: Book, pagination: Pagination, expectations: Expectations, means: Means
) -> tuple[Report, frozenset[str]]:
    """The same, and the codes of the rules of preflight that were told on the way."""
    file = FinishedFile(pdf)
    try:
        texts = file.read(_ranges(pagination), wanted_texts(pagination, expectations), means)
        report = Report.of(
            (
                *check_count(file, book, pagination),
                *check_blanks(file, pagination),
                *check_folios(file, pagination),
                *check_links(file, pagination),
                *texts.diagnostics,
                *check_numbers(file, pagination, expectations, texts.pages),
            )
        )
        return report, texts.passed
    finally:
        file.close()


def _ranges(pagination: Pagination) -> dict[str, range]:
    """The pages of each section."""
    counts = Counter(leaf.section for leaf in pagination.leaves)
    return {section: range(start, start + counts[section]) for section, start in pagination.starts.items()}
