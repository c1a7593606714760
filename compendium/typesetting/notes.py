"""Proves that every note of a galley is printed once, on the page of its call, in order, under the mark of the call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from compendium.diagnostics import Diagnostic
from compendium.model.proof import PlacedNote
from compendium.typesetting import boxes
from compendium.typesetting.faults import fault
from compendium.typesetting.ledger import called_on, placed_notes, printed_boxes, printed_on
from compendium.typesetting.makeup.numbering import is_numbered_by_page, mark_of
from compendium.typesetting.makeup.spreads import spread_of
from compendium.typesetting.makeup.strip import FOOTNOTE, FOOTNOTE_MARK

NOTE_CLASS = "note"


def notes_of(root: Any) -> list[str]:
    """The ids of the notes of a parsed galley, in the order of the text; an id that is missing is empty."""
    return [e.get("id") or "" for e in root.iter() if NOTE_CLASS in (e.get("class") or "").split()]


def note_faults(section: str, wanted: Sequence[str], document: Any) -> list[Diagnostic]:
    """What is wrong with the notes of a laid-out section; empty when every note is where it belongs.

    Args:
        section: id of the section.
        wanted: the ids of its notes, as `notes_of` gives them.
        document: the engine's document.
    """
    if not wanted:
        return []
    placed = {note.id: note for note in placed_notes(document)}
    # Of facing pages each language has every other.
    step = 2 if spread_of(boxes.flow(document.pages[0]).element).is_facing else 1
    return [
        *_unnamed(section, wanted),
        *_astray(section, [name for name in dict.fromkeys((*wanted, *placed)) if name], placed, step),
        *_misordered(section, document.pages),
        *_misnumbered(section, document.pages),
    ]


def _unnamed(section: str, wanted: Iterable[str]) -> Iterator[Diagnostic]:
    for name, count in Counter(wanted).items():
        if not name:
            yield fault(section, "TYPE-NOTE-ID", f"{count} notes have no id")
        elif count > 1:
            yield fault(section, "TYPE-NOTE-ID", f'{count} notes have the id "{name}"')


def _astray(section: str, wanted: Iterable[str], placed: dict[str, PlacedNote], step: int) -> Iterator[Diagnostic]:
    for name in wanted:
        note = placed.get(name)
        if note is None:
            yield fault(section, "TYPE-NOTE-LOST", f'the call of note "{name}" is on no page')
        elif not note.pages:
            yield fault(section, "TYPE-NOTE-LOST", f'note "{name}", called on page {note.call + 1}, is on no page')
        elif note.pages[0] != note.call:
            where = f"called on page {note.call + 1}, stands on page {note.pages[0] + 1}"
            yield fault(section, "TYPE-NOTE-LATE", f'note "{name}", {where}')
        elif note.pages != tuple(range(note.call, note.call + step * len(note.pages), step)):
            yield fault(section, "TYPE-NOTE-TWICE", f'note "{name}" stands on pages {note.pages} (from 0)')


def _misordered(section: str, pages: Iterable[Any]) -> Iterator[Diagnostic]:
    """Each page for itself: in parallel text a note called early in one column may follow one called late in the other.

    A note that continues from the page before stands above the notes called on the page.
    """
    for index, page in enumerate(pages):
        notes, called = printed_boxes(page), called_on(page)
        # Notes of parallel text stand in two columns, each in the order of its own calls.
        for column in sorted({round(box.position_x) for box in notes}):
            own = [box.element.get("id") for box in notes if round(box.position_x) == column]
            ours = [name for name in own if name in called]
            if ours != sorted(ours, key=called.index):
                yield fault(section, "TYPE-NOTE-ORDER", f"page {index + 1} prints the notes as {', '.join(ours)}")
        for name, count in Counter(str(box.element.get("id")) for box in notes).items():
            if count > 1:
                yield fault(section, "TYPE-NOTE-TWICE", f'note "{name}" is printed {count} times on page {index + 1}')
        area = boxes.note_area(page)
        if area is not None:
            yield from _overlapped(section, index, page, area)
        yield from _overprinted(section, index, page, notes)


def _misnumbered(section: str, pages: Iterable[Any]) -> Iterator[Diagnostic]:
    """A call says what its note says; where notes are numbered by page, those of a language count from the first."""
    everywhere = {box.element.get("id"): _mark_of(box) for page in pages for box in _begun(page)}
    for index, page in enumerate(pages):
        by_page = is_numbered_by_page(boxes.flow(page).element)
        known = {box.element.get("id"): _mark_of(box) for box in _begun(page)} if by_page else everywhere
        for box in _calls(page):
            name, mark = box.element.get("href").removeprefix("#"), boxes.text_of(box).strip()
            if known.get(name) != mark:
                what = f'page {index + 1} calls note "{name}" by {mark}; it stands there as {known.get(name)}'
                yield fault(section, "TYPE-NOTE-NUMBER", what)
        series: Counter[tuple[str, str]] = Counter()
        for element in (box.element for box in _begun(page)) if by_page else ():
            of = element.get("lang"), element.get("data-series")
            series[of] += 1
            wanted, mark = mark_of(element, series[of]), known[element.get("id")]
            if mark != wanted:
                what = f'note "{element.get("id")}" is {mark} on page {index + 1}, where it should be {wanted}'
                yield fault(section, "TYPE-NOTE-NUMBER", what)


def _begun(page: Any) -> list[Any]:
    """The notes of our own making that begin at the foot of a page."""
    return [box for box in printed_boxes(page) if boxes.has_class(box, FOOTNOTE) and _mark_of(box)]


def _mark_of(box: Any) -> str:
    marks = (boxes.text_of(part) for part in boxes.walk(box) if boxes.has_class(part, FOOTNOTE_MARK))
    return next(marks, "").strip().removesuffix(".")


def _calls(page: Any) -> Iterator[Any]:
    """The texts of the calls; a call that the engine parts into two boxes has one."""
    return (b for b in boxes.walk(boxes.flow(page)) if boxes.is_text(b) and b.element.get("data-call"))


def _overlapped(section: str, index: int, page: Any, area: Any) -> Iterator[Diagnostic]:
    hint = "Shorten the note; the engine cannot continue one on the next page."
    frame = boxes.page_box(page)
    notes = [line for line in boxes.walk(area) if boxes.is_line(line)]
    above = any(line.position_y < frame.content_box_y() - _SLACK for line in notes)
    # A `max-height` of the area lets its text run on below it, off the page.
    below = any(line.position_y + line.height > frame.content_box_y() + frame.height + _SLACK for line in notes)
    if above or below:
        names = ", ".join(f'"{name}"' for name in printed_on(page))
        what = f"the notes of page {index + 1} are taller than their place: {names}"
        yield fault(section, "TYPE-NOTE-TALL", what, hint)
    text = [line for line in boxes.walk(boxes.flow(page)) if boxes.is_line(line) and boxes.text_of(line).strip()]
    bottom = max((line.position_y + line.height for line in text), default=0.0)
    if bottom > area.position_y + area.margin_top + _SLACK:
        yield fault(section, "TYPE-NOTE-TALL", f"the notes of page {index + 1} overlap its text", hint)


def _overprinted(section: str, index: int, page: Any, printed: Sequence[Any]) -> Iterator[Diagnostic]:
    """A made-up page whose notes do not all stand below its text."""
    lines_below = [box for box in boxes.walk(boxes.flow(page)) if boxes.has_class(box, "runs-on")]
    feet = {id(box) for note in (*printed, *lines_below) for box in boxes.walk(note)}
    lines = [box for box in boxes.walk(boxes.flow(page)) if boxes.is_line(box) and boxes.text_of(box).strip()]
    heads = [line.position_y for line in lines if id(line) in feet]
    text = [line.position_y + line.height for line in lines if id(line) not in feet]
    if heads and text and max(text) > min(heads) + _SLACK:
        yield fault(section, "TYPE-NOTE-TALL", f"the notes of page {index + 1} overlap its text")


_SLACK = 0.5
"""Pixels: what rounding may add up to."""
