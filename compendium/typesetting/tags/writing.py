"""Writes a structure tree into the engine's PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from compendium.typesetting.tags.node import Clickable, Drawn
from compendium.typesetting.tags.roles import alternative_of
from compendium.typesetting.tags.shaping import Element
from compendium.typesetting.tags.tables import scope_of


@dataclass(slots=True)
class _Writer:
    """The tree as it grows in the file.

    Attributes:
        pages: what refers to each page; the engine makes the list of all anew whenever it is asked.
        marks: for each page, the element that each marked piece belongs to.
        links: the annotations with their elements, in reading order.
    """

    pdf: Any
    pages: Sequence[Any]
    marks: list[dict[int, Any]]
    links: list[tuple[Any, Any]] = field(default_factory=list)
    ids: dict[str, Any] = field(default_factory=dict)
    notes: int = 0

    def element(self, element: Element, parent: Any, lang: str) -> Any:
        """Write an element with all that it holds; `lang` is the language of its parent."""
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.role}", "P": parent.reference})
        self.pdf.add_object(made)
        if element.lang != lang:
            made["Lang"] = pydyf.String(element.lang)
        self._attributes(element, made)
        made["K"] = pydyf.Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                made["K"].append(self.element(kid, made, element.lang).reference)
            elif isinstance(kid, Drawn):
                made["K"].append(self._drawn(kid, made))
            else:
                made["K"].append(self._clickable(kid, made))
        return made

    def _drawn(self, drawn: Drawn, holder: Any) -> Any:
        self.marks[drawn.page][drawn.mark] = holder
        page = self.pages[drawn.page]
        if holder.setdefault("Pg", page) == page:
            return drawn.mark
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": drawn.mark})

    def _clickable(self, link: Clickable, holder: Any) -> Any:
        self.links.append((link.annotation, holder))
        if link.contents:
            link.annotation["Contents"] = pydyf.String(link.contents)
        page = self.pages[link.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": link.annotation.reference, "Pg": page})

    def _attributes(self, element: Element, made: Any) -> None:
        attributes = attributes_of(element)
        if element.role == "Note":
            self.notes += 1
            element.id = f"note.{self.notes}"
        if element.role == "Figure" and element.node and element.node.element is not None:
            attributes = self._figure(element, made)
        if element.id:
            made["ID"] = pydyf.String(element.id)
            self.ids[element.id] = made
        if attributes:
            made["A"] = pydyf.Dictionary(attributes)

    def _figure(self, element: Element, made: Any) -> dict[str, Any]:
        node = element.node
        made["Alt"] = pydyf.String(alternative_of(node.element) if node else "")
        frame = next((n.frame for e in element.walk() if (n := e.node) and n.frame), None)
        if frame is None:
            return {}
        made["Pg"] = self.pages[frame[0]]
        return {"O": "/Layout", "Placement": "/Block", "BBox": pydyf.Array(frame[1:])}


def write_tree(pdf: Any, root: Element, pages: int) -> None:
    """Write the tree with its parent tree and its ids.

    Args:
        pdf: the engine's PDF, its pages and links made.
        root: the whole tree.
        pages: how many pages there are; their `StructParents` are their indices.
    """
    parents = pydyf.Dictionary({"Nums": pydyf.Array()})
    pdf.add_object(parents)
    top = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(top)
    writer = _Writer(pdf, pdf.page_references, [{} for _ in range(pages)])
    top["K"] = pydyf.Array([writer.element(root, top, "").reference])
    _write_parents(parents["Nums"], writer.marks, writer.links)
    if writer.ids:
        names = [part for name, made in sorted(writer.ids.items()) for part in (pydyf.String(name), made.reference)]
        top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = top.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _write_parents(nums: Any, marks: Sequence[dict[int, Any]], links: Sequence[tuple[Any, Any]]) -> None:
    for index, page in enumerate(marks):
        # The position in the array is the mark (ISO 32000-1, 14.7.4.4): none may be left out.
        nums.append(index)
        nums.append(pydyf.Array([page[mark].reference for mark in range(len(page))]))
    for key, (annotation, holder) in enumerate(links, start=len(marks)):
        annotation["StructParent"] = key
        nums.append(key)
        nums.append(holder.reference)


def attributes_of(element: Element) -> dict[str, Any]:
    """The attributes of a cell or a list; no other element has any but a picture."""
    if element.role in {"TH", "TD"}:
        return _cell_attributes(element)
    return {"O": "/List", "ListNumbering": f"/{_numbering(element)}"} if element.role == "L" else {}


def _cell_attributes(cell: Element) -> dict[str, Any]:
    wide, high = cell.node.cell if cell.node else (1, 1)
    attributes: dict[str, Any] = {"O": "/Table"}
    if wide != 1:
        attributes["ColSpan"] = wide
    if high != 1:
        attributes["RowSpan"] = high
    if cell.role == "TH":
        attributes["Scope"] = f"/{scope_of(cell)}"
    if cell.headers:
        attributes["Headers"] = pydyf.Array([pydyf.String(name) for name in cell.headers])
    return attributes if len(attributes) > 1 else {}


def _numbering(element: Element) -> str:
    """How a list is numbered; where the labels stand in the text, as our own do, it is not (ISO 32000-1, 14.8.5.5)."""
    source = element.node.element if element.node else None
    name = source.tag if source is not None else ""
    return {"ol": "Decimal", "ul": "Disc"}.get(name, "None")
