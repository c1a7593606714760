"""What was drawn, gathered by the elements of the Galley."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Drawn:
    """A marked piece of a page: the page from 0, and the number it is marked with there (MCID)."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True, eq=False)
class Clickable:
    """A link annotation on a page: the engine's own object, and what to say of it."""

    page: int
    annotation: Any
    contents: str


@dataclass(slots=True, eq=False)
class Node:
    """An element with what was drawn of it, in the order of the Galley.

    Attributes:
        role: its structure type; empty for none of its own.
        lang: the language of its text (BCP 47).
        element: the element of the Galley.
        level: how deep an item of a list stands, from 1.
        kids: what it holds.
        cell: columns and rows that a table cell spans.
        frame: page, left, bottom, right and top of a picture, in points from the foot of the page.
    """

    role: str
    lang: str
    element: Any = None
    level: int = 1
    parent: Node | None = None
    kids: list[Kid] = field(default_factory=list)
    cell: tuple[int, int] = (1, 1)
    frame: tuple[int, float, float, float, float] | None = None

    def child(self, role: str, lang: str, element: Any) -> Node:
        """A new node at the end of this one."""
        made = Node(role, lang, element, parent=self)
        self.kids.append(made)
        return made

    def above(self) -> Iterator[Node]:
        """This node, and those that hold it, outwards."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


Kid: TypeAlias = Drawn | Clickable | Node
