"""Reads Akoma Ntoso 3.0 (OASIS LegalDocML), the XML of statements and documents as the United Nations use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from compendium.intake.readers import decoding
from compendium.intake.readers.maker import Maker
from compendium.intake.spans import Shape, Source, Style

_STYLES = {"b": Style.BOLD, "i": Style.ITALIC, "sup": Style.RAISED}
_BLOCKS = frozenset({"p", "docTitle", "docNumber", "longTitle", "li", "block"})
_PARTS = {"preface": "preface", "coverPage": "preface", "preamble": "preamble", "conclusions": "conclusions"}
_DEEPEST = 200


def read(path: Path) -> Source:
    """Read an Akoma Ntoso file.

    Raises:
        ContentError: the file is not XML, is not Akoma Ntoso, or declares entities (they are refused).
    """
    data = decoding.load(path)
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        hint = "Remove the document type declaration; the text itself does not need it."
        raise decoding.refuse(
            path, "INTAKE-ENTITY", "The file declares a document type or entities, which are refused.", hint
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (1, 0))[0]
        raise decoding.refuse(path, "INTAKE-XML", f"The file is not well-formed XML: {error}.", "", line) from error
    if _name(root) != "akomaNtoso":
        message = f"The file is XML, but its root is “{_name(root)}” and not “akomaNtoso”."
        raise decoding.refuse(path, "INTAKE-XML", message, "Akoma Ntoso 3.0 is the XML that can be taken in.")
    walker = _Walker()
    walker.walk(root, Style.NONE, "", 0)
    walker.finish()
    if not walker.maker.blocks:
        raise decoding.refuse(path, "INTAKE-EMPTY", "The file holds no text.")
    changes = ("runs of white space read as one space", "numbers joined to the paragraphs that they mark")
    return Source(path.name, "akomantoso", tuple(walker.maker.blocks), changes, styled=True)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Walker:
    """Goes down the tree; notes are gathered and follow at the end, where a page has them."""

    def __init__(self) -> None:
        self.maker = Maker(collapse=True)
        self._notes: list[tuple[str, Element]] = []
        self._labels: dict[str, str] = {}
        self._tables = -1

    def finish(self) -> None:
        """Write out the notes."""
        self.maker.finish()
        for label, note in self._notes:
            for child in _paragraphs(note):
                self.maker.start(Shape.NOTE, label=label)
                self._inline(child, Style.NONE, 0)
                self.maker.finish()

    def walk(self, element: Element, style: Style, part: str, depth: int) -> None:
        name = _name(element)
        if name in {"meta", "remark", "componentInfo"} or depth > _DEEPEST:
            return
        part = _PARTS.get(name, part)
        if name == "num":
            self.maker.start(hint=part)
            self._inline(element, style, depth)
            self.maker.text("\u00a0")
        elif name in {"heading", "subheading"}:
            if not self.maker.is_open or name == "subheading":
                self.maker.start(Shape.HEADING, 2)
            self._inline(element, style, depth)
            self.maker.finish()
        elif name in _BLOCKS:
            self._paragraph(element, name, part, style, depth)
        elif name == "table":
            self._table(element, depth)
        else:
            for child in element:
                self.walk(child, style, part, depth + 1)

    def _paragraph(self, element: Element, name: str, part: str, style: Style, depth: int) -> None:
        title = name == "docTitle" or any(_name(e) == "docTitle" for e in element)
        number = name == "docNumber" or any(_name(e) == "docNumber" for e in element)
        if not self.maker.is_open:
            self.maker.start(
                hint="title" if title and part == "preface" else "symbol" if number and part == "preface" else part
            )
        self._inline(element, style, depth)
        self.maker.finish()

    def _inline(self, element: Element, style: Style, depth: int) -> None:
        style |= _STYLES.get(_name(element), Style.NONE)
        if "small-caps" in (element.get("style") or "") or "smallcaps" in (element.get("class") or ""):
            style |= Style.SMALL_CAPS
        self.maker.text(element.text or "", style)
        for child in element:
            name = _name(child)
            if name == "authorialNote" and depth < _DEEPEST:
                self._note(child)
            elif name == "noteRef":
                target = (child.get("href") or "").removeprefix("#")
                mark = child.get("marker") or "".join(child.itertext())
                self.maker.call(self._labels.get(target, _label(mark)), mark)
            elif name in {"br", "eol"}:
                self.maker.line()
            elif depth < _DEEPEST:
                self._inline(child, style, depth + 1)
            self.maker.text(child.tail or "", style)

    def _note(self, note: Element) -> None:
        mark = note.get("marker") or str(len(self._notes) + 1)
        label = _label(mark)
        self._labels[note.get("eId") or note.get("id") or ""] = label
        if all(label != known for known, _ in self._notes):
            self._notes.append((label, note))
        self.maker.call(label, mark)

    def _table(self, table: Element, depth: int) -> None:
        self._tables += 1
        rows = [e for e in table.iter() if _name(e) == "tr"]
        for at, row in enumerate(rows):
            head = all(_name(cell) == "th" for cell in row)
            for column, cell in enumerate(row):
                self.maker.cell(self._tables, -1 if head and at == 0 else at, column)
                self._inline(cell, Style.NONE, depth)
                self.maker.finish()


def _label(mark: str) -> str:
    return re.sub(r"[^A-Za-z0-9*†‡-]", "", mark) or "n"


def _paragraphs(note: Element) -> Iterator[Element]:
    children = [child for child in note if _name(child) in _BLOCKS]
    yield from children or [note]
