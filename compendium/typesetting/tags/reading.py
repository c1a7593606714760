"""Reads the boxes of the pages into nodes, one for each element, however many boxes it has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes as engine

from compendium.typesetting import boxes
from compendium.typesetting.tags.node import Clickable, Drawn, Node
from compendium.typesetting.tags.roles import (
    LIST_ITEM,
    TABLE_PARTS,
    TRANSPARENT,
    classes_of,
    contents_of,
    leads_within,
    level_of,
    role_of,
)
from compendium.units import Length


@dataclass(slots=True)
class Reading:
    """The nodes of a document as they are read, page by page.

    Attributes:
        root: the node of the whole document.
        muted: the boxes that are not read, by identity.
    """

    root: Node
    muted: Collection[int]
    _known: dict[tuple[int, str], Node] = field(default_factory=dict)
    _notes: dict[str, Node] = field(default_factory=dict)
    _page: int = 0
    _height: float = 0.0
    _marks: dict[Any, Any] = field(default_factory=dict)

    def page(self, index: int, page: Any, marks: dict[Any, Any]) -> None:
        """Read a page.

        Args:
            index: its index, from 0.
            page: the engine's page.
            marks: what the engine has drawn there, box by box, with its `mcid`; emptied.
        """
        self._page, self._height, self._marks = index, page.height, marks
        self._walk(boxes.page_box(page), self.root)

    def _walk(self, box: Any, parent: Node) -> None:
        if id(box) in self.muted:
            return
        if boxes.is_text(box):
            self._drawn(box, parent)
            return
        node = self._node(box, parent)
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None:
            self._clickable(box, node, annotation)
        if boxes.is_replaced(box):
            node.frame = node.frame or self._frame(box)
            self._drawn(box, node)
        for child in boxes.children(box):
            self._walk(child, node)

    def _drawn(self, box: Any, node: Node) -> None:
        mark = self._marks.pop(box, None)
        if mark is not None:
            node.kids.append(Drawn(self._page, mark["mcid"]))

    def _node(self, box: Any, parent: Node) -> Node:
        element, tag = box.element, box.element_tag
        if element is None or tag in {"html", "body"} or isinstance(box, engine.LineBox | engine.PageBox):
            return parent
        key = (id(element), tag)
        if key not in self._known:
            self._known[key] = self._lifted(element) or self._made(box, parent)
        return self._known[key]

    def _lifted(self, element: Any) -> Node | None:
        """The place of a note that was put at the foot of the page: right behind its call."""
        return self._notes.get(element.get("id") or "") if "footnote" in classes_of(element) else None

    def _made(self, box: Any, parent: Node) -> Node:
        element, tag = box.element, box.element_tag
        lang = box.style["lang"] or parent.lang
        if tag.endswith("::footnote-call"):
            node = parent.child("Reference", lang, None)
            name = tag.partition("::")[0]
            self._known[id(element), name] = parent.child("Note", element.get("lang") or lang, element)
            return node
        if tag == "a":
            return self._link(element, parent, lang)
        role = role_of(element, tag)
        if role in TABLE_PARTS and _only_lays_out(role, parent):
            role = TRANSPARENT
        if "footnote" in classes_of(element):
            role = "Note"
        node = parent.child(role, lang, element)
        node.level = level_of(element)
        if role in {"TH", "TD"}:
            node.cell = (box.colspan, box.rowspan)
        if role == LIST_ITEM:
            return node.child("LBody", lang, element)
        if tag.endswith("::marker"):
            _put_before_body(node)
        return node

    def _link(self, element: Any, parent: Node, lang: str) -> Node:
        """A link; one that leads to another place of the book is a Reference too (ISO 32000-1, 14.8.4.4.1)."""
        holder = parent.child("Reference", lang, None) if leads_within(element) else parent
        called = element.get("data-note")
        if called:
            self._notes[called] = parent.child("Note", lang, element)
        return holder.child("Link", lang, element)

    def _clickable(self, box: Any, node: Node, annotation: Any) -> None:
        link = next((n for n in node.above() if n.role == "Link"), None) or node.child("Link", node.lang, node.element)
        link.kids.append(Clickable(self._page, annotation, contents_of(box.element)))

    def _frame(self, box: Any) -> tuple[int, float, float, float, float]:
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self._height - top - box.height, left + box.width, self._height - top)
        return (self._page, *(round(Length.from_px(edge).pt, 2) for edge in edges))  # type: ignore[return-value]


def _only_lays_out(role: str, parent: Node) -> bool:
    """Whether a part of a table belongs to one that says of itself that it is none."""
    if role == "Table":
        return False
    table = next((n for n in parent.above() if n.element is not None and n.element.tag == "table"), None)
    return table is None or table.role == TRANSPARENT


def _put_before_body(label: Node) -> None:
    """Move a label out of the body of its item, before it."""
    body = label.parent
    if body is None or body.role != "LBody" or body.parent is None:
        return
    body.kids.remove(label)
    label.parent = body.parent
    body.parent.kids.insert(0, label)
