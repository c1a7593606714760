"""Which boxes are not read aloud: running heads, leaders, what is hidden, what repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes as engine

from compendium.typesetting import boxes

PLAIN = ""
"""An artifact of no kind of its own."""


def muted_boxes(document: Any) -> dict[int, str]:
    """The boxes of a document that are artifacts, by identity, with their kind.

    The kind is `Header` or `Footer` for what stands in the margins, which ISO 14289-1, 7.8 wants told apart.
    """
    found: dict[int, str] = {}
    repeated: set[int] = set()
    for page in document.pages:
        seen: set[int] = set()
        for box, kind in _silent(boxes.page_box(page), repeated, seen):
            found.update((id(inner), kind) for inner in boxes.walk(box))
        repeated |= seen
    return found


def _silent(box: Any, repeated: set[int], seen: set[int]) -> Iterator[tuple[Any, str]]:
    """The outermost silent boxes of a page; what heads a table is noted in `seen`, and silent where it comes again."""
    for child in boxes.children(box):
        kind = _kind(child, repeated)
        if kind is not None:
            yield child, kind
        else:
            if _heads_table(child):
                seen.add(id(child.element))
            yield from _silent(child, repeated, seen)


def _kind(box: Any, repeated: set[int]) -> str | None:
    if isinstance(box, engine.MarginBox):
        return "Header" if box.at_keyword.startswith("@top") else "Footer"
    if box.is_leader or (boxes.is_text(box) and box.style["visibility"] != "visible"):
        return PLAIN
    element = box.element
    if element is None or not hasattr(element, "get"):
        return None
    if element.get("aria-hidden") == "true" or (boxes.is_replaced(box) and element.get("alt") == ""):
        return PLAIN
    return PLAIN if _heads_table(box) and id(element) in repeated else None


def _heads_table(box: Any) -> bool:
    return isinstance(box, engine.TableRowGroupBox) and bool(box.is_header or box.is_footer)
