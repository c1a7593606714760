"""What of a text must not change, and how it is followed through the pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compendium.conformance.matching import Cursor, SectionText
from compendium.conformance.skeletons import LINE_END_HYPHEN, skeleton

WORD = st.text("abcdefgéàœ’", min_size=3, max_size=9)
TEXT = st.lists(WORD, min_size=12, max_size=60).map(" ".join)


def follow(pages: list[str], *pieces: str):
    return SectionText([skeleton(page) for page in pages]).find(pieces, Cursor())


@given(TEXT, st.data())
def test_line_breaks_and_hyphenation_do_not_count(text, data):
    place = data.draw(st.integers(1, len(text) - 1))
    broken = text[:place] + LINE_END_HYPHEN + text[place:]
    assert skeleton(broken).text == skeleton(text).text
    assert follow([broken], text).missing == ""
    assert follow([broken], text).hyphens == ""


def test_spaces_ligatures_and_quotation_marks_do_not_count():
    assert skeleton("l’officiel « ici\u202f»").text == skeleton("l'oﬃciel\r\n«ici»").text
    assert skeleton("co\u00adoperate").text == "cooperate"


def test_a_hyphen_at_the_end_of_a_line_may_be_of_the_text():
    assert follow([f"a well{LINE_END_HYPHEN}known city"], "a well-known city").hyphens == ""
    assert follow(["a wellknown city"], "a well-known city").hyphens == "awell|knowncity"
    assert follow(["a well-known city"], "a wellknown city").hyphens == "awell|knowncity"


@given(TEXT, st.data())
def test_a_text_may_run_over_pages_with_other_print_between(text, data):
    place = data.draw(st.integers(8, len(text) - 1))
    found = follow([f"0 HEAD {text[:place]} 1 NOTES 12", f"{text[place:]} MORE 13"], text)
    assert found.missing == ""


@given(TEXT, st.data())
def test_a_letter_lost_on_the_last_page_is_missing(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    lost = text[:place] + "#" + text[place + 1 :]
    if text[place] != " ":
        assert follow([f"HEAD {lost} NOTES"], text).missing


def test_what_was_found_is_not_found_again():
    section = SectionText([skeleton("We agree. We agree. We differ.")])
    cursors = [Cursor(), Cursor(), Cursor()]
    assert [section.find(["We agree."], cursor).missing for cursor in cursors] == ["", "", "agree."]
