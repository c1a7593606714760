"""Numbers the notes of every page from one.

Which notes a page has is known once the strip is broken, and a number of two figures may move a line. So the strip is
set with the least marks, broken, numbered and set again, until the numbers are those of the pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from compendium.languages import letter
from compendium.typesetting.makeup.strip import CALL, CALL_AGAIN, CALL_BACK, FOOTNOTE, FOOTNOTE_MARK, elements_of
from compendium.typesetting.plans import NoteStrip

SETTINGS = 6
"""Settings after which numbers that still move their pages are given up. Nearly all stay where the second sets them:
figures are of one width, so that only a tenth note on a page can move a line; and none takes less room than before."""


class UnsettledError(Exception):
    """The numbers of the notes move the lines, and the lines the numbers, without end."""


def is_numbered_by_page(root: Any) -> bool:
    """Whether a galley wants its notes numbered from one on each page."""
    return bool(root.get("data-note-numbers") == "page")


def begin(root: Any) -> None:
    """Give every note the first mark of its series, before anything is known of the pages."""
    calls = {element.get("data-call"): element for element in elements_of(root, CALL)}
    for name, foot in _feet(root).items():
        calls[name].text = mark_of(foot, 1)


def renumber(root: Any, pages: Iterable[Sequence[NoteStrip]]) -> bool:
    """Number the notes by the pages of their calls.

    Args:
        root: the root element of the galley, its notes lifted; it is changed.
        pages: for each page and column the notes called there, in the order of the calls.

    Returns:
        Whether a mark is another than before.
    """
    feet = _feet(root)
    found: dict[str, tuple[str, str]] = {}
    for called in pages:
        counts: Counter[str] = Counter()
        here: dict[str, tuple[str, str]] = {}
        for note in called:
            if note.whole not in here:
                counts[feet[note.id].get("data-series")] += 1
                here[note.whole] = note.id, mark_of(feet[note.id], counts[feet[note.id].get("data-series")])
            found[note.id] = here[note.whole]
    changes = [_call(element, *found[element.get("data-call")]) for element in _calls(root)]
    for name, foot in feet.items():
        mark = found[name][1]
        next(elements_of(foot, FOOTNOTE_MARK)).text = f"{mark}. "
        for back in elements_of(foot, CALL_BACK):
            back.text = found[foot.get("data-of")][1]
    return any(changes)


def mark_of(foot: Any, count: int) -> str:
    """The mark of a note.

    Args:
        foot: its element at the foot of the page.
        count: how many of its series stand on the page, itself counted.
    """
    match foot.get("data-series"):
        case "figure":
            return str(count)
        case "letter":
            return letter(count - 1)
        case _:
            return str(foot.get("data-mark"))


def _calls(root: Any) -> list[Any]:
    return [element for element in root.iter("a") if element.get("data-call")]


def _feet(root: Any) -> dict[str, Any]:
    return {element.get("id"): element for element in elements_of(root, FOOTNOTE)}


def _call(element: Any, name: str, mark: str) -> bool:
    """Write a call: of its own note, or of the one that its page has already."""
    before = element.text, element.get("href")
    element.text = mark
    # A call keeps the room that it once had, or a tenth note that comes and goes with its line would do so for ever.
    room = max(int(element.get("data-room") or 1), len(mark))
    element.set("data-room", str(room))
    element.set("style", f"padding-right: {room - len(mark)}ch")
    element.set("href", f"#{name}")
    if name == element.get("data-call"):
        element.set("class", CALL)
        element.set("data-note", name)
    else:
        element.set("class", CALL_AGAIN)
        element.attrib.pop("data-note", None)
    return before != (element.text, element.get("href"))
