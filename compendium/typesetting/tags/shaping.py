"""Makes of the nodes a tree that the standard allows (ISO 32000-1, 14.8.4; ISO 14289-1, 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from compendium.typesetting.tags.node import Clickable, Drawn, Node
from compendium.typesetting.tags.roles import HEADINGS, LIST_ITEM, TRANSPARENT

_INLINE_ONLY = HEADINGS | {"Caption", "Lbl"}
"""Types that hold text and no paragraphs."""

_KEPT_EMPTY = frozenset({"TH", "TD", "TR"})
"""Types that a table needs for its shape, though they may hold nothing."""


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    Attributes:
        role: its structure type.
        lang: the language of what it holds.
        kids: what it holds, in reading order.
        node: where it comes from; None for what only groups others.
        id: unique in the Proof; empty for most.
        headers: ids of the cells that head this one.
    """

    role: str
    lang: str
    kids: list[Part] = field(default_factory=list)
    node: Node | None = None
    id: str = ""
    headers: tuple[str, ...] = ()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


Part: TypeAlias = Drawn | Clickable | Element


def shaped(root: Node) -> Element:
    """The tree of a document: what is empty left out, what groups nothing dissolved, items gathered into lists."""
    return Element(root.role, root.lang, list(_parts(root, root)), root)


def _parts(node: Node, holder: Node) -> Iterator[Part]:
    """What a node puts into the element that holds it."""
    yield from _listed(list(_flattened(node, holder)), holder.role)


def _flattened(node: Node, holder: Node) -> Iterator[Part]:
    for kid in node.kids:
        if not isinstance(kid, Node):
            yield _spoken(kid, node, holder)
            continue
        role = _allowed(kid.role, holder)
        if role == TRANSPARENT:
            yield from _flattened(kid, holder)
            continue
        element = Element(role, kid.lang, [], kid)
        element.kids = list(_parts(kid, Node(role, kid.lang, parent=holder)))
        if element.kids or role in _KEPT_EMPTY:
            yield element


def _spoken(kid: Drawn | Clickable, node: Node, holder: Node) -> Part:
    """What was drawn, in an element of its own where its language is another."""
    return kid if node.lang == holder.lang else Element("Span", node.lang, [kid])


def _allowed(role: str, holder: Node) -> str:
    if role == "P" and any(above.role in _INLINE_ONLY for above in holder.above()):
        return TRANSPARENT
    if role == "Figure" and any(above.role == "Figure" for above in holder.above()):
        return TRANSPARENT
    if role == LIST_ITEM and holder.role == "TOC":
        return "TOCI"
    # The body of an entry of the contents is the entry itself.
    return TRANSPARENT if role == "LBody" and holder.role == "TOCI" else role


def _listed(parts: list[Part], role: str) -> list[Part]:
    """Gather items that follow each other into lists, the deeper ones into the item before them."""
    out: list[Part] = []
    lists: list[tuple[int, Element | None]] = [(0, None)] if role not in {"L", "TOC"} else []
    for part in parts:
        if not isinstance(part, Element) or part.role not in {LIST_ITEM, "TOCI"}:
            lists = lists[:1] if role in {"L", "TOC"} else [(0, None)]
            out.append(part)
            continue
        _place(part, lists, out)
    return _joined(out)


def _place(item: Element, lists: list[tuple[int, Element | None]], out: list[Part]) -> None:
    level = item.node.level if item.node else 1
    while len(lists) > 1 and lists[-1][0] > level:
        lists.pop()
    if not lists:
        lists.append((level, None))
        out.append(item)
        return
    if lists[-1][0] < level:
        grown = Element("TOC" if item.role == "TOCI" else "L", item.lang)
        before = _last_item(lists[-1][1], out)
        (before.kids if before is not None else out).append(grown)
        lists.append((level, grown))
    holder = lists[-1][1]
    (holder.kids if holder is not None else out).append(item)


def _last_item(holder: Element | None, out: list[Part]) -> Element | None:
    """The item that a deeper list belongs to: in its body, or in the item itself where it is one of the contents."""
    item = next((part for part in reversed(holder.kids if holder is not None else out)), None)
    if not isinstance(item, Element) or item.role not in {LIST_ITEM, "TOCI"}:
        return None
    bodies = [kid for kid in item.kids if isinstance(kid, Element) and kid.role == "LBody"]
    return bodies[-1] if bodies else item


def _joined(parts: list[Part]) -> list[Part]:
    """Join Spans of one language that follow each other."""
    out: list[Part] = []
    for part in parts:
        last = out[-1] if out else None
        if _is_span(part) and _is_span(last) and part.lang == last.lang:  # type: ignore[union-attr]
            last.kids += part.kids  # type: ignore[union-attr]
        else:
            out.append(part)
    return out


def _is_span(part: Part | None) -> bool:
    return isinstance(part, Element) and part.role == "Span" and part.node is None
