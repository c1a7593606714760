"""The structure tree as the glyphs of a page see it: the block and the language that each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Pdf

_BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "H", "Caption", "Lbl", "LI", "LBody", "TOCI", "Note"})
_CELLS = frozenset({"TD", "TH", "Div", "Sect", "Part", "Document", "BlockQuote"})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A block of the structure tree.

    Attributes:
        kind: its structure type.
        in_cell: whether it stands in a cell.
        element: its number.
    """

    kind: str
    in_cell: bool
    element: int


Place: TypeAlias = tuple[int, int]
"""The index of a page and the identifier of marked content on it (ISO 32000-2, 14.7.5)."""


def places(pdf: Pdf, index: Mapping[tuple[int, int], int]) -> Iterator[tuple[Place, tuple[Block, str]]]:
    """Every place of the file with its block and its language (`Lang`, inherited from the elements above it)."""
    root = pdf.Root.get(Name.StructTreeRoot)
    number = 0
    nowhere = Block("", in_cell=False, element=0)
    waiting: list[tuple[Object, Block, str, int]] = (
        [(root, nowhere, str(pdf.Root.get(Name.Lang, "")), 0)] if root is not None else []
    )
    while waiting:
        node, block, lang, page = waiting.pop()
        page = index.get(node.Pg.objgen, page) if Name.Pg in node else page
        lang = str(node.get(Name.Lang, lang))
        kind = str(node.get(Name.S, "/"))[1:]
        if kind in _BLOCKS or (kind in _CELLS and block.kind not in _BLOCKS):
            number += 1
            block = Block(kind, block.in_cell or kind in {"TD", "TH"}, number)
        children = node.get(Name.K)
        for child in children if isinstance(children, Array) else [children]:
            if isinstance(child, Dictionary):
                if Name.MCID in child:
                    own = index.get(child.Pg.objgen, page) if Name.Pg in child else page
                    yield (own, int(child.MCID)), (block, lang)
                else:
                    waiting.append((child, block, lang, page))
            elif child is not None:
                yield (page, int(child)), (block, lang)
