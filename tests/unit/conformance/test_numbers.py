"""Every printed number is followed to the page where the text of its target was read."""

from __future__ import annotations

import dataclasses

from compendium.conformance import Expectations, PrintedNumber, prove
from compendium.diagnostics import Report
from tests.unit.binding.bookmaking import Making, words
from tests.unit.conformance.test_prove import GOOD, body, expectations, making


def report(made: Making, expected: Expectations) -> Report:
    return prove(made.bind(), made.book, made.pagination, expected)


def test_a_wrong_number_names_its_entry_and_both_places():
    right = str(GOOD.proofs["one"].ledger.anchors["one.op7"].page + 1)
    made = Making()
    made.add("contents", '<p><a href="compendium:one">One <b>1</b></a></p>', words("Contents"), roman=True)
    made.add("one", body(), words("One"))
    made.add("index", '<p>Cities, <a href="compendium:one.op7">99</a></p>', words("Index"))
    number = PrintedNumber("index", "99", "one.op7", "cities")
    (finding,) = report(made, dataclasses.replace(expectations(made), numbers=(number,)))
    page = made.pagination.label("index", 0)
    assert finding.code == "CONF-NUMBER-WRONG"
    assert "entry “cities”: number 99" in finding.message
    assert f"printed on page {page}, is wrong: one.op7 begins on page {right}" in finding.message


def test_a_target_counts_only_where_its_text_was_read():
    expected = expectations(GOOD)
    # The ledger still has the anchor; its text is another than was curated, so it was read nowhere.
    texts = tuple(
        dataclasses.replace(text, texts=(("Words that nobody printed here, nor anywhere else.",),))
        if text.anchor == "one.op7"
        else text
        for text in expected.paragraphs
    )
    found = report(GOOD, dataclasses.replace(expected, paragraphs=texts))
    assert "CONF-NUMBER-TARGET" in {finding.code for finding in found}


def test_two_numbers_do_not_share_a_link():
    expected = expectations(GOOD)
    twice = dataclasses.replace(expected, numbers=(*expected.numbers, expected.numbers[-1]))
    assert [finding.code for finding in report(GOOD, twice)] == ["CONF-NUMBER-LINK"]


def test_the_number_of_a_note_may_bear_its_mark():
    page = str(GOOD.proofs["one"].ledger.anchors["one.op7"].page + 1)
    made = Making()
    made.add("contents", '<p><a href="compendium:one">One <b>1</b></a></p>', words("Contents"), roman=True)
    made.add("one", body(), words("One"))
    made.add("index", f'<p>Cities, <a href="compendium:one.op7">{page}</a><i>n</i></p>', words("Index"))
    assert not report(made, expectations(made))


def test_the_good_book_is_as_good_as_before():
    assert not report(making(), expectations(GOOD))
