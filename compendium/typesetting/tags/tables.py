"""Relates the cells of a table to the cells that head them (ISO 14289-1, 7.5; ISO 32000-1, 14.8.5.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compendium.typesetting.tags.node import Node
from compendium.typesetting.tags.shaping import Element


def relate_headers(root: Element) -> None:
    """Name the headers of every data cell: those of its column, and in its row the nearest before it.

    In a row that gives a fact in two languages, each with its label, a label heads only what follows it.
    """
    tables = [element for element in root.walk() if element.role == "Table"]
    for number, table in enumerate(tables, start=1):
        _relate(table, f"t{number}")


def complete_rows(root: Element) -> None:
    """Put the cells back that have no box because they hold nothing: a row with fewer cells is no row of its table."""
    for row in root.walk():
        source = row.node.element if row.role == "TR" and row.node else None
        if source is None:
            continue
        there = {id(kid.node.element): kid for kid in row.kids if isinstance(kid, Element) and kid.node}
        cells = [cell for cell in source if cell.tag in {"td", "th"}]
        if any(id(cell) not in there for cell in cells):
            row.kids = [there.get(id(cell)) or _empty(cell, row) for cell in cells]


def _empty(cell: Any, row: Element) -> Element:
    span = (int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1))
    lang = cell.get("lang") or row.lang
    role = cell.tag.upper()
    return Element(role, lang, [], Node(role, lang, cell, cell=span))


def scope_of(cell: Element) -> str:
    """What a header cell heads: `Row` or `Column`."""
    element = cell.node.element if cell.node else None
    return "Row" if element is not None and element.get("scope") == "row" else "Column"


def _relate(table: Element, name: str) -> None:
    heads: dict[int, tuple[str, ...]] = {}
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(_rows(table)):
        labels: tuple[str, ...] = ()
        after_label = False
        for column, cell in _placed(row, cells, taken):
            if cell.role == "TH":
                cell.id = f"{name}.{row}.{column}"
                if scope_of(cell) == "Row":
                    labels = (*labels, cell.id) if after_label else (cell.id,)
                    after_label = True
                else:
                    heads[column] = (*heads.get(column, ()), cell.id)
                continue
            after_label = False
            spanned = range(column, column + _span(cell)[0])
            cell.headers = (*(head for place in spanned for head in heads.get(place, ())), *labels)


def _rows(table: Element) -> Iterator[list[Element]]:
    for element in table.walk():
        if element.role == "TR":
            yield [kid for kid in element.kids if isinstance(kid, Element)]


def _placed(row: int, cells: list[Element], taken: set[tuple[int, int]]) -> Iterator[tuple[int, Element]]:
    """The cells of a row with their columns; a cell that spans rows takes places below it."""
    column = 0
    for cell in cells:
        while (row, column) in taken:
            column += 1
        wide, high = _span(cell)
        taken |= {(row + down, column + across) for down in range(high) for across in range(wide)}
        yield column, cell
        column += wide


def _span(cell: Element) -> tuple[int, int]:
    return cell.node.cell if cell.node else (1, 1)
