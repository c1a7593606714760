"""Measures a strip: the bands that no break can cut, what a break below each would cost, the notes of each."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from compendium.typesetting import boxes
from compendium.typesetting.line_breaks import Division, division_of
from compendium.typesetting.makeup.grid import Grid
from compendium.typesetting.makeup.margin import is_aside
from compendium.typesetting.makeup.strip import has_class
from compendium.typesetting.plans import FORBIDDEN, LONELY, Band, NoteStrip

_EPSILON = 0.05
"""Pixels: lines that stand side by side in two columns may differ by the engine's rounding."""

_HALF_LINE = 6.0
"""Pixels into a line of the smallest type."""

_WITHIN = 2.0
_HYPHEN = 12.0
"""Demerits of a break within a paragraph, and after a hyphen, which costs another setting (`setting.Setter.set`)."""

_AVOIDED = frozenset({"avoid", "avoid-page"})


@dataclass(slots=True)
class Extent:
    """A band in the making.

    Attributes:
        top: in pixels from the head of the strip.
        bottom: likewise.
        calls: the notes that are called in it.
        penalty: demerits of a page that ends below it.
        is_hyphenated: whether a line of it ends in a hyphen.
        divided: the words that its lines divide.
    """

    top: float
    bottom: float
    calls: list[str] = field(default_factory=list)
    penalty: float = 0.0
    is_hyphenated: bool = False
    divided: list[Division] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Strip:
    """A measured strip.

    Attributes:
        extents: where each band stands.
        bands: the same for the breaker.
    """

    extents: tuple[Extent, ...]
    bands: tuple[Band, ...]


def measure(flow: Any, notes: Mapping[str, NoteStrip], page_height: float, grid: Grid) -> Strip:
    """Measure the text of a strip.

    Args:
        flow: the box of the text, without the notes at its end.
        notes: the notes by id.
        page_height: what is taller may break although it should not.
        grid: the grid that its lines stand on. It begins at the head of the strip; the white below that, down to the
            first line, is printed.
    """
    extents = _extents(flow, grid)
    if extents:
        # White at the head of a section is meant; white at the head of its later pages falls away.
        extents[0].top = min(extents[0].top, grid.origin)
    _weigh(flow, extents, page_height)
    tops = [extents[0].top, *(extent.bottom for extent in extents)] if extents else []
    bands = tuple(
        Band(
            gap=max(extent.top - above, 0.0),
            height=extent.bottom - extent.top,
            notes=tuple(notes[name] for name in dict.fromkeys(extent.calls) if name in notes),
            penalty=extent.penalty,
        )
        for extent, above in zip(extents, tops, strict=False)
    )
    return Strip(tuple(extents), bands)


def atoms(box: Any) -> Iterator[Any]:
    """Lines and pictures: what is printed whole or not at all."""
    if boxes.is_line(box) or boxes.is_replaced(box):
        if box.height > _EPSILON:
            yield box
        return
    for child in boxes.children(box):
        if not is_aside(child):
            yield from atoms(child)


def _extents(flow: Any, grid: Grid) -> list[Extent]:
    found: list[Extent] = []
    for atom in sorted(atoms(flow), key=lambda box: (box.position_y, box.position_x)):
        top, bottom = grid.near(atom.position_y), grid.near(atom.position_y + atom.margin_height())
        if found and top < found[-1].bottom - _EPSILON:
            found[-1].bottom = max(found[-1].bottom, bottom)
        else:
            found.append(Extent(top, bottom))
        found[-1].calls.extend(_calls(atom))
    tops = [extent.top for extent in found]
    for aside in filter(is_aside, boxes.walk(flow)):
        # The last line beside it takes with it what of it hangs below.
        foot = aside.position_y + aside.margin_height()
        extent = found[bisect_left(tops, foot - _HALF_LINE) - 1]
        extent.bottom = max(extent.bottom, grid.near(foot))
    return found


def _calls(line: Any) -> Iterator[str]:
    for box in boxes.walk(line):
        element = getattr(box, "element", None)
        if element is not None and hasattr(element, "get") and element.get("data-call"):
            yield element.get("data-call")


