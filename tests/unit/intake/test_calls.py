from __future__ import annotations

import pytest

from compendium.intake.calls import resolve


def read(*texts: str, notes: int = 3) -> tuple[list[tuple[str, str]], list[str]]:
    labels = [str(n) for n in range(1, notes + 1)]
    reading = resolve(texts, labels, [frozenset()] * len(texts))
    found = [(texts[c.block][: c.start].split()[-1], c.label) for c in reading.chosen]
    return found, [sentence for _, sentence in reading.doubts]


def test_call_glued_to_words_and_stops() -> None:
    assert read("the Rights,1 the Covenant2 and the Charter.3") == (
        [("Rights,", "1"), ("Covenant", "2"), ("Charter.", "3")],
        [],
    )


def test_call_glued_to_a_year() -> None:
    assert read("on 25 June 19931 that", notes=1) == ([("1993", "1")], [])


def test_call_after_a_year_and_a_comma() -> None:
    assert read("of 23 April 2003,1", notes=1) == ([("2003,", "1")], [])


def test_note_is_called_again() -> None:
    found, doubts = read("the Plan1 of action", "adopted on 25 June 1993,1 and", notes=1)
    assert found == [("Plan", "1"), ("1993,", "1")]
    assert doubts == []


@pytest.mark.parametrize(
    "text",
    [
        "resolution 57/200 of 18 December 2002 and article 5",
        "document A/58/120 and E/2003/23, chap. 2, of 2 May 1993",
        "resolution 2200 A (XXI) of 16 December 1966, paragraphs 1 and 3",
        "some 1,200 cities and 3,5 millions",
    ],
)
def test_plain_figures_are_no_calls(text: str) -> None:
    found, doubts = read(text, "the Plan1 and the Act2 and the Deed.3")
    assert [label for _, label in found] == ["1", "2", "3"]
    assert found[0][0] == "Plan"
    assert doubts == []


def test_what_is_missing_is_said() -> None:
    assert read("nothing here", notes=1) == ([], ["No call of note 1 was found."])


def test_a_hole_in_the_sequence_is_filled_with_a_doubt() -> None:
    found, doubts = read("the Plan1 and resolution 57/2002 and the Deed.3")
    assert [label for _, label in found] == ["1", "2", "3"]
    assert len(doubts) == 1
