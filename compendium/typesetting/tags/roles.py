"""Which structure type an element of the Galley is (ISO 32000-1, 14.8.4).

An ARIA role overrules the element's own name: `presentation` for tables that only lay out, `heading` and `listitem`
with their `aria-level`, `group`, `doc-toc` and `doc-index` (W3C, WAI-ARIA 1.2 and DPUB-ARIA 1.1).
"""

from __future__ import annotations

from typing import Any

TRANSPARENT = ""
"""An element that groups nothing for the reader: what it holds is held by its parent."""

LIST_ITEM = "LI"

_NAMES = {
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "dt": "P",
    "dd": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "li": LIST_ITEM,
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "figure": "Figure",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "a": "Link",
}

_ARIA = {
    "presentation": TRANSPARENT,
    "none": TRANSPARENT,
    "doc-toc": "TOC",
    "doc-index": "Index",
    "blockquote": "BlockQuote",
    "list": "L",
    "listitem": LIST_ITEM,
    "group": "Div",
    "img": "Figure",
}

TABLE_PARTS = frozenset({"Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"})
HEADINGS = frozenset(f"H{level}" for level in range(1, 7))


def role_of(element: Any, tag: str) -> str:
    """The structure type of an element or of one of its pseudo-elements; empty for none of its own.

    Args:
        element: an element of the Galley.
        tag: its name, with `::` and the pseudo-element where it is one.
    """
    name, _, pseudo = tag.partition("::")
    if pseudo:
        return "Lbl" if pseudo in {"marker", "footnote-marker"} else TRANSPARENT
    given = element.get("role") or ""
    if given == "heading":
        return f"H{level_of(element)}"
    if "footnote-mark" in classes_of(element):
        return "Lbl"
    return _ARIA.get(given, _NAMES.get(name, TRANSPARENT))


def classes_of(element: Any) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def level_of(element: Any) -> int:
    """How deep a heading or an item stands, from 1."""
    level = element.get("aria-level") or ""
    return int(level) if level.isdigit() and level != "0" else 1


def leads_within(element: Any) -> bool:
    """Whether an element is a link to another place of the book."""
    return str(element.get("href") or "").startswith(("#", "compendium:"))


def contents_of(element: Any) -> str:
    """What a link says of itself where it is not seen (ISO 14289-1, 7.18.5): what it is labelled, or its own words."""
    words = " ".join("".join(element.itertext()).split())
    if {"call", "call-again"} & set(classes_of(element)):
        # The word is the same in every language of the house.
        return f"Note {words}"
    return element.get("aria-label") or element.get("title") or words


def alternative_of(element: Any) -> str:
    """The words that stand for a picture; empty where it has none."""
    if element.tag == "figure":
        return next((words for picture in element.iter("img") if (words := alternative_of(picture))), "")
    title = element.find("{http://www.w3.org/2000/svg}title")
    return str((title.text if title is not None else element.get("alt") or element.get("aria-label")) or "").strip()
