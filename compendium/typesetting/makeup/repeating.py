"""Repeats the head of a table on every page that the table runs on to.

A strip has each head once. A page that begins within the body of a table has it again, above its first row, and so
much less room. It is read once: whoever makes the structure tree finds it on an earlier page already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.formatting_structure import boxes as engine

from compendium.typesetting import boxes
from compendium.typesetting.makeup.bands import Strip, atoms

_EPSILON = 0.05


@dataclass(frozen=True, slots=True)
class Headed:
    """A table with a head.

    Attributes:
        table: its box.
        head: a copy of the box of its head, made before anything is cut: what is cut takes its text along.
        body: where the first line below the head begins, in pixels from the head of the strip.
        depth: from the first line of the head to that line.
    """

    table: Any
    head: Any
    body: float
    depth: float

    def runs_over(self, y: float) -> bool:
        """Whether a page that begins at a height begins within the body, below its first row."""
        return bool(self.body + _EPSILON < y < self.table.position_y + self.table.height)


def with_heads(strip: Strip, tables: Sequence[Headed]) -> Strip:
    """A strip whose bands know the height of the heads that are repeated above them at the head of a page."""
    if not tables:
        return strip
    bands = tuple(
        replace(band, head=max((t.depth for t in tables if t.runs_over(extent.top)), default=0.0))
        for band, extent in zip(strip.bands, strip.extents, strict=True)
    )
    return Strip(strip.extents, bands)


def repeat_heads(tables: Sequence[Headed], part: Any, top: float) -> None:
    """Put the heads of the tables that a page begins within above its first line.

    Args:
        tables: those of the strip.
        part: what is cut from it for the page; it is changed.
        top: where the page begins, in pixels from the head of the strip.
    """
    running = {id(t.table.element): t for t in tables if t.runs_over(top)}
    for box in boxes.walk(part) if running else ():
        found = running.get(id(box.element)) if isinstance(box, engine.TableBox) else None
        if found is None or _head_of(box) is not None:
            continue
        head = found.head.deepcopy()
        head.translate(0, top - found.depth - next(atoms(head)).position_y)
        # The engine finds the rules between rows by the rows that come before.
        box.skipped_rows = sum(row.position_y + row.height <= top + _EPSILON for row in _rows(found.table))
        box.children = [head, *box.children]


def headed(flow: Any) -> Iterator[Headed]:
    """The tables of a strip that have a head."""
    for table in boxes.walk(flow):
        head = _head_of(table) if isinstance(table, engine.TableBox) else None
        if head is None:
            continue
        lines = [list(atoms(group)) for group in boxes.children(table)]
        above = next(iter(lines[0]), None)
        below = next((line for group in lines[1:] for line in group), None)
        if above is not None and below is not None:
            yield Headed(table, head.deepcopy(), below.position_y, below.position_y - above.position_y)


def _head_of(table: Any) -> Any | None:
    first = next(iter(boxes.children(table)), None)
    return first if isinstance(first, engine.TableRowGroupBox) and first.is_header else None


def _rows(table: Any) -> Sequence[Any]:
    return [row for group in boxes.children(table) for row in boxes.children(group)]
