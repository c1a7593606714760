"""What the rules measure by: the grid of the book, and its paragraphs put together again over page breaks."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compendium.conformance.typography.lines import Line, Paragraph, PrintedPage

NOTE = 0.645
"""Type of up to so much of the leading, at the foot of a page, is that of notes: they have a leading of their own."""

_UPPER = 0.4
"""The part of a page that notes do not reach, or hardly ever: the leading of the text is read there."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The baseline grid, read from the pages themselves.

    Attributes:
        leading: points from one line to the next.
        phase: points from the head of a page to the first of its grid lines.
    """

    leading: float
    phase: float

    def distance(self, baseline: float) -> float:
        """How far a baseline is from the nearest grid line, in points."""
        off = (baseline - self.phase) % self.leading
        return min(off, self.leading - off)


def grid_of(pages: Sequence[PrintedPage]) -> Grid:
    """The grid that most lines of running text stand on."""
    steps: Counter[float] = Counter()
    for page in pages:
        for paragraph in page.paragraphs:
            lines = [line for line in paragraph.lines if line.baseline < _UPPER * page.height]
            steps.update(round(b.baseline - a.baseline, 1) for a, b in itertools.pairwise(lines))
    leading = steps.most_common(1)[0][0] if steps else 1.0
    phases = Counter(round(line.baseline % leading, 1) for page in pages for line in body_lines(page, leading))
    rough = phases.most_common(1)[0][0] if phases else 0.0
    near = sorted(
        line.baseline % leading
        for page in pages
        for line in body_lines(page, leading)
        if abs(line.baseline % leading - rough) < 0.1
    )
    return Grid(leading, near[len(near) // 2] if near else rough)


def body(page: PrintedPage, leading: float) -> tuple[Paragraph, ...]:
    """The paragraphs of a page without the notes at its foot."""
    last = max((line.baseline for line in page.lines if line.size > NOTE * leading), default=0.0)
    return tuple(
        paragraph
        for paragraph in page.paragraphs
        if paragraph.lines[0].size > NOTE * leading or paragraph.lines[0].baseline < last
    )


def body_lines(page: PrintedPage, leading: float) -> Iterator[Line]:
    """The lines of a page without its notes."""
    return (line for paragraph in body(page, leading) for line in paragraph.lines)


def column(line: Line, page: PrintedPage) -> int:
    """0 for the left or only column, 1 for the right one."""
    return int(line.left > page.width / 2 - 12)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, whole: its pieces on one page after the other.

    Attributes:
        kind: its structure type.
        pieces: its lines, page by page.
        in_column: whether it stands in one of two columns.
    """

    kind: str
    pieces: tuple[tuple[Line, ...], ...]
    in_column: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines."""
        return tuple(itertools.chain.from_iterable(self.pieces))


def texts(pages: Sequence[tuple[int, PrintedPage]], leading: float) -> Iterator[Text]:
    """The paragraphs of a run of pages, those that a page break cuts put together by the structure tree.

    Args:
        pages: index and page, in their order.
        leading: see `Grid`.
    """
    found: dict[int, list[tuple[PrintedPage, Paragraph]]] = {}
    for _, page in pages:
        for paragraph in body(page, leading):
            if not paragraph.is_heading and paragraph.lines:
                found.setdefault(paragraph.element, []).append((page, paragraph))
    yield from map(_joined, found.values())


def paragraphs(pages: Sequence[PrintedPage]) -> Iterator[Text]:
    """Every paragraph of a run of pages, headings and notes too."""
    found: dict[int, list[tuple[PrintedPage, Paragraph]]] = {}
    for page in pages:
        for paragraph in page.paragraphs:
            found.setdefault(paragraph.element, []).append((page, paragraph))
    yield from map(_joined, found.values())


def _joined(pieces: Sequence[tuple[PrintedPage, Paragraph]]) -> Text:
    page, first = pieces[0]
    width = max(line.right for line in first.lines) - min(line.left for line in first.lines)
    return Text(first.kind, tuple(tuple(piece.lines) for _, piece in pieces), in_column=width < page.width / 2)
