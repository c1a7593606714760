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
"""PDF/X-4. Its text is not public, its list of contents is: a rule names the clause whose title it falls under."""

X4_CLAUSES = {
    "6.1": "general",
    "6.4": "colour",
    "6.5": "fonts",
    "6.7": "external and embedded files",
    "6.8": "stream filters",
    "6.9": "trapping",
    "6.10": "metadata and document identification",
    "6.11": "PDF/X-4 file identification",
    "6.12": "bounding boxes",
    "6.13": "extended graphics state",
    "6.14": "PostScript XObjects",
    "6.15": "encryption and access control",
    "6.17": "annotations",
    "6.18": "actions and JavaScript",
    "6.19": "operators BX and EX",
    "6.23": "rendering intents",
    "6.24": "optional content",
    "6.26": "XFA forms",
}
"""The clauses that rules rest on, by the contents in ISO's preview. Public checkers of PDF/X-4 quote them and agree:
pdfwright (`pdfX4Rules.ts`), the open engine of aspose_pdf (`engine/conformance.py`) and krilla (`validate.rs`, which
quotes 6.12 on boxes). What the clauses ask in full was not to be had; the rules ask what "PDF/X in a Nutshell" (PDF
Association, 2017) says of all parts, and the Application Notes for PDF/X Standards (CGATS, version 4, 2006) of those
before: output intent, Trapped, boxes, no encryption, LZW, transfer curves or OPI.
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
