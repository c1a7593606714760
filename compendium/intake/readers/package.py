"""The package of a Word file made ready for mammoth: safe to open, with its automatic numbers written out."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from compendium.intake.readers import decoding
from compendium.intake.readers.numbering import Numbers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNPACKED = 256 * 2**20
"""Bytes of a whole package, unpacked; a resolution has well under one megabyte."""
_RATIO = 200
"""A package that grows more than this in unpacking is a bomb: XML of prose packs about ten to one."""
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}


@dataclass(frozen=True, slots=True)
class Package:
    """A package that mammoth can read without harm.

    Attributes:
        changes: a sentence for each thing that was done to it.
        marks: the author's own marks of footnotes, such as an asterisk, by the id of the footnote.
    """

    data: bytes
    changes: tuple[str, ...]
    marks: Mapping[str, str]


def prepare(path: Path, data: bytes) -> Package:
    """Make a package ready for mammoth.

    Numbers that Word makes by itself are written into the paragraphs, and headers and footers are put at the end of
    the body, since mammoth reads neither.

    Raises:
        ContentError: the file is no Word package, is a zip bomb, or holds XML with entities.
    """
    parts = _parts(path, data)
    trees = {name: _tree(path, name, part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    document = trees.get("word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if document is None or body is None:
        hint = "Open it in a word processor and save it as .docx."
        raise decoding.refuse(path, "INTAKE-DOCX", "The file is no Word document: it has no word/document.xml.", hint)
    changes = _tracked(document)
    numbered = Numbers(trees.get("word/numbering.xml"), trees.get("word/styles.xml")).write_out(body)
    if numbered:
        changes.append(f"{numbered} automatic numbers written out")
    if _append_margins(body, trees):
        changes.append("headers and footers read after the text")
    marks = _own_marks(document)
    parts["word/document.xml"] = tostring(document)
    return Package(_packed(parts), tuple(changes), marks)


def _parts(path: Path, data: bytes) -> dict[str, bytes]:
    hint = "Open it in a word processor and save it as .docx."
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            total = sum(info.file_size for info in package.infolist())
            if total > _UNPACKED or total > _RATIO * max(len(data), 4096):
                message = f"The package unpacks to {total} bytes from {len(data)}, which no text does."
                raise decoding.refuse(path, "INTAKE-BOMB", message, "Do not open it; ask for the file again.")
            return {info.filename: _part(package, info) for info in package.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        message = "The file is no .docx: it is not a sound zip package."
        raise decoding.refuse(path, "INTAKE-DOCX", message, hint) from error


def _part(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    # The directory of a package may lie about sizes, so no more is unpacked than it promises.
    with package.open(info) as stream:
        return stream.read(info.file_size)


def _tree(path: Path, name: str, data: bytes) -> Element:
    try:
        tree: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        message = f"{name} in the package declares entities, which are refused."
        raise decoding.refuse(path, "INTAKE-ENTITY", message) from error
    except (ParseError, ValueError, LookupError) as error:
        raise decoding.refuse(path, "INTAKE-DOCX", f"{name} in the package is not XML: {error}.") from error
    return tree


def _tracked(document: Element) -> list[str]:
    changes: list[str] = []
    inserted = sum(1 for _ in document.iter(f"{W}ins")) + sum(1 for _ in document.iter(f"{W}moveTo"))
    deleted = sum(1 for _ in document.iter(f"{W}del")) + sum(1 for _ in document.iter(f"{W}moveFrom"))
    if inserted:
        changes.append(f"{inserted} tracked insertions accepted")
    if deleted:
        changes.append(f"{deleted} tracked deletions dropped")
    return changes


def _own_marks(document: Element) -> dict[str, str]:
    """Take the marks that authors set themselves out of the text: mammoth gives them apart from their calls."""
    marks: dict[str, str] = {}
    for run in document.iter(f"{W}r"):
        call = run.find(f"{W}footnoteReference")
        if call is None or call.get(f"{W}customMarkFollows") in {None, "0", "false"}:
            continue
        texts = run.findall(f"{W}t")
        mark = "".join(text.text or "" for text in texts).strip()
        if re.fullmatch(r"[A-Za-z0-9*†‡-]{1,4}", mark):
            marks[call.get(f"{W}id") or ""] = mark
            for text in texts:
                run.remove(text)
    return marks


def _append_margins(body: Element, trees: dict[str, Element]) -> int:
    names = sorted(name for name in trees if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name))
    seen: set[str] = set()
    added = 0
    for name in names:
        for child in list(trees[name]):
            _strip(child)
            text = "".join(child.itertext())
            if text.strip() and text not in seen:
                seen.add(text)
                body.insert(_end(body), child)
                added += 1
    return added


def _end(body: Element) -> int:
    """Before the section's own properties, which close the body."""
    last = body[-1] if len(body) else None
    return len(body) - (last is not None and last.tag == f"{W}sectPr")


def _strip(element: Element) -> None:
    """Pictures of a header refer to parts that the body does not know."""
    for parent in list(element.iter()):
        for child in list(parent):
            if child.tag in _PICTURES:
                parent.remove(child)


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()
