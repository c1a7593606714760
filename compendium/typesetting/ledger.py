"""Reads from the laid-out boxes where everything stands."""

from __future__ import annotations

from typing import Any

from compendium.model.proof import Area, Bookmark, Ledger, PlacedNote, Spot
from compendium.typesetting import boxes
from compendium.typesetting.makeup import SlipSheets
from compendium.units import Length


def ledger_of(document: Any) -> Ledger:
    """The ledger of a laid-out document: lengths in points, pages from 0."""
    pages = document.pages
    anchors: dict[str, Spot] = {}
    bookmarks: list[Bookmark] = []
    for index, page in enumerate(pages):
        for name, (x, y, *_) in page.anchors.items():
            anchors.setdefault(name, _spot(index, x, y))
        for level, label, (x, y), _state in page.bookmarks:
            bookmarks.append(Bookmark(label=label, level=level, spot=_spot(index, x, y)))
    return Ledger(
        pages=len(pages),
        width=_points(pages[0].width),
        height=_points(pages[0].height),
        anchors=dict(sorted(anchors.items())),
        notes=placed_notes(document),
        bookmarks=tuple(bookmarks),
        areas=tuple(_area(boxes.page_box(page)) for page in pages),
        column=document.column if isinstance(document, SlipSheets) else None,
    )


def called_on(page: Any) -> list[str]:
    """The ids of the notes called on a page, in the order of the page."""
    found = []
    for box in boxes.walk(boxes.flow(page)):
        note = boxes.called_note(box)
        if note is not None:
            found.append(_id(note))
        elif boxes.has_class(box, "call"):
            found.append(str(box.element.get("data-note")))
    # A call that the engine parts into two boxes is one call.
    return list(dict.fromkeys(found))


def printed_on(page: Any) -> list[str]:
    """The ids of the notes printed at the foot of a page, in their order."""
    return [_id(box) for box in printed_boxes(page)]


def printed_boxes(page: Any) -> list[Any]:
    """The boxes of the notes at the foot of a page: in the engine's own area, or put there in making the page up."""
    area = boxes.note_area(page)
    # The notes may stand in anonymous boxes: the outermost box of an element with an id is the note.
    engine = _outermost(area) if area is not None else []
    return engine + _footnotes(boxes.flow(page))


def _footnotes(box: Any) -> list[Any]:
    """The outermost boxes of the notes; the lines in them are of the same element."""
    if boxes.has_class(box, "footnote"):
        return [box]
    if boxes.is_line(box):
        return []
    return [note for child in boxes.children(box) for note in _footnotes(child)]


def placed_notes(document: Any) -> tuple[PlacedNote, ...]:
    """Every note that is called, in the order of the calls, with the pages on which it is printed."""
    calls: dict[str, int] = {}
    bodies: dict[str, list[int]] = {}
    for index, page in enumerate(document.pages):
        for name in called_on(page):
            calls.setdefault(name, index)
        for name in dict.fromkeys(printed_on(page)):
            bodies.setdefault(name, []).append(index)
    return tuple(PlacedNote(id=name, call=page, pages=tuple(bodies.get(name, ()))) for name, page in calls.items())


def _outermost(box: Any) -> list[Any]:
    found = []
    for child in boxes.children(box):
        element = getattr(child, "element", None)
        if element is not None and hasattr(element, "get") and element.get("id"):
            found.append(child)
        else:
            found += _outermost(child)
    return found


def _id(box: Any) -> str:
    return str(box.element.get("id"))


def _area(page: Any) -> Area:
    edges = (page.content_box_x(), page.content_box_y(), page.width, page.height)
    # Not rounded: pages are pasted up from them.
    return Area(*(Length.from_px(edge).pt for edge in edges))


def _spot(page: int, x: float, y: float) -> Spot:
    return Spot(page=page, x=_points(x), y=_points(y))


def _points(pixels: float) -> float:
    # A thousandth of a point is finer than any press; more digits would only differ between machines.
    return round(Length.from_px(pixels).pt, 3)
