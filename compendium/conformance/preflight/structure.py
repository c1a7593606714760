"""Rules of the screen on the structure: what is read aloud, in which order and in which language.

veraPDF passes files that nobody can follow: it takes a figure's `Alt` of one space for words. These rules ask what it
asks, so that every build asks it, and what it does not ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object

from compendium.conformance.preflight.marking import unmarked
from compendium.conformance.preflight.rule import PDF, UA, Door, rule
from compendium.conformance.preflight.subject import Subject, listed
from compendium.conformance.preflight.tree import Element

_STANDARD = frozenset(
    re.findall(
        r"\w+",
        """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
        L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot
        Ruby RB RT RP Warichu WT WP Figure Formula Form""",
    )
)
"""The standard types (ISO 32000-1, tables 333 to 340)."""
_HEADING = re.compile(r"H([1-6])")
_TAG = re.compile(r"([A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(-[A-Za-z0-9]{1,8})*|[xX](-[A-Za-z0-9]{1,8})+")
"""The form of a language tag (RFC 5646, 2.1), without its registry."""

_WITHIN = {
    "TOCI": {"TOC"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
"""What has to hold what (ISO 32000-1, tables 333 to 337)."""


@rule("PS-MARKED", f"{UA}, 7.1", Door.SCREEN, hint="tag it, or mark it as an artifact")
def all_marked(subject: Subject) -> Iterator[str]:
    """All that a page shows is read aloud or is an artifact, such as a folio."""
    if not subject.tree:
        return
    wrong = [n for n, page in subject.pages if unmarked(page.obj, page.obj.get(Name.Resources, Dictionary()))]
    if wrong:
        yield f"pages that paint what is neither tagged nor an artifact: {listed(wrong)}"


@rule("PS-ROLES", f"{UA}, 7.1; {PDF}, 14.8.4", Door.SCREEN)
def roles_known(subject: Subject) -> Iterator[str]:
    """Every element has a standard type, or is mapped to one."""
    unknown = sorted({element.role for element in subject.tree} - _STANDARD)
    if unknown:
        yield f"types that no reader knows: {', '.join(unknown)}"


@rule("PS-NESTED", f"{UA}, 7.1; {PDF}, tables 333 to 337", Door.SCREEN)
def well_nested(subject: Subject) -> Iterator[str]:
    """Items stand in lists, cells in rows, rows in tables."""
    for role, holders in _WITHIN.items():
        wrong = {
            element.parent.role if element.parent else "the root"
            for element in subject.tree
            if element.role == role and (element.parent is None or element.parent.role not in holders)
        }
        if wrong:
            yield f"{role} stands in {', '.join(sorted(wrong))}"


@rule("PS-HEADINGS", f"{UA}, 7.4.2", Door.SCREEN)
def no_skipped_heading(subject: Subject) -> Iterator[str]:
    """Headings begin with H1 and skip no level on their way down."""
    levels = [int(found[1]) for element in subject.tree if (found := _HEADING.fullmatch(element.role))]
    if levels and levels[0] != 1:
        yield f"the first heading is H{levels[0]}"
    for place, (before, after) in enumerate(pairwise(levels), start=2):
        if after > before + 1:
            yield f"heading {place} of the file is H{after}, the one before it H{before}"


@rule("PS-LANGUAGES", f"{UA}, 7.2; RFC 5646, 2.1", Door.SCREEN)
def languages_named(subject: Subject) -> Iterator[str]:
    """Every text stands in a language that is named."""
    names = {element.lang for element in subject.tree if element.marks}
    if "" in names:
        yield "there is text in no language"
    for name in sorted(names - {""}):
        if not _TAG.fullmatch(name):
            yield f"{name!r} is no language"


@rule("PS-ALT", f"{UA}, 7.3", Door.SCREEN, hint="say in words what the picture says, or make it an artifact")
def figures_said(subject: Subject) -> Iterator[str]:
    """Every figure and formula is said in words."""
    mute = sum(
        1
        for element in subject.tree
        if element.role in {"Figure", "Formula"}
        and not any(str(element.entry.get(key, "")).strip() for key in (Name.Alt, Name.ActualText))
    )
    if mute:
        yield f"{mute} figures without words"


@rule("PS-SCOPE", f"{UA}, 7.5", Door.SCREEN)
def headers_scoped(subject: Subject) -> Iterator[str]:
    """Every header cell of a table says for what it is one."""
    headers = [element for element in subject.tree if element.role == "TH"]
    wrong = sum(1 for element in headers if not any(Name.Scope in found for found in _attributes(element)))
    if wrong:
        yield f"{wrong} of {len(headers)} header cells have no Scope"


@rule("PS-ROWS", f"{UA}, 7.5", Door.SCREEN)
def rows_even(subject: Subject) -> Iterator[str]:
    """The rows of a table are of one length."""
    for number, table in enumerate((e for e in subject.tree if e.role == "Table"), start=1):
        lengths = {length for length in map(_length, _rows(table)) if length is not None}
        if len(lengths) > 1:
            yield f"table {number} has rows of {', '.join(map(str, sorted(lengths)))} cells"


@rule("PS-NOTES", f"{UA}, 7.9", Door.SCREEN)
def notes_known(subject: Subject) -> Iterator[str]:
    """Every note has an identifier of its own."""
    notes = [str(element.entry.get(Name.ID, "")) for element in subject.tree if element.role == "Note"]
    if "" in notes:
        yield f"{notes.count('')} notes have no identifier"
    elif len(set(notes)) < len(notes):
        yield "two notes have one identifier"


@rule("PS-LINK-TAGGED", f"{UA}, 7.18.5", Door.SCREEN)
def links_tagged(subject: Subject) -> Iterator[str]:
    """Every link stands in a Link of the structure."""
    if not subject.tree:
        return
    held = {a.objgen for element in subject.tree if element.role == "Link" for a in element.annotations}
    pages = [
        number
        for number, page in subject.pages
        if any(a.get(Name.Subtype) == Name.Link and a.objgen not in held for a in page.obj.get(Name.Annots, ()))
    ]
    if pages:
        yield f"pages with links that are not tagged: {listed(pages)}"


def _attributes(element: Element) -> list[Object]:
    found = element.entry.get(Name.A)
    if isinstance(found, Array):
        return [item for item in found if isinstance(item, Dictionary)]
    return [found] if isinstance(found, Dictionary) else []


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.kids:
        if kid.role == "TR":
            yield kid
        elif kid.role in {"THead", "TBody", "TFoot"}:
            yield from (row for row in kid.kids if row.role == "TR")


def _length(row: Element) -> int | None:
    """The columns of a row; None where a cell spans rows, as the rows below it are then shorter."""
    columns = 0
    for cell in row.kids:
        for found in _attributes(cell):
            if int(found.get(Name.RowSpan, 1)) > 1:
                return None
            columns += int(found.get(Name.ColSpan, 1)) - 1
        columns += 1
    return columns
