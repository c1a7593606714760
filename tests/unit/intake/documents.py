"""Small Word files made of their XML, for the tests of the reader."""

from __future__ import annotations

import zipfile
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    'Target="footnotes.xml"/></Relationships>'
)


def run(text: str, *, marks: str = "") -> str:
    """A run; `marks` are empty elements such as `<w:i/>`."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def call(number: int) -> str:
    """The call of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def numbered(level: int, *runs: str, num: int = 1) -> str:
    """A paragraph that Word numbers by itself."""
    return paragraph(*runs, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


NUMBERING = (
    f"<w:numbering {_W}>"
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def write(path: Path, body: list[str], *, notes: tuple[str, ...] = (), header: str = "") -> Path:
    """Write a .docx of paragraphs, footnotes and one header."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)
        package.writestr("word/_rels/document.xml.rels", _PARTS)
        package.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
        )
        package.writestr("word/numbering.xml", NUMBERING)
        footnotes = "".join(
            f'<w:footnote w:id="{n}">{paragraph(run(text))}</w:footnote>' for n, text in enumerate(notes, start=1)
        )
        package.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{footnotes}</w:footnotes>")
        if header:
            package.writestr("word/header1.xml", f"<w:hdr {_W}>{paragraph(run(header))}</w:hdr>")
    return path
