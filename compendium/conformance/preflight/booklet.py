"""Rules of the booklet: what a copier needs of imposed sheets."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name

from compendium.conformance.preflight.rule import PDF, Door, rule
from compendium.conformance.preflight.subject import Subject
from compendium.diagnostics import Severity

_LONGEST = 17008.0
"""Points: six metres, far beyond any sheet (a wrong unit, such as pixels)."""


@rule("PB-SIDES", "practice: every sheet has two sides", Door.BOOKLET)
def two_sides(subject: Subject) -> Iterator[str]:
    """The sheets have a front and a back each."""
    if subject.count % 2:
        yield f"{subject.count} sides make no whole sheets"


@rule("PB-DUPLEX", f"{PDF}, table 150", Door.BOOKLET, severity=Severity.WARNING)
def duplex(subject: Subject) -> Iterator[str]:
    """The file tells printers how to turn the sheet."""
    if Name.Duplex not in subject.pdf.Root.get(Name.ViewerPreferences, Dictionary()):
        yield "the file does not tell over which edge the sheet is turned"


@rule("PB-SHEET", f"{PDF}, annex C", Door.BOOKLET)
def printable(subject: Subject) -> Iterator[str]:
    """The sheets are of a size that exists."""
    for number, page in enumerate(subject.pdf.pages, start=1):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        if max(abs(right - left), abs(top - bottom)) > _LONGEST or min(abs(right - left), abs(top - bottom)) < 72:
            yield f"sheet side {number} is {abs(right - left):.0f} x {abs(top - bottom):.0f} pt"
            return
