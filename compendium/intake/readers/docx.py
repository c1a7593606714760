"""Reads Word files through mammoth: paragraphs, lists, tables and notes of the document as it stands."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mammoth
from mammoth import documents

from compendium.intake.readers import decoding
from compendium.intake.readers.maker import Maker
from compendium.intake.readers.package import prepare
from compendium.intake.spans import Shape, Source, Style


def read(path: Path) -> Source:
    """Read a .docx file; tracked insertions are accepted, deletions dropped, headers and footers read last.

    Raises:
        ContentError: the file is not a Word document, or unpacks to more than any text needs.
    """
    package = prepare(path, decoding.load(path))
    found: list[Any] = []

    def keep(document: Any) -> Any:
        found.append(document)
        return documents.document([])

    try:
        mammoth.convert_to_html(io.BytesIO(package.data), transform_document=keep)
    except Exception as error:  # mammoth raises whatever its XML parsers raise
        raise decoding.refuse(path, "INTAKE-DOCX", f"The file cannot be read as a Word document: {error}.") from error
    walker = _Walker(found[0], package.marks)
    walker.walk_all()
    if not walker.maker.blocks:
        raise decoding.refuse(path, "INTAKE-EMPTY", "The document holds no text.")
    return Source(path.name, "docx", tuple(walker.maker.blocks), package.changes, styled=True)


class _Walker:
    def __init__(self, document: Any, marks: Mapping[str, str]) -> None:
        self._marks = marks
        self.maker = Maker(collapse=False)
        self._document = document
        self._labels: dict[tuple[str, str], str] = {}
        self._tables = -1

    def walk_all(self) -> None:
        """The body, then the notes in the order of their calls, each under its number."""
        for child in self._document.children:
            self._block(child)
        # A note may itself call one, so the list may grow while it is read.
        for key, label in list(self._labels.items()):
            self._note(key, label)
        self.maker.finish()

    def _label(self, key: tuple[str, str]) -> str:
        """The author's own mark, or the next number: Word counts only the notes that have none."""
        if key not in self._labels:
            counted = sum(1 for known in self._labels if known[1] not in self._marks)
            self._labels[key] = self._marks.get(key[1], str(counted + 1)) if key[0] == "footnote" else str(counted + 1)
        return self._labels[key]

    def _note(self, key: tuple[str, str], label: str) -> None:
        try:
            note = self._document.notes.find_note(*key)
        except KeyError:
            return
        mark = self._marks.get(key[1], "")
        for child in note.body:
            self.maker.start(Shape.NOTE, label=label)
            self._inline(child, Style.NONE)
            self.maker.drop_mark(mark)
            self.maker.finish()

    def _block(self, node: Any) -> None:
        if isinstance(node, documents.Table):
            self._table(node)
        elif isinstance(node, documents.Paragraph):
            level = _heading(node)
            self.maker.start(Shape.HEADING if level else Shape.PARAGRAPH, level)
            self._inline(node, Style.NONE)
            self.maker.finish()
        else:
            for child in getattr(node, "children", ()):
                self._block(child)

    def _table(self, table: Any) -> None:
        self._tables += 1
        rows = [row for row in table.children if isinstance(row, documents.TableRow)]
        for at, row in enumerate(rows):
            for column, cell in enumerate(row.children):
                self.maker.cell(self._tables, -1 if row.is_header and at == 0 else at, column)
                for position, child in enumerate(cell.children):
                    if position and self.maker.is_open:
                        self.maker.line()
                    self._inline(child, Style.NONE)
                self.maker.finish()

    def _inline(self, node: Any, style: Style) -> None:
        if isinstance(node, documents.Text):
            self.maker.text(node.value.replace("\n", " "), style)
        elif isinstance(node, documents.Tab):
            self.maker.text("\t", style)
        elif isinstance(node, documents.Break):
            if node.break_type == "line":
                self.maker.line()
        elif isinstance(node, documents.NoteReference):
            key = (node.note_type, node.note_id)
            self.maker.call(self._label(key), self._label(key))
        else:
            style |= _style(node)
            for child in getattr(node, "children", ()):
                self._inline(child, style)


def _style(node: Any) -> Style:
    if not isinstance(node, documents.Run):
        return Style.NONE
    style = Style.NONE
    for is_set, meant in (
        (node.is_bold, Style.BOLD),
        (node.is_italic, Style.ITALIC),
        (node.is_small_caps, Style.SMALL_CAPS),
        (node.vertical_alignment == "superscript", Style.RAISED),
    ):
        style |= meant if is_set else Style.NONE
    return style


def _heading(node: Any) -> int:
    name = (node.style_name or "").lower()
    if name == "title":
        return 1
    found = [part for part in name.split() if part.isdigit()]
    return int(found[0]) if name.startswith(("heading", "titre")) and found else 0
