"""Names of the places of a book that links and locators lead to."""

from __future__ import annotations

from compendium.model.words import Lang


def anchor(instrument: str, key: str) -> str:
    """The anchor of a paragraph: `a-res-58-164.op12`.

    Args:
        instrument: id of the instrument.
        key: key of the paragraph, as `Instrument.walk` gives it.
    """
    return f"{instrument}.{key}"


def note_anchor(instrument: str, label: str, lang: Lang) -> str:
    """The anchor of a note in one language: `a-res-58-164.n5.en`.

    Args:
        instrument: id of the instrument.
        label: label of the note, as its calls name it.
        lang: the language of the wording.
    """
    return f"{instrument}.n{label}.{lang}"


def digest_label(label: str) -> str:
    """What stands for a label in the anchor of a digest's note where the adopted wording has a note of that label too.

    Args:
        label: label of the note, as its calls name it.
    """
    return f"{label}-digest"
