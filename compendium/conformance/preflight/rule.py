"""What a rule of preflight is: a stable code, the clause it rests on, one function that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from compendium.conformance.preflight.subject import Subject
from compendium.diagnostics import Severity


class Door(StrEnum):
    """Whom a file is for."""

    PRESS = "press"
    SCREEN = "screen"
    BOOKLET = "booklet"


Finder = Callable[[Subject], Iterator[str]]

X4 = "ISO 15930-7:2010"
"""PDF/X-4. Its text is not public, so a rule names a clause only where `X4_CLAUSES` has it, else `clause 6`."""

X4_CLAUSES = {
    "6.1": "version and structure",
    "6.4": "colour and output intent",
    "6.5": "fonts",
    "6.10": "identification and metadata",
    "6.13": "extended graphics state",
    "6.14": "PostScript XObjects",
    "6.17": "annotations",
    "6.18": "actions and JavaScript",
    "6.19": "BX and EX operators",
    "6.23": "rendering intents",
    "6.24": "optional content",
    "6.26": "interactive forms",
}
"""Clauses that could be confirmed, each by the table of contents in ISO's preview of the standard, as a public checker
of PDF/X-4 cites it rule by rule (pdfwright, `pdfX4Rules.ts`). What they ask in full was not to be had; the rules ask
what "PDF/X in a Nutshell" (PDF Association, 2017) says of all parts, and the Application Notes for PDF/X Standards
(CGATS, version 4, 2006) of those before: output intent, Trapped, boxes, no encryption, LZW, transfer curves or OPI.
"""

PDF = "ISO 32000-1:2008"
UA = "ISO 14289-1:2014"
A2 = "ISO 19005-2:2011"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: its stable name.
        summary: what the file has to be.
        clause: the clause of the standard, or the practice of the trade, that it rests on.
        doors: whom it is judged for.
        find: gives a sentence for each fault.
        severity: whether a fault keeps the file in the house.
        hint: what to do.
    """

    code: str
    summary: str
    clause: str
    doors: frozenset[Door]
    find: Finder
    severity: Severity = Severity.ERROR
    hint: str = ""


def rule(
    code: str, clause: str, *doors: Door, severity: Severity = Severity.ERROR, hint: str = ""
) -> Callable[[Finder], Rule]:
    """Make a rule of a function, whose docstring says what the file has to be; without doors it holds for all."""

    def made(find: Finder) -> Rule:
        summary = (find.__doc__ or "").strip().rstrip(".")
        return Rule(code, summary, clause, frozenset(doors or Door), find, severity, hint)

    return made
