"""Rules on what an editor has still to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compendium.diagnostics import Severity
from compendium.model.instrument import Instrument, Suggestions
from compendium.rules.readings import Path, Readings
from compendium.rules.rule import Found, rule

_PLACEHOLDER = re.compile(
    r"\\?\[((?:title )?to be (?:translated|completed)|(?:titre )?à (?:traduire|compléter))\\?\]", re.IGNORECASE
)
"""What intake and `new instrument` leave for the editor."""


def _suggestions(instrument: Instrument) -> Iterator[tuple[Path, Suggestions]]:
    if instrument.suggested is not None:
        yield ("suggested",), instrument.suggested
    for path, worded in instrument.wordings():
        found = getattr(worded, "suggested", None)
        if isinstance(found, Suggestions):
            yield (*path, "suggested"), found


@rule("C-R70", Severity.NOTICE, within=True)
def unconfirmed_suggestions(readings: Readings) -> Iterator[Found]:
    """Suggestions that no editor has confirmed."""
    for instrument in readings.library.instruments.values():
        found = [(path, len(s.themes) + len(s.references)) for path, s in _suggestions(instrument)]
        waiting = [(path, count) for path, count in found if count]
        if waiting:
            total = sum(count for _, count in waiting)
            place = readings.library.places.find(instrument, *waiting[0][0], key=True)
            message = f"{total} suggestions in `{instrument.id}` wait for an editor"
            yield Found(
                place, message, "move what is right into the paragraph and remove the rest; they are not printed"
            )


@rule("C-R71", Severity.WARNING, within=True)
def open_doubt(readings: Readings) -> Iterator[Found]:
    """A reading that a person has to decide."""
    for instrument in readings.library.instruments.values():
        for path, suggestions in _suggestions(instrument):
            for position, doubt in enumerate(suggestions.doubts):
                place = readings.library.places.find(instrument, *path, "doubts", position)
                yield Found(place, f"to be decided: {doubt}", "decide, mend the text if need be, and remove this line")


@rule("C-R72", Severity.WARNING, within=True)
def placeholder(readings: Readings) -> Iterator[Found]:
    """Words that stand in for a text still to be written."""
    for passage in readings.passages:
        if "[" in passage.text and (found := _PLACEHOLDER.search(passage.text)):
            place = readings.place(passage, found[0])
            yield Found(place, f"`[{found[1]}]` stands in for a text", "write the text")
