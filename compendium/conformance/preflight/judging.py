"""Judges a file, ours or not, by the rules of the door that it is for."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import pikepdf

from compendium.conformance.judges import JudgeMissingError
from compendium.conformance.leaves import FileAt, Leaves, Number, opened
from compendium.conformance.means import together
from compendium.conformance.preflight import (
    booklet,
    colours,
    everywhere,
    intents,
    order,
    outside,
    pages,
    screen,
    structure,
)
from compendium.conformance.preflight.rule import Door, Rule
from compendium.conformance.preflight.subject import Focus, Limits, Subject
from compendium.conformance.preflight.tree import branches_of
from compendium.diagnostics import Diagnostic, Place, Report, Severity
from compendium.files import digest_of
from compendium.sharing import Share, alone

_MODULES = (everywhere, intents, pages, colours, screen, structure, order, outside, booklet)

RULES: tuple[Rule, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)
"""Every rule, in the order in which they are judged."""

STRUCTURE = frozenset(
    value.code for module in (structure, order) for value in vars(module).values() if isinstance(value, Rule)
)
"""The rules on the structure. Sections that pass them one by one pass them together: each begins with a heading of the
first level or has none, and nothing else that these rules ask goes beyond a section."""

PAGE_BY_PAGE = frozenset(
    rule.code for rule in (everywhere.pictures_read, everywhere.fonts_embedded, screen.links_said, screen.tab_order)
)
"""Rules on what stands on single pages: pages that pass them one by one pass them together."""

ONCE = everywhere.fonts_once.code
"""The rule that pages pass together where each font program that they embed is one object (see `programs_of`)."""

_LOOK_AT_PAGES = PAGE_BY_PAGE | STRUCTURE | {everywhere.content_reads.code, ONCE}

_BROKEN = (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError)
"""What is raised where a file is broken."""

_OBJECTS = 40
"""Objects of a page of text, about. An index has a structure element or two for each of its numbers."""

ABSENT = "PF-JUDGE"
UNREADABLE = "PF-READ"
LOCKED = everywhere.unlocked.code


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of a file: passed where there is no fault; nothing where its judge is not there."""

    rule: Rule
    faults: tuple[str, ...]
    absent: str = ""

    @property
    def passed(self) -> bool:
        """Whether the file is as the rule wants it."""
        return not (self.faults or self.absent)


@dataclass(frozen=True, slots=True)
class Preflight:
    """The outcome: which door, which rules, what is wrong."""

    file: str
    door: Door
    judgements: tuple[Judgement, ...]
    report: Report

    @property
    def passed(self) -> bool:
        """Whether the file may go out; warnings do not hold it back."""
        return self.report.is_clean


def preflight(
    data: FileAt,
    file: str,
    door: Door | None = None,
    limits: Limits | None = None,
    *,
    spared: frozenset[str] = frozenset(),
) -> Preflight:
    """Judge a file.

    Args:
        data: the PDF.
        file: its name, for messages.
        door: whom it is for; None to tell it from what the file says of itself.
        limits: what the edition or the printer asks for.
        spared: codes of rules that are not asked, as something else has told already.

    Returns:
        The judgement of every rule; for a file that cannot be opened, only why (PF-READ, PF-LOCKED). Where the judge
        of a rule is not installed, a notice says so (PF-JUDGE).
    """
    try:
        subject = Subject(data, limits or Limits(), by_page=not spared >= _LOOK_AT_PAGES)
    except pikepdf.PasswordError:
        return _unopened(file, door, LOCKED, "the file is locked with a password")
    except (pikepdf.PikepdfError, RuntimeError, ValueError) as error:
        return _unopened(file, door, UNREADABLE, f"the file cannot be read: {_said(error)}")
    try:
        chosen = door or _door_of(subject)
        rules = [rule for rule in RULES if chosen in rule.doors and rule.code not in spared]
        return _judged(subject, file, chosen, rules)
    finally:
        subject.close()


@dataclass(frozen=True, slots=True)
class Part:
    """Sections of a file that are judged by one judge."""

    file: FileAt
    sections: Sequence[Focus]


