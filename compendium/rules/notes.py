"""Rules on notes: every call has its note, every note its call, in each nature and language."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.model.instrument import Instrument, Note
from compendium.model.words import Lang, Nature
from compendium.rules.names import nearest
from compendium.rules.readings import Passage, Readings
from compendium.rules.rule import Found, rule

_LANGUAGE = {Lang.EN: "English", Lang.FR: "French"}
_Wording = tuple[Nature | None, Lang]


@rule("C-R20", within=True)
def undefined_note(readings: Readings) -> Iterator[Found]:
    """A note that is called and not defined."""
    for passage, label in readings.calls:
        notes = passage.record.notes if isinstance(passage.record, Instrument) else {}
        if label in notes:
            continue
        message = f"the note `{label}` is called and not defined"
        if isinstance(passage.record, Instrument):
            hint = nearest(label, notes, "the `notes` of the instrument")
        else:
            hint = "only instruments have notes; remove the call, or write `\\[^` for the characters"
        yield Found(readings.place(passage, f"[^{label}]"), message, hint)


@rule("C-R21", within=True)
def uncalled_note(readings: Readings) -> Iterator[Found]:
    """A note that is defined and never called."""
    called = {(id(passage.record), label) for passage, label in readings.calls}
    for instrument in readings.library.instruments.values():
        for label in instrument.notes:
            if (id(instrument), label) not in called:
                place = readings.library.places.find(instrument, "notes", label, key=True)
                hint = f"write `[^{label}]` where it belongs, or remove the note"
                yield Found(place, f"the note `{label}` is defined and not called", hint)


@rule("C-R22", within=True)
def missing_note_text(readings: Readings) -> Iterator[Found]:
    """A note without a text in the nature and the language of its call."""
    for passage, label in readings.calls:
        note = passage.record.notes.get(label) if isinstance(passage.record, Instrument) else None
        if note is not None and not _fits(note, passage):
            what = f"{passage.nature.value} text" if passage.nature else "text"
            message = f"the note `{label}` has no {what} in {_LANGUAGE[passage.lang]}, and is called here"
            at = readings.library.places.find(passage.record, "notes", label, key=True)
            yield Found(readings.place(passage, f"[^{label}]"), message, f"add it to the note at {at}")


def _fits(note: Note, passage: Passage) -> bool:
    if note.editor is not None and note.editor.of(passage.lang):
        return True
    natures = (passage.nature,) if passage.nature else tuple(Nature)
    return any(note.has(nature, passage.lang) for nature in natures)


@rule("C-R23", within=True)
def uncalled_note_text(readings: Readings) -> Iterator[Found]:
    """A text of a note that no wording of its nature and language calls."""
    called: set[tuple[int, str, _Wording]] = set()
    anywhere: set[tuple[int, str]] = set()
    for passage, label in readings.calls:
        anywhere.add((id(passage.record), label))
        natures = (passage.nature,) if passage.nature else tuple(Nature)
        called.update((id(passage.record), label, (nature, passage.lang)) for nature in natures)
    for instrument in readings.library.instruments.values():
        for label, note in instrument.notes.items():
            # A note that is never called is another rule's.
            if (id(instrument), label) not in anywhere:
                continue
            for nature in Nature:
                for lang in note.wording(nature).languages:
                    if (id(instrument), label, (nature, lang)) not in called:
                        place = readings.library.places.find(instrument, "notes", label, nature.value, lang.value)
                        message = f"no {nature.value} text in {_LANGUAGE[lang]} calls this text of the note `{label}`"
                        yield Found(
                            place, message, f"write `[^{label}]` in the {nature.value} text, or remove this one"
                        )
