"""Walks the engine's boxes, so that only this module knows their shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder


def walk(box: Any) -> Iterator[Any]:
    """A box and everything in it, in the order of the page."""
    # Without recursion: what is deep inside would be handed on once for every box around it.
    waiting = [box]
    while waiting:
        box = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            # Asked here: there are more boxes than of anything else, and a call takes longer than the question.
            box = resolved(box)
        yield box
        inside = getattr(box, "children", None)
        if inside:
            waiting.extend(reversed(inside))


def children(box: Any) -> list[Any]:
    """What a box holds; an absolutely placed box stands for its placeholder."""
    return [resolved(child) for child in getattr(box, "children", ()) or ()]


def resolved(box: Any) -> Any:
    """The box itself, where the engine keeps a placeholder for it."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - the engine has no other way


def page_box(page: Any) -> Any:
    """The box of a page of a document."""
    return page._page_box  # noqa: SLF001 - the engine offers the boxes nowhere else


def flow(page: Any) -> Any:
    """The root box of a page: everything but notes and margins."""
    return children(page_box(page))[0]


def note_area(page: Any) -> Any | None:
    """The area of the notes of a page; None where there are no notes."""
    return next((box for box in children(page_box(page)) if isinstance(box, boxes.FootnoteAreaBox)), None)


def margin_boxes(page: Any) -> list[Any]:
    """The running heads and folios of a page."""
    return [box for box in children(page_box(page)) if isinstance(box, boxes.MarginBox)]


def text_of(box: Any) -> str:
    """The text printed in a box."""
    return "".join(b.text for b in walk(box) if isinstance(b, boxes.TextBox))


def is_text(box: Any) -> bool:
    """Whether a box is a run of text."""
    return isinstance(box, boxes.TextBox)


def is_line(box: Any) -> bool:
    """Whether a box is a line."""
    return isinstance(box, boxes.LineBox)


def is_replaced(box: Any) -> bool:
    """Whether a box is a picture."""
    return isinstance(box, boxes.ReplacedBox)


def has_class(box: Any, name: str) -> bool:
    """Whether a box is of an element of a class; the boxes of pseudo-elements and of anonymous parts are not."""
    element = getattr(box, "element", None)
    if element is None or not hasattr(element, "get"):
        return False
    # Few elements are of the class: it is looked at before the rest.
    classes = element.get("class")
    return bool(classes) and name in classes.split() and "::" not in (box.element_tag or "")


def called_note(box: Any) -> Any | None:
    """The note that a box calls, or None."""
    return getattr(box, "footnote", None)