def well_structured(file: FileAt, sections: Sequence[range], share: Share = alone) -> list[bool]:
    """Whether the structure of each of some sections passes every rule on it.

    Args:
        file: the PDF.
        sections: the pages of each, by position; each Sect of the structure that a Part holds begins on the pages of
            one section and is of no other.
        share: who judges.

    Raises:
        pikepdf.PdfError: the file cannot be read.
    """
    with opened(file) as pdf:
        leaves = Leaves(pdf)
        found = zip(sections, branches_of(pdf, leaves, sections), strict=True)
        focuses = [Focus([(index, leaves.numbers[index]) for index in pages], own) for pages, own in found]
    parts = [Part(file, some) for some in together(focuses, _pages_of_text)]
    return [passes for part in share(judge_structures, parts) for passes in part]


def _pages_of_text(focus: Focus) -> int:
    """How many pages of text a section is as much work as."""
    own = focus.branches.own if focus.branches else None
    return max(len(focus.pages), len(own) // _OBJECTS if own else 0)


def judge_structures(part: Part) -> list[bool]:
    """Whether each of some sections passes every rule on the structure."""
    subject = Subject(part.file, Limits(), by_page=False)
    found: list[bool] = []
    try:
        sections = [subject.within(section) for section in part.sections]
        for seen in sections:
            # What cannot be read fails the rules that ask for it.
            with suppress(*_BROKEN):
                _ = seen.pieces
        # Two readers, each with all that an index holds, need too much room together.
        subject.put_away()
        for seen in sections:
            found.append(_passes(seen, STRUCTURE))
            seen.forget()
    finally:
        subject.close()
    return found


def pass_singly(subject: Subject) -> bool:
    """Whether the pages that are seen pass every rule on single pages."""
    return _passes(subject, PAGE_BY_PAGE)


def programs_of(subject: Subject) -> dict[str, Number]:
    """The font programs that are named on the pages that are seen: the digest of each, and its object."""
    found = (everywhere.program_of(font) for _, font in subject.fonts)
    return {digest_of([item.read_raw_bytes()]): item.objgen for item in found if item is not None}


def _passes(subject: Subject, codes: frozenset[str]) -> bool:
    return all(_judge(rule, subject).passed for rule in RULES if rule.code in codes)


def _judged(subject: Subject, file: str, door: Door, rules: list[Rule]) -> Preflight:
    judgements = tuple(_judge(rule, subject) for rule in rules)
    found = [
        Diagnostic(j.rule.code, f"{fault} ({j.rule.clause})", Place(file), j.rule.hint, j.rule.severity)
        for j in judgements
        for fault in j.faults
    ]
    away = dict.fromkeys(judgement.absent for judgement in judgements if judgement.absent)
    found += [Diagnostic(ABSENT, f"not judged: {said}", Place(file), severity=Severity.NOTICE) for said in away]
    return Preflight(file, door, judgements, Report.of(found))


def _judge(rule: Rule, subject: Subject) -> Judgement:
    try:
        with warnings.catch_warnings():
            # What libraries warn of in a file of others is for the rules to tell.
            warnings.simplefilter("ignore")
            return Judgement(rule, tuple(rule.find(subject)))
    except JudgeMissingError as error:
        return Judgement(rule, (), str(error))
    except _BROKEN as error:
        # A file of others may be broken anywhere; what cannot be judged has not passed.
        return Judgement(rule, (f"cannot be judged, the file is broken here: {type(error).__name__}: {error}",))


def _door_of(subject: Subject) -> Door:
    root = subject.pdf.Root
    intents = root.get("/OutputIntents", ())
    if subject.xmp.get("pdfxid:GTS_PDFXVersion") or any(i.get("/S") == "/GTS_PDFX" for i in intents):
        return Door.BOOKLET if "/Duplex" in root.get("/ViewerPreferences", pikepdf.Dictionary()) else Door.PRESS
    if "/Duplex" in root.get("/ViewerPreferences", pikepdf.Dictionary()):
        return Door.BOOKLET
    return Door.SCREEN


def _said(error: Exception) -> str:
    """What the reader says, without the name that it gives to bytes in memory."""
    return re.sub(r"stream <[^>]*>:? ?|<[^>]* at 0x[0-9a-f]+>:? ?", "", str(error)).strip()


def _unopened(file: str, door: Door | None, code: str, message: str) -> Preflight:
    report = Report.of([Diagnostic(code, message, Place(file), severity=Severity.ERROR)])
    return Preflight(file, door or Door.SCREEN, (), report)
