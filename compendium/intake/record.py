"""The intake record: the source in pieces, each either at a place of the instrument or set aside with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from compendium.intake.draft import Path, Piece, Slot
from compendium.intake.spans import Role, Span

REASONS = {
    "whitespace": "white space at the ends of a line",
    "line-end": "line end",
    "line-break": "line break inside a paragraph; the page has a space",
    "markup": "mark of the format (emphasis, heading, list, table)",
    "note-mark": "mark before a note; the file has it as the note's label",
    "number-mark": "point or tab after a number; the page sets its own",
    "separator": "sign between the label and the title of an annex",
    "comment-mark": "mark of a reviewer's comment",
    "job-number": "job number or bar code of the printer",
    "running-symbol": "symbol repeated at the head of pages",
    "page-number": "page number",
    "rule": "rule",
    "kept": "the instrument has an editor's wording in its place",
    "unplaced": "not recognised",
}
"""What is set aside, and why; the printed account names them."""

QUIET = frozenset({"whitespace", "line-end", "line-break", "markup", "note-mark", "number-mark", "separator"})
"""Reasons that the account counts without listing each piece."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters of the source that are not in the instrument."""

    line: int
    text: str
    reason: str


def pieces(held: Iterable[Piece], paths: dict[Slot, Path]) -> list[dict[str, Any]]:
    """The pieces of the record, in the order of the source.

    A piece `at` a place says how many characters of the value come next (`take`), or which call stands there; `within`
    gives characters that the value holds among others; `aside` those that it does not hold, and `instead` what the
    value has in their place.
    """
    found: list[dict[str, Any]] = []
    for span, slot in held:
        piece = _piece(span, slot, paths)
        if not piece:
            continue
        if found and _joins(found[-1], piece):
            _join(found[-1], piece)
        else:
            found.append(piece)
    return found


def _piece(span: Span, slot: Slot | None, paths: dict[Slot, Path]) -> dict[str, Any]:
    source = span.source
    path = paths.get(slot) if slot else None
    where = ".".join(str(step) for step in path) if path else ""
    if span.role is Role.MARK or not where:
        return {"aside": source, "reason": span.reason or "unplaced"} if source else {}
    if slot and slot.kind == "within":
        return {"at": where, "within": source}
    if span.role is Role.CALL:
        return {"at": where, "call": span.label, "as": source}
    if span.role in {Role.BREAK, Role.KEPT}:
        return {
            "at": where,
            "aside": source,
            "reason": "line-break",
            "instead": " " if span.role is Role.BREAK else "\n",
        }
    return {"at": where, "take": len(source)} if source else {}


def _joins(one: dict[str, Any], two: dict[str, Any]) -> bool:
    if "take" in one and "take" in two:
        return bool(one["at"] == two["at"])
    plain = "aside" in one and "aside" in two and "at" not in one and "at" not in two
    return plain and one["reason"] == two["reason"]


def _join(one: dict[str, Any], two: dict[str, Any]) -> None:
    for key in ("take", "aside"):
        if key in two:
            one[key] += two[key]


def asides(found: Iterable[dict[str, Any]], text: str) -> Iterator[Aside]:
    """What was set aside, each with the line of the source on which it starts."""
    at = 0
    line = 1
    for piece in found:
        width = piece["take"] if "take" in piece else len(source_of(piece))
        if "aside" in piece:
            yield Aside(line, piece["aside"], piece["reason"])
        line += text.count("\n", at, at + width)
        at += width


def first_lines(found: Iterable[dict[str, Any]], text: str) -> dict[str, int]:
    """The line of the source on which each value starts."""
    lines: dict[str, int] = {}
    at, line = 0, 1
    for piece in found:
        if "at" in piece:
            lines.setdefault(piece["at"], line)
        width = piece["take"] if "take" in piece else len(source_of(piece))
        line += text.count("\n", at, at + width)
        at += width
    return lines


def redirected(found: Iterable[dict[str, Any]], moves: dict[str, str | None], text: str) -> list[dict[str, Any]]:
    """The pieces with other places for some values; where the place is None, the instrument keeps words of its own."""
    pieces: list[dict[str, Any]] = []
    at = 0
    for piece in found:
        width = piece["take"] if "take" in piece else len(source_of(piece))
        where = piece.get("at")
        moved = dict(piece)
        if where in moves:
            target = moves[where]
            moved = {"aside": text[at : at + width], "reason": "kept"} if target is None else {**piece, "at": target}
        if pieces and _joins(pieces[-1], moved):
            _join(pieces[-1], moved)
        else:
            pieces.append(moved)
        at += width
    return pieces


def source_of(piece: dict[str, Any]) -> str:
    """The characters that a piece itself carries."""
    for key in ("within", "as", "aside"):
        if key in piece:
            return str(piece[key])
    return ""
