"""What a good page has or has not, each rule under its own code.

The limits are those of the house (see `styles/tokens/`); widow, orphan and runt are the words of the Chicago Manual of
Style 2.116, three hyphens in a row are forbidden there too (2.117).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from compendium.conformance.typography.columns import NOTE, Grid, Text, body, body_lines
from compendium.conformance.typography.lines import Line
from compendium.conformance.typography.stretch import Stretch
from compendium.diagnostics import Code, Diagnostic, Severity

GRID = Code("TYPO-GRID", "a line does not stand on the baseline grid", Severity.WARNING)
WIDOW = Code("TYPO-WIDOW", "the last line of a paragraph stands alone at the head of a page", Severity.WARNING)
ORPHAN = Code("TYPO-ORPHAN", "the first line of a paragraph stands alone at the foot of a page", Severity.WARNING)
RUNT = Code("TYPO-RUNT", "the last line of a paragraph has fewer than six letters", Severity.WARNING)
HYPHENS = Code("TYPO-HYPHENS", "three lines in a row end in a hyphen", Severity.WARNING)
HYPHEN_PAGE = Code("TYPO-HYPHEN-PAGE", "a word is divided between two pages", Severity.WARNING)
HEADING = Code("TYPO-HEADING", "a heading stands at the foot of a page", Severity.WARNING)
MEASURE = Code("TYPO-MEASURE", "the lines of a section are too short or too long", Severity.WARNING)
LOOSE = Code("TYPO-LOOSE", "the words of a line stand too far apart", Severity.WARNING)
RIVER = Code("TYPO-RIVER", "the spaces of three lines or more run into one another", Severity.WARNING)
SHORT = Code("TYPO-SHORT", "a line breaks off although more words have room on it", Severity.WARNING)
CALL = Code("TYPO-CALL", "a line begins with the call of a note", Severity.WARNING)
EDGE = Code("TYPO-EDGE", "a line comes too near to the edge of the page", Severity.WARNING)
OVERLAP = Code("TYPO-OVERLAP", "two lines are printed over each other", Severity.WARNING)

CODES = (GRID, WIDOW, ORPHAN, RUNT, HYPHENS, HYPHEN_PAGE, HEADING, MEASURE, LOOSE, RIVER, SHORT, CALL, EDGE, OVERLAP)

_OFF = 0.25
"""Points that a line may be off the grid."""

_LETTERS = 6
_ONE_COLUMN = (60.0, 72.0)
_TWO_COLUMNS = (38.0, 50.0)
"""Characters of a line, spaces counted, on the average of full lines."""

_RUNNING = 0.9
"""Type of so much of the common size is running text; smaller is that of remarks and lists of references."""

_NAME = 24
"""Characters of a line that may be a name or a heading and no line of running text."""

_ENOUGH = 20
"""Full lines that an average is taken of."""

_LONG = 4
"""Lines of a paragraph that is no name, no address and no cell."""

_CHARACTER = 0.5
"""Ems of a character, on the average, at the most."""

_LOOSE = 0.75
"""Ems between two words from which they fall apart: half an em is the most that is aimed at (Bringhurst, The Elements
of Typographic Style, 2.1.1), and in a paragraph of two or three lines not always to be had."""

_WIDE = 0.4
_RIVER = 3
"""Ems of a space that the eye notices, and lines of them below each other that make a river."""

_BROKEN = 1 / 3
"""The part of the measure that a line of ragged text may leave white where a word has room on it."""

_EDGE = 14.0
"""Points (5 mm) from the trimmed edge within which nothing may stand: cutting is not more exact."""


Rule = Callable[[Stretch], Iterator[Diagnostic]]


def grid(stretch: Stretch) -> Iterator[Diagnostic]:
    """Every line of text within a quarter of a point of the grid; headings have a leading of their own.

    Type as small as that of notes may stand on the thirds of the grid, as themes do (`styles/tokens/measures.css`).
    """
    leading = stretch.grid.leading
    thirds = Grid(leading / 3, stretch.grid.phase)
    for page in stretch.pages if stretch.on_grid else ():
        for paragraph in body(page, leading):
            if paragraph.is_heading:
                continue
            for line in paragraph.lines:
                own = thirds if line.size < NOTE * leading else stretch.grid
                off = own.distance(line.baseline)
                if off > _OFF:
                    yield stretch.at(GRID, line, f"{off:.2f} pt off the grid")


def lonely_lines(stretch: Stretch) -> Iterator[Diagnostic]:
    """No widow, no orphan."""
    for text in stretch.texts if stretch.columns == 1 else ():
        if len(text.pieces) < 2 or text.lines[0].size < _RUNNING * stretch.size:
            continue
        if len(text.pieces[-1]) == 1:
            yield stretch.at(WIDOW, text.pieces[-1][0], "alone at the head")
        if len(text.pieces[0]) == 1:
            yield stretch.at(ORPHAN, text.pieces[0][0], "alone at the foot")


def runts(stretch: Stretch) -> Iterator[Diagnostic]:
    """No last line of fewer than six letters."""
    for text in stretch.texts if stretch.is_prose else ():
        if len(text.lines) < 2 or text.lines[-1].size < _RUNNING * stretch.size:
            continue
        before, last = text.lines[-2:]
        # Two short lines are two names, one below the other.
        if last.letters < _LETTERS and len(before.text) > _NAME:
            yield stretch.at(RUNT, last, f"a last line of {last.letters} letters")


def hyphens(stretch: Stretch) -> Iterator[Diagnostic]:
    """No three hyphens in a row, and none at the end of a page."""
    for text in stretch.texts:
        run = 0
        for line in text.lines:
            run = run + 1 if line.ends_hyphenated else 0
            if run == 3:
                yield stretch.at(HYPHENS, line, "the third hyphen in a row")
        for piece in text.pieces[:-1]:
            if piece[-1].ends_hyphenated:
                yield stretch.at(HYPHEN_PAGE, piece[-1], "a word goes on overleaf")


def headings(stretch: Stretch) -> Iterator[Diagnostic]:
    """No heading without two lines of text below it."""
    for page in stretch.pages if stretch.columns == 1 else ():
        found = body(page, stretch.grid.leading)
        last = max((line.baseline for paragraph in found for line in paragraph.lines), default=0.0)
        for paragraph in found:
            if paragraph.is_heading and paragraph.lines[-1].baseline >= last and len(found) > 1:
                yield stretch.at(HEADING, paragraph.lines[0], "a heading at the foot")


def measure(stretch: Stretch) -> Iterator[Diagnostic]:
    """60 to 72 characters a line in one column, 38 to 50 in one of two, on the average of full lines."""
    for in_column, (least, most) in ((False, _ONE_COLUMN), (True, _TWO_COLUMNS)):
        running = [text for text in stretch.texts if text.lines[0].size >= _RUNNING * stretch.size]
        full = [line for text in running if text.in_column is in_column for line in _full(text)]
        if len(full) < _ENOUGH or not stretch.is_prose:
            continue
        average = sum(len(line.text) for line in full) / len(full)
        if not least <= average <= most:
            yield stretch.at(MEASURE, full[0], f"{average:.1f} characters a line, not {least:.0f} to {most:.0f}")


def _full(text: Text) -> Iterator[Line]:
    """Lines that reach nearly to the end of the measure; in ragged text not all do."""
    right = {line.page: max(other.right for other in text.lines if other.page == line.page) for line in text.lines}
    return (line for line in text.lines[1:-1] if line.right > right[line.page] - line.size)


def spaces(stretch: Stretch) -> Iterator[Diagnostic]:
    """No line whose words fall apart."""
    for text in stretch.texts if stretch.is_prose else ():
        for position, line in enumerate(text.lines):
            # The first space of a paragraph may be that behind its number.
            widest = max(line.gaps[0 if position else 1 :], default=0.0)
            if widest > _LOOSE * line.size and line.letters > 12:
                yield stretch.at(LOOSE, line, f"a space of {widest / line.size:.2f} em")


def rivers(stretch: Stretch) -> Iterator[Diagnostic]:
    """No white that runs down through the spaces of three lines, each of them wide and right below the one before."""
    for text in stretch.texts if stretch.is_prose else ():
        for piece in text.pieces:
            depths: dict[tuple[float, float], int] = {}
            for line in piece:
                wide = [white for white in line.whites if white[1] - white[0] > _WIDE * line.size]
                depths = {
                    white: 1 + max((n for w, n in depths.items() if _meet(w, white)), default=0) for white in wide
                }
                if _RIVER in depths.values():
                    yield stretch.at(RIVER, line, f"the {_RIVER} lines that end here have a white in common")


def _meet(above: tuple[float, float], below: tuple[float, float]) -> bool:
    """Whether the eye falls from one space into the other: they overlap by half of the narrower."""
    shared = min(above[1], below[1]) - max(above[0], below[0])
    return shared > min(above[1] - above[0], below[1] - below[0]) / 2


def broken_off(stretch: Stretch) -> Iterator[Diagnostic]:
    """No line that leaves a third of its measure white, but for the last; the engine breaks some so in error."""
    for text in stretch.texts if stretch.is_prose else ():
        widest = max(line.right - line.left for line in text.lines)
        if len(text.lines) < _LONG or text.lines[0].size < _RUNNING * stretch.size:
            continue
        for line, below in itertools.pairwise(text.lines):
            room = widest - (line.right - line.left)
            word = len(_held(below.text, is_last=below is text.lines[-1])) + 1
            if room > widest * _BROKEN and word * line.size * _CHARACTER < room:
                yield stretch.at(SHORT, line, "breaks off")


_NUMBERED = re.compile(r"(?:[Rr][eé]solutions?|[Dd][eé]cisions?|[Aa]rticles?|[Pp]aragraphe?s?) \d")
"""What is cited by its number, and read with it."""


def _held(text: str, *, is_last: bool) -> str:
    """What of a line could not have stood on the line before without the rest: a number holds to what it counts, a
    resolution or an article to its number.

    Of a last line nothing may go that would leave less than six letters.
    """
    first, _, rest = text.partition(" ")
    if first.rstrip(".,").isdigit() or _NUMBERED.match(text):
        first = " ".join([first, *rest.split(" ")[:1]])
    left = sum(character.isalnum() for character in text[len(first) :])
    return text if is_last and left < _LETTERS else first


def calls(stretch: Stretch) -> Iterator[Diagnostic]:
    """No line begins with a call."""
    for text in stretch.texts:
        for line in text.lines:
            if line.opens_raised:
                yield stretch.at(CALL, line, "begins with a call")


def places(stretch: Stretch) -> Iterator[Diagnostic]:
    """No line at the very edge of the page, no line over another."""
    for page in stretch.pages:
        for line in page.lines:
            room = min(line.left, page.width - line.right, line.baseline, page.height - line.baseline)
            if room < _EDGE:
                yield stretch.at(EDGE, line, f"{room:.1f} pt from the edge")
        ordered = sorted(body_lines(page, stretch.grid.leading), key=lambda line: line.baseline)
        for number, line in enumerate(ordered):
            for below in ordered[number + 1 :]:
                step = below.baseline - line.baseline
                if step > line.size * 0.7:
                    break
                if min(line.right, below.right) - max(line.left, below.left) > 1:
                    yield stretch.at(OVERLAP, below, "printed over another line")


RULES: tuple[Rule, ...] = (
    grid,
    lonely_lines,
    runts,
    hyphens,
    headings,
    measure,
    spaces,
    rivers,
    broken_off,
    calls,
    places,
)
