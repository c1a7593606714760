"""The imposition in words: which page stands on which side of which sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compendium.finishing.imposition.folding import Cell, Sheet
from compendium.finishing.imposition.layout import BLEED, Arrangement
from compendium.finishing.imposition.marks import has_room_for_trim_marks
from compendium.finishing.imposition.order import Slot, blanks_of
from compendium.languages import phrase
from compendium.model.words import Lang
from compendium.units import Length

_TURNED = "\N{DOWNWARDS ARROW}"
"""Behind the number of a page that is printed head down."""

_NO_BLEED = 0.5
"""Millimetres that are no bleed yet: rounding of boxes."""


def plan_of(
    slots: Sequence[Slot],
    sheets: Sequence[Sheet],
    arrangement: Arrangement,
    labels: Sequence[Sequence[str]],
    bleed: Length,
) -> str:
    """The plan in both languages, for a printer to check against a folded sheet.

    Args:
        slots: the pages in the order of the folded book.
        sheets: the imposed sheets.
        arrangement: the open sheet.
        labels: the page labels of each file, in order.
        bleed: how far the pages of the files run over their trim.
    """
    kept = min(bleed.mm, BLEED.mm)
    lines: list[str] = []
    for lang in Lang:
        lines += _head(slots, sheets, arrangement, kept, lang)
        lines += _sheets(sheets, labels, lang)
    return "\n".join(lines)


def _head(
    slots: Sequence[Slot], sheets: Sequence[Sheet], arrangement: Arrangement, bleed: float, lang: Lang
) -> Iterator[str]:
    size = arrangement.sheet
    yield phrase("plan.title", lang)
    yield ""
    yield phrase(
        "plan.sheets",
        lang,
        count=len(sheets),
        width=f"{size.width.mm:.0f}",
        height=f"{size.height.mm:.0f}",
        up=arrangement.up,
        pages=len(slots),
    )
    blanks = blanks_of(tuple(slots))
    if blanks:
        yield phrase("plan.blanks", lang, positions=", ".join(map(str, blanks)))
    if arrangement.scale < 1:
        yield phrase("plan.scale", lang, percent=f"{arrangement.scale:.0%}".removesuffix("%"))
    if bleed > _NO_BLEED:
        yield phrase("plan.bleed", lang, width=f"{bleed:.0f}")
    if not has_room_for_trim_marks(arrangement):
        yield phrase("plan.no_trim_marks", lang)
    yield phrase("plan.turn", lang)
    if arrangement.up > 2:
        yield phrase("plan.fold", lang)


def _sheets(sheets: Sequence[Sheet], labels: Sequence[Sequence[str]], lang: Lang) -> Iterator[str]:
    signature = 0
    for number, sheet in enumerate(sheets, start=1):
        if sheet.signature != signature:
            signature = sheet.signature
            yield ""
            yield phrase("plan.signature", lang, number=signature)
        for side in ("front", "back"):
            cells: Sequence[Cell] = getattr(sheet, side)
            yield phrase(f"plan.{side}", lang, number=number) + f"  {_side(cells, labels, lang)}"
    yield ""


def _side(cells: Sequence[Cell], labels: Sequence[Sequence[str]], lang: Lang) -> str:
    """Rows from the head of the sheet to its foot, places from left to right."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(_named(cell, labels, lang))
    return "  /  ".join(" | ".join(row) for row in rows.values())


def _named(cell: Cell, labels: Sequence[Sequence[str]], lang: Lang) -> str:
    slot = cell.slot
    name = phrase("plan.blank", lang) if slot.page is None else labels[slot.source][slot.page]
    if slot.page is not None and len(labels) > 1:
        name = f"{'AB'[slot.source]} {name}"
    return name + _TURNED if cell.head_down and slot.page is not None else name
