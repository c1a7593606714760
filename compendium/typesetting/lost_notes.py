"""A fault of WeasyPrint 70.0: a note whose line stays on the page only because other notes leave it is never printed.

Where a line does not fit, `layout/block.py` (`_linebox_layout`, lines 398 to 405) sends notes of the page to the next
one until the line fits, keeps the line and stops. The notes that this very line calls have not been laid out yet, and
nobody comes back to them: they stay in the list of waiting notes and are printed nowhere, without a word.

The remedy: when a page is made, every note that is still waiting although its call stands on the page is sent to the
next page, in the order of the calls. It is late there, but it is there; `late_notes` brings it home.

Written against WeasyPrint 70.0; `tests/unit/typesetting/test_lost_notes.py` fails when the engine needs it no longer.
"""

from __future__ import annotations

from typing import Any

from compendium.typesetting import boxes


def rescue_lost(context: Any, page: Any) -> list[Any]:
    """Send the notes that the engine has dropped from a page to the next page.

    Args:
        context: the engine's layout context, just after the page was made.
        page: the page, with its flow as first child.

    Returns:
        The notes that were rescued.
    """
    called = called_notes(page.children[0])
    lost = [note for note in called if note in context.footnotes and note not in context.reported_footnotes]
    for note in lost:
        context.footnotes.remove(note)
        context.reported_footnotes.append(note)
    if lost:
        # Notes that were carried over from earlier pages come first; they are not called here.
        order = {id(note): place for place, note in enumerate(called)}
        context.reported_footnotes.sort(key=lambda note: order.get(id(note), -1))
    return lost


def called_notes(flow: Any) -> list[Any]:
    """The notes called in a part of a page, in the order of the page."""
    found = (boxes.called_note(box) for box in boxes.walk(flow))
    return [note for note in found if note is not None]
