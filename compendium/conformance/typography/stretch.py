"""What the rules judge: the pages of one section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from compendium.conformance.typography.columns import Grid, Text, paragraphs
from compendium.conformance.typography.lines import Line, PrintedPage
from compendium.diagnostics import Code, Diagnostic, Place


def letters(text: str) -> str:
    """The letters and figures of a text alone."""
    return "".join(filter(str.isalnum, text))


@dataclass(frozen=True)
class Stretch:
    """The pages of one section.

    Attributes:
        section: its id.
        labels: the folio of each page.
        pages: the pages.
        texts: its paragraphs, whole.
        grid: the grid of the book.
        on_grid: whether its lines have to stand on it.
        is_prose: whether its lines are to fill a measure.
        columns: in how many columns it runs on, one after the other; parallel text stands in one of pairs.
        adopted: the letters of the wordings that it prints as others adopted them, one after the other.
    """

    section: str
    labels: tuple[str, ...]
    pages: tuple[PrintedPage, ...]
    texts: tuple[Text, ...]
    grid: Grid
    on_grid: bool
    is_prose: bool = True
    columns: int = 1
    adopted: str = ""

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        counts: Counter[float] = Counter()
        for text in self.texts:
            for line in text.lines:
                counts[round(line.size, 1)] += len(line.text)
        return counts.most_common(1)[0][0] if counts else 0.0

    @cached_property
    def first(self) -> int:
        """The index of its first page."""
        return min((line.page for page in self.pages for line in page.lines), default=0)

    @cached_property
    def printed(self) -> tuple[Text, ...]:
        """Everything that it says, notes and headings too, paragraph by paragraph."""
        return tuple(paragraphs(self.pages))

    def is_of_others(self, line: Line) -> bool:
        """Whether a line says what others adopted, so that its letters and marks are theirs."""
        own = letters(line.text)
        return bool(own) and own in self.adopted

    def at(self, code: Code, line: Line, what: str, hint: str = "") -> Diagnostic:
        """A finding about a line."""
        words = line.text if len(line.text) <= 48 else f"{line.text[:45]}..."
        label = self.labels[min(max(line.page - self.first, 0), len(self.labels) - 1)]
        return code.at(Place(self.section, line.page + 1), f'page {label}: {what}: "{words}"', hint)
