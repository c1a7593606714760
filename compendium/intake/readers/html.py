"""Reads HTML pages: what a browser shows, in blocks; the marks of lists are those that it would set."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as parser

from compendium.intake.readers import decoding
from compendium.intake.readers.maker import Maker, mark_of
from compendium.intake.spans import Shape, Source, Style

_SKIPPED = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "nav", "iframe", "object", "button", "select", "form"}
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "tr",
        "table",
        "ul",
        "ol",
        "blockquote",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "dl",
        "dt",
        "dd",
        "pre",
        "figure",
        "figcaption",
        "body",
        "hr",
        "address",
        "aside",
        "center",
        "tbody",
        "thead",
        "caption",
        "html",
    }
)
_STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "cite": Style.ITALIC,
    "sup": Style.RAISED,
}
_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]|\*{1,3}|†|‡)\s*[\])]?$")
_BACK = re.compile(r"[\s\[(]*(\d{1,3}|[a-z]|\*{1,3}|†|‡|↑|↩︎?|\^)?[\s\])]*$")
_LIST_TYPES = {"a": "letter", "A": "letter", "i": "roman", "I": "roman"}
_DEEPEST = 200
"""Levels of nested elements that are followed; real pages have a few dozen."""


def read(path: Path) -> Source:
    """Read an HTML file.

    Raises:
        ContentError: the file is not HTML, is not UTF-8, or is nested beyond all use.
    """
    text, changes = decoding.decode(path, decoding.load(path))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = parser.document_fromstring(
            text, parser=parser.HTMLParser(encoding=None, no_network=True, huge_tree=False)
        )
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise decoding.refuse(path, "INTAKE-HTML", f"The file cannot be read as HTML: {error}.") from error
    walker = _Walker(root)
    walker.walk(root, Style.NONE, 0)
    walker.maker.finish()
    if not walker.maker.blocks:
        raise decoding.refuse(path, "INTAKE-EMPTY", "The page shows no text.")
    changes = (*changes, "runs of white space read as one space, as a browser does")
    return Source(path.name, "html", tuple(walker.maker.blocks), changes, styled=True)


class _Walker:
    def __init__(self, root: Any) -> None:
        self.maker = Maker(collapse=True)
        self._order = {element: n for n, element in enumerate(root.iter())}
        self._named: dict[str, Any] = {}
        for element in self._order:
            if isinstance(element.tag, str):
                for key in (element.get("id"), element.get("name") if element.tag == "a" else None):
                    if key:
                        self._named.setdefault(key, element)
        self._notes: dict[Any, str] = {}
        self._calls: dict[Any, str] = {}
        self._links(root)
        self._tables = -1

    def _links(self, root: Any) -> None:
        """Links forward from a bare mark are calls; the block that they lead to is the note."""
        for link in root.iter("a"):
            target = self._named.get((link.get("href") or "").removeprefix("#"))
            found = _MARK.match(" ".join(link.itertext()).strip())
            if target is None or found is None or self._order[target] <= self._order[link]:
                continue
            home = _block_of(target)
            if home is not None and home is not _block_of(link):
                self._calls[link] = self._notes.setdefault(home, found[1])

    def walk(self, element: Any, style: Style, depth: int, note: str = "") -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if (
            tag in _SKIPPED
            or not tag
            or depth > _DEEPEST
            or "display:none" in (element.get("style") or "").replace(" ", "")
        ):
            return
        note = self._notes.get(element, note)
        if tag in _BLOCKS:
            self._open(element, tag, note)
        if tag == "br":
            self.maker.line()
        elif element in self._calls:
            self.maker.call(self._calls[element], "".join(element.itertext()))
        elif (
            note
            and tag == "a"
            and (element.get("href") or "").startswith("#")
            and _BACK.match("".join(element.itertext()))
        ):
            self.maker.aside("".join(element.itertext()), "note-mark")
        else:
            style |= _style(element, tag)
            self.maker.text(element.text or "", style)
            for child in element:
                self.walk(child, style, depth + 1, note)
                self.maker.text(child.tail or "", style)
        if tag in _BLOCKS:
            self.maker.finish()

    def _open(self, element: Any, tag: str, note: str) -> None:
        if note:
            if not self.maker.is_open:
                self.maker.start(Shape.NOTE, label=note)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.maker.start(Shape.HEADING, int(tag[1:]))
        elif tag in {"td", "th"}:
            row = element.getparent()
            rows = list(_above(element, "table").iter("tr")) if _above(element, "table") is not None else [row]
            head = tag == "th" and all(c.tag == "th" for c in row if isinstance(c.tag, str))
            at = rows.index(row) if row in rows else 0
            self.maker.cell(self._tables, -1 if head and at == 0 else at, list(row).index(element))
        elif tag == "table":
            self._tables += 1
        elif tag == "li":
            self._item(element)
        elif not (
            self.maker.is_open and element.getparent() is not None and element.getparent().tag in {"li", "td", "th"}
        ):
            self.maker.start(
                Shape.QUOTE if tag == "blockquote" or _above(element, "blockquote") is not None else Shape.PARAGRAPH
            )

    def _item(self, element: Any) -> None:
        parent = element.getparent()
        depth = sum(1 for up in element.iterancestors() if up.tag in {"ol", "ul"})
        self.maker.start(Shape.ITEM, depth)
        if parent is None or parent.tag != "ol":
            self.maker.text("• ")
            return
        items = [child for child in parent if child.tag == "li"]
        first = int(parent.get("start") or 1) if (parent.get("start") or "1").isdigit() else 1
        default = ("figure", "letter", "roman")[min(depth, 3) - 1]
        style = _LIST_TYPES.get(parent.get("type") or "", "figure" if parent.get("type") == "1" else default)
        self.maker.text(mark_of(style, first + items.index(element)) + " ")


def _style(element: Any, tag: str) -> Style:
    style = _STYLES.get(tag, Style.NONE)
    css = (element.get("style") or "").replace(" ", "").lower()
    for wanted, found in (
        ("font-style:italic", Style.ITALIC),
        ("font-weight:bold", Style.BOLD),
        ("font-weight:700", Style.BOLD),
        ("small-caps", Style.SMALL_CAPS),
        ("vertical-align:super", Style.RAISED),
    ):
        if wanted in css:
            style |= found
    return style


def _block_of(element: Any) -> Any:
    for up in (element, *element.iterancestors()):
        if up.tag in {"li", "p", "div", "dd", "td", "aside"}:
            return up
    return None


def _above(element: Any, tag: str) -> Any:
    return next((up for up in element.iterancestors() if up.tag == tag), None)
