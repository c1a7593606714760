"""The structure tree of a file as plain values, read once for all rules on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf

from compendium.conformance.aloud import Place
from compendium.conformance.leaves import Leaves, Number, references

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


@dataclass(frozen=True, slots=True)
class Branches:
    """Some of what the Parts of a tree hold: the Sects of some pages.

    Attributes:
        pages: the numbers of the pages: a Sect that begins on another is passed over.
        own: the numbers that the objects of these pages have to themselves, so that no other Sect has to be looked at;
            None where that is not known.
    """

    pages: frozenset[Number]
    own: range | None = None


def read_tree(pdf: Pdf, branches: Branches | None = None) -> tuple[Element, ...]:
    """Every structure element, each before what it holds; empty for a file without a tree.

    Args:
        pdf: the file.
        branches: the Sects to look at; None for all.

    Raises:
        ValueError: the tree has no end, or a Sect does not begin on the pages whose it is.
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
        if branches and _begins_elsewhere(element, branches.pages):
            if branches.own:
                raise ValueError("a Sect begins on the pages of another section")
            continue
        found.append(element)
        if parent:
            parent.kids.append(element)
        if len(found) > _MOST:
            raise ValueError(f"the structure has more than {_MOST} elements")
        if branches and branches.own and element.role == "Part":
            own = [number for number in references(entry.get(Name.K)) if number[0] in branches.own]
            waiting += [(pdf.get_object(number), element) for number in reversed(own)]
        else:
            waiting += [(kid, element) for kid in reversed(list(_held(entry, element)))]
    return tuple(found)


def branches_of(pdf: Pdf, leaves: Leaves, sections: Sequence[range]) -> list[Branches]:
    """The Sects of each of some sections.

    Where the objects of each section have a run of numbers to themselves, as the nodes of the page tree have it, and
    every Sect below a Part has a number of one of these, Sects are told by their numbers.

    Args:
        pdf: the file.
        leaves: its pages.
        sections: the pages of each, by position.
    """
    starts = sorted(number for _, (number, _) in leaves.nodes)
    ends = dict(pairwise([*starts, int(pdf.trailer[Name.Size])]))
    firsts = {first: number for first, (number, _) in leaves.nodes}
    apart = bool(starts) and all(number > starts[0] for number in _sects(pdf))
    found: list[Branches] = []
    for pages in sections:
        numbers = [leaves.numbers[index] for index in pages]
        node = firsts.get(pages.start)
        own = range(node + 1, ends[node]) if apart and node else None
        is_whole = own is not None and all(number in own for number, _ in numbers)
        found.append(Branches(frozenset(numbers), own if is_whole else None))
    return found


def _sects(pdf: Pdf) -> Iterator[int]:
    """The numbers of what the Parts hold; 0 for what is no reference."""
    root = pdf.Root.get(Name.StructTreeRoot, Dictionary())
    for document in _listed(root.get(Name.K)):
        for part in _listed(document.get(Name.K)) if isinstance(document, Dictionary) else ():
            if not isinstance(part, Dictionary) or part.get(Name.S) != Name.Part:
                yield 0
            else:
                kids = part.get(Name.K)
                is_plain = isinstance(kids, Array) and len(references(kids)) == len(kids)
                yield from (number for number, _ in references(kids)) if is_plain else (0,)


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