def _weigh(flow: Any, extents: list[Extent], page_height: float) -> None:
    """Write into each extent what a break below it costs."""
    for box in boxes.walk(flow):
        if is_aside(box):
            _keep_beside(box, extents)
            continue
        lines = [child for child in boxes.children(box) if boxes.is_line(child) and child.height > _EPSILON]
        if lines:
            _weigh_lines(lines, extents)
        style = getattr(box, "style", None)
        if style is None or boxes.is_line(box) or boxes.is_text(box):
            continue
        _weigh_wishes(box, style, extents, page_height)


def _keep_beside(aside: Any, extents: list[Extent]) -> None:
    """No page ends before what stands in the margin does: beside its paragraph there is always room for it."""
    foot = aside.position_y + aside.margin_height()
    for extent in extents[_band_at(extents, aside.position_y + _HALF_LINE) : _band_at(extents, foot - _HALF_LINE)]:
        extent.penalty = FORBIDDEN


def _weigh_lines(lines: list[Any], extents: list[Extent]) -> None:
    total = len(lines)
    for position, line in enumerate(lines[:-1], start=1):
        extent = extents[_band_at(extents, line.position_y + line.height / 2)]
        extent.penalty += _WITHIN
        if position == 1 or total - position == 1:
            extent.penalty += LONELY
        division = division_of(line)
        if division or boxes.text_of(line).rstrip().endswith("-"):
            extent.penalty += _HYPHEN
            extent.is_hyphenated = True
            extent.divided += [division] if division else []


def _weigh_wishes(box: Any, style: Any, extents: list[Extent], page_height: float) -> None:
    wishes = {name: style[name] in _AVOIDED for name in ("break_before", "break_after", "break_inside")}
    if not any(wishes.values()):
        return
    inside = list(atoms(box))
    if not inside:
        return
    first = _band_at(extents, min(atom.position_y + atom.height / 2 for atom in inside))
    last = _band_at(extents, max(atom.position_y + atom.height / 2 for atom in inside))
    if wishes["break_before"] and first:
        extents[first - 1].penalty = FORBIDDEN
    if wishes["break_after"] and last < len(extents) - 1:
        extents[last].penalty = FORBIDDEN
    if wishes["break_inside"]:
        is_whole = extents[last].bottom - extents[first].top <= page_height
        for extent in extents[first:last]:
            extent.penalty += FORBIDDEN if is_whole else LONELY / 4


def _band_at(extents: list[Extent], y: float) -> int:
    low, high = 0, len(extents) - 1
    while low < high:
        middle = (low + high) // 2
        if extents[middle].bottom <= y:
            low = middle + 1
        else:
            high = middle
    return low


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note of the strip: its heights for the breaker, its box and lines for the cutter."""

    strip: NoteStrip
    box: Any
    lines: tuple[Any, ...]


def set_notes(feet: Any, columns: int) -> dict[str, SetNote]:
    """The notes at the end of the strip, by id.

    Args:
        feet: the box of the notes.
        columns: how many columns they stand in; told apart by where they begin.
    """
    found = dict(_outermost(feet))
    lefts = sorted({round(box.position_x) for box in found.values()})
    notes = {}
    for name, box in found.items():
        lines = tuple(atoms(box))
        column = min(lefts.index(round(box.position_x)), columns - 1)
        notes[name] = SetNote(
            NoteStrip(name, column, _pitches(lines, box), box.element.get("data-of") or ""), box, lines
        )
    return notes


def _pitches(lines: tuple[Any, ...], box: Any) -> tuple[float, ...]:
    """What each line takes of the page: from its head to the head of the next, the last to the foot of the note."""
    heads = [line.position_y for line in lines]
    foot = box.position_y + box.margin_height()
    return tuple(below - above for above, below in itertools.pairwise([*heads, foot]))


def _outermost(box: Any) -> Iterable[tuple[str, Any]]:
    for child in boxes.children(box):
        element = getattr(child, "element", None)
        if element is not None and hasattr(element, "get") and has_class(element, "footnote"):
            yield element.get("id"), child
        else:
            yield from _outermost(child)
