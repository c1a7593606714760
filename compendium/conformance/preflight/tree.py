"""The structure tree of a file as plain values, read once for all rules on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.conformance.aloud import Place

_MOST = 2_000_000
"""Elements; a file that has more is made to hang its readers."""

_ROLES = 16
"""Steps of a role map that are followed: more go round in a circle."""


@dataclass(slots=True, eq=False)
class Element:
    """A structure element.

    Attributes:
        role: its standard type, the role map followed.
        entry: its dictionary.
        parent: the element that holds it; None at the top.
        lang: the language that it declares or stands in; empty where none is named.
        kids: the elements that it holds, in their order.
        marks: the marked content that it holds itself: the number of its page's object, and its mark.
        annotations: the annotations that it holds.
    """

    role: str
    entry: Object
    parent: Element | None
    lang: str
    kids: list[Element] = field(default_factory=list)
    marks: list[Place] = field(default_factory=list)
    annotations: list[Object] = field(default_factory=list)


def read_tree(pdf: Pdf, pages: frozenset[tuple[int, int]] | None = None) -> tuple[Element, ...]:
    """Every structure element, each before what it holds; empty for a file without a tree.

    Args:
        pdf: the file.
        pages: numbers of page objects: Sects below a Part that begin on another page are passed over.

    Raises:
        ValueError: the tree has no end.
    """
    root = pdf.Root.get(Name.StructTreeRoot)
    if not isinstance(root, Dictionary):
        return ()
    roles = root.get(Name.RoleMap, Dictionary())
    found: list[Element] = []
    lang = str(pdf.Root.get(Name.Lang, ""))
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Object, Element | None]] = [(kid, None) for kid in reversed(_listed(root.get(Name.K)))]
    while waiting:
        entry, parent = waiting.pop()
        if Name.S not in entry or entry.objgen in seen:
            continue
        if entry.is_indirect:
            # An element has one parent; a tree that holds itself would have no end.
            seen.add(entry.objgen)
        element = _element(entry, parent, roles, parent.lang if parent else lang)
        if pages is not None and _begins_elsewhere(element, pages):
            continue
        found.append(element)
        if parent:
            parent.kids.append(element)
        if len(found) > _MOST:
            raise ValueError(f"the structure has more than {_MOST} elements")
        waiting += [(kid, element) for kid in reversed(list(_held(entry, element)))]
    return tuple(found)


def _element(entry: Object, parent: Element | None, roles: Object, lang: str) -> Element:
    name = entry[Name.S]
    for _ in range(_ROLES):
        if str(name) not in roles:
            break
        name = roles[str(name)]
    return Element(str(name).removeprefix("/"), entry, parent, str(entry.get(Name.Lang, lang)))


def _begins_elsewhere(element: Element, pages: frozenset[tuple[int, int]]) -> bool:
    if element.role != "Sect" or element.parent is None or element.parent.role != "Part":
        return False
    entry: Object | None = element.entry
    while isinstance(entry, Dictionary):
        page = entry.get(Name.Pg)
        if page is not None:
            return page.objgen not in pages
        entry = next(iter(_listed(entry.get(Name.K))), None)
    return False


def _held(entry: Object, element: Element) -> Iterator[Object]:
    """The elements below; of what else there is, note is taken."""
    for kid in _listed(entry.get(Name.K)):
        if not isinstance(kid, Dictionary) or kid.get(Name.Type) == Name.MCR:
            element.marks.append(_place(kid, entry, element))
        elif kid.get(Name.Type) == Name.OBJR:
            element.annotations.append(kid[Name.Obj])
        else:
            yield kid


def _place(kid: Object, entry: Object, element: Element) -> Place:
    """Where marked content stands: on a page of its own, on that of its element, or of one that holds it."""
    holder: Element | None = element
    page = kid.get(Name.Pg) if isinstance(kid, Dictionary) else None
    page = page or entry.get(Name.Pg)
    while page is None and holder is not None:
        page, holder = holder.entry.get(Name.Pg), holder.parent
    mark = kid.get(Name.MCID, -1) if isinstance(kid, Dictionary) else kid
    return (page.objgen if isinstance(page, Dictionary) else (0, 0)), int(mark)


def _listed(kids: Object | None) -> list[Object]:
    """What an element holds: nothing, one kid, or an array of them (ISO 32000-1, table 323)."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]
