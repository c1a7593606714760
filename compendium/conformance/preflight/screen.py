"""Rules of the screen: what a reader's tools need before any judge is asked."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name

from compendium.conformance.preflight.rule import A2, UA, Door, rule
from compendium.conformance.preflight.subject import Subject, listed
from compendium.diagnostics import Severity


@rule("PS-TAGGED", f"{UA}, 7.1", Door.SCREEN)
def tagged(subject: Subject) -> Iterator[str]:
    """The file is tagged."""
    root = subject.pdf.Root
    if not bool(root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False)) or Name.StructTreeRoot not in root:
        yield "the file has no structure for reading aloud"


@rule("PS-LANGUAGE", f"{UA}, 7.2", Door.SCREEN)
def language(subject: Subject) -> Iterator[str]:
    """The file names its language."""
    if not str(subject.pdf.Root.get(Name.Lang, "")):
        yield "the file names no language"


@rule("PS-TITLE", f"{UA}, 7.1", Door.SCREEN)
def title_shown(subject: Subject) -> Iterator[str]:
    """The file has a title and shows it."""
    if not subject.xmp.get("dc:title"):
        yield "the metadata have no title"
    if not bool(subject.pdf.Root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False)):
        yield "readers are not told to show the title"


@rule("PS-UA", f"{UA}, clause 5", Door.SCREEN)
def says_ua(subject: Subject) -> Iterator[str]:
    """The metadata name PDF/UA-1."""
    if subject.xmp.get("pdfuaid:part") != "1":
        yield "the metadata do not name PDF/UA-1"


@rule("PS-A", f"{A2}, 6.6.4", Door.SCREEN, severity=Severity.WARNING)
def says_a(subject: Subject) -> Iterator[str]:
    """The metadata name PDF/A-2."""
    if subject.xmp.get("pdfaid:part") != "2":
        yield "the metadata do not name PDF/A-2"


@rule("PS-LINKS", f"{UA}, 7.18.5", Door.SCREEN)
def links_said(subject: Subject) -> Iterator[str]:
    """Every link says where it leads."""
    pages = [
        number
        for number, page in subject.pages
        if any(
            a.get(Name.Subtype) == Name.Link and not str(a.get(Name.Contents, ""))
            for a in page.obj.get(Name.Annots, ())
        )
    ]
    if pages:
        yield f"pages with links without words: {listed(pages)}"


@rule("PS-TABS", f"{UA}, 7.18.3", Door.SCREEN)
def tab_order(subject: Subject) -> Iterator[str]:
    """On pages with links, the tab key follows the structure."""
    pages = [
        number
        for number, page in subject.pages
        if len(page.obj.get(Name.Annots, ())) and page.obj.get(Name.Tabs) != Name.S
    ]
    if pages:
        yield f"pages with another tab order: {listed(pages)}"


@rule("PS-OUTLINE", "practice: a book is opened by its outline", Door.SCREEN, severity=Severity.WARNING)
def outlined(subject: Subject) -> Iterator[str]:
    """A file of more than twenty pages has an outline."""
    if subject.count > 20 and Name.First not in subject.pdf.Root.get(Name.Outlines, Dictionary()):
        yield "the file has no outline"
