"""Prepares a parsed galley for the strip: notes leave the text and go to the end, each in the column of its call."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree as ET

NOTE = "note"
NOTE_AGAIN = "note-again"
CALL = "call"
CALL_AGAIN = "call-again"
CALL_BACK = "call-back"
FOOTNOTE = "footnote"
FOOTNOTE_MARK = "footnote-mark"
RULE = "note-rule"
FEET = "feet"
RUNS_ON = "runs-on"

_LENGTH = 2_000_000
"""Pixels: some two thousand pages, longer than any section."""

RUNNING = "running-head", "running-symbol"
"""What bears the running heads of a section whose languages have each its own."""

SHELL_CSS = """
.shell { break-after: page; height: 1px; }
.shell:last-child { break-after: auto; }
"""


def strip_css(width: float) -> str:
    """The stylesheet of a strip: a page as wide as the trim and longer than any section, without running heads.

    Args:
        width: of the trim, in pixels.
    """
    # No style of the text may part the notes at its end.
    whole = f".{FEET}, .{FEET} * {{ break-before: auto !important; break-after: auto !important }}"
    none = " ".join(f"@{place} {{ content: none }}" for place in ("top-left", "top-center", "top-right"))
    return f"@page {{ size: {width}px {_LENGTH}px !important; {none} }} {whole}"


def has_class(element: Any, name: str) -> bool:
    """Whether an element is of a class."""
    return name in (element.get("class") or "").split()


def elements_of(root: Any, name: str) -> Iterator[Any]:
    """The elements of a class, in the order of the text."""
    return (element for element in root.iter() if isinstance(element.tag, str) and has_class(element, name))


def lift_notes(root: Any, columns: int) -> None:
    """Leave a call where each note stands, and put the notes below the text in as many columns as it has.

    Args:
        root: the root element of the galley; it is changed.
        columns: 1, or 2 for parallel text, whose second column holds the calls of the second language.
    """
    notes: list[tuple[int, Any]] = []
    body = root.find("body")
    _lift(body, 0, notes)
    body.append(_feet(notes, [section_of(root).get(f"data-runs-on-{column}") or "…" for column in range(columns)]))


def _lift(parent: Any, column: int, notes: list[tuple[int, Any]]) -> None:
    cells = 0
    for position, child in enumerate(list(parent)):
        here = column
        if child.tag == "td" and parent.tag == "tr":
            here, cells = min(cells, 1), cells + 1
        if isinstance(child.tag, str) and (has_class(child, NOTE) or has_class(child, NOTE_AGAIN)):
            parent[position] = _call_of(child)
            notes.append((column, _footnote_of(child)))
        else:
            _lift(child, here, notes)


def _call_of(note: Any) -> Any:
    name = note.get("id")
    call = ET.Element("a", {"class": CALL, "href": f"#{name}", "data-note": name, "data-call": name})
    call.text, call.tail = note.get("data-mark"), note.tail
    return call


def _footnote_of(note: Any) -> Any:
    classes = [FOOTNOTE, *(name for name in note.get("class").split() if name not in {NOTE, NOTE_AGAIN})]
    told = {name: note.get(name) for name in ("data-mark", "data-series", "data-of") if note.get(name)}
    foot = ET.Element("p", {"class": " ".join(classes), "id": note.get("id"), "lang": note.get("lang") or "en", **told})
    mark = ET.SubElement(foot, "span", {"class": FOOTNOTE_MARK})
    mark.text, mark.tail = f"{note.get('data-mark')}. ", note.text
    foot.extend(list(note))
    return foot


def _feet(notes: list[tuple[int, Any]], runs_on: list[str]) -> Any:
    """The notes in their columns, each with the line that a page prints below a note which runs on."""
    feet = ET.Element("div", {"class": FEET})
    ET.SubElement(feet, "div", {"class": RULE})
    places = [feet]
    if len(runs_on) > 1:
        row = ET.SubElement(ET.SubElement(feet, "table", {"class": "pair", "role": "presentation"}), "tr")
        places = [ET.SubElement(row, "td") for _ in runs_on]
    for column, (place, words) in enumerate(zip(places, runs_on, strict=True)):
        place.extend(note for own, note in notes if min(own, len(places) - 1) == column)
        ET.SubElement(place, "p", {"class": RUNS_ON}).text = words
    return feet


def section_of(root: Any) -> Any:
    """The section element of a galley; the root where there is none."""
    return next(root.iter("section"), root)


def shells(root: Any, ranges: list[str]) -> Any:
    """The galley with its text taken out and a page for each range of paragraphs: running heads need no more.

    Args:
        root: the root element of the galley.
        ranges: what the running head of each page says of its paragraphs.
    """
    copy = deepcopy(root)
    body = copy.find("body")
    running = [element for name in RUNNING for element in elements_of(copy, name)]
    headings = [] if running else list(copy.iter("h1"))[:1]
    kept = running or headings
    for element in (e for heading in kept for e in heading.iter()):
        # The text on the pages has the ids; a second one would be a second anchor.
        element.attrib.pop("id", None)
    for child in list(body):
        body.remove(child)
    for text in ranges:
        shell = ET.SubElement(body, "div", {"class": "shell"})
        shell.extend(deepcopy(element) for element in kept)
        spoken = ET.SubElement(shell, "p", {"class": "running-range"})
        spoken.text = text
    return copy
