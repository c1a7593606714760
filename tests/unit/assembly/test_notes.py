"""Notes numbered by page: what is counted together, and what a later call points back to."""

from __future__ import annotations

from compendium.assembly.notes import printed_marks
from compendium.assembly.passages import Setter
from compendium.model.edition import Edition, NoteNumbers
from compendium.model.instrument import Instrument
from compendium.model.words import Lang

INSTRUMENT = Instrument.model_validate(
    {
        "id": "one",
        "kind": "resolution",
        "body": "body",
        "title": {"en": "On a matter", "fr": "D’une question"},
        "adopted": {"date": "2003-12-22"},
        "operative": [
            {"number": 1, "adopted": {"en": "Urges[^3] all,[^*] and ours.[^e]", "fr": "Prie[^3] tous."}},
            {"number": 2, "adopted": {"en": "Asks[^4] them[^3] again[^3].", "fr": "Demande[^4]."}},
        ],
        "notes": {
            "3": {"adopted": {"en": "Three.", "fr": "Trois."}},
            "4": {"adopted": {"en": "Four.", "fr": "Quatre."}},
            "*": {"adopted": {"en": "A sign."}},
            "e": {"editor": {"en": "Ours."}},
        },
    }
)


def calls(numbers: NoteNumbers):
    edition = Edition(id="e", languages=(Lang.EN, Lang.FR), note_numbers=numbers)
    return [call for block in Setter(INSTRUMENT, edition).blocks for call in block.calls]


def english(marks):
    return {name.removeprefix("one.n").removesuffix(".en"): mark for name, mark in marks.items() if ".en" in name}


def test_by_instrument_the_marks_are_those_of_the_source():
    found = printed_marks(calls(NoteNumbers.INSTRUMENT), NoteNumbers.INSTRUMENT, {})
    assert english(found) == {"3": "3", "*": "*", "e": "a", "4": "4"}


def test_by_page_each_language_and_series_counts_from_one():
    pages = {"one.n3.en": 0, "one.n*.en": 0, "one.ne.en": 0, "one.n4.en": 0, "one.n3.fr": 0, "one.n4.fr": 1}
    found = printed_marks(calls(NoteNumbers.PAGE), NoteNumbers.PAGE, pages)
    assert english(found) == {"3": "1", "*": "*", "e": "a", "4": "2", "3.en.again1": "1", "3.en.again2": "1"}
    assert (found["one.n3.fr"], found["one.n4.fr"]) == ("1", "1")


def test_a_note_called_again_on_another_page_is_pointed_back_to():
    pages = {"one.n3.en": 0, "one.n*.en": 0, "one.ne.en": 0, "one.n4.en": 1, "one.n3.en.again1": 1}
    found = printed_marks(calls(NoteNumbers.PAGE), NoteNumbers.PAGE, pages)
    assert english(found) == {"3": "1", "*": "*", "e": "a", "4": "1", "3.en.again1": "2", "3.en.again2": "2"}
    back = [call.back for _, call in calls(NoteNumbers.PAGE) if call.back]
    assert [one.with_mark("1") for one in back] == ["See note\u00a01, para.\u00a01."] * 2
    assert not any(call.back for _, call in calls(NoteNumbers.INSTRUMENT))
