"""Laws of the languages room, on texts that nobody wrote."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from pyuca import Collator

from compendium.languages import (
    BREAK,
    OBJECT,
    collation_key,
    filing_form,
    from_roman,
    letter_group,
    roman,
    runs,
    typeset,
    typeset_nodes,
)
from compendium.languages.weights import LazyCollator

LANGUAGES = st.sampled_from(["en", "fr"])
WORDS = [
    *("mot", "l", "M", "É", "œ", "h", "décembre", "December", "XXIe", "siècle"),
    *("art.", "para.", "No.", "n°", "12", "345", "2003", "A/RES/58/164", "14:30"),
]
ADDRESSES = ["https://a.org/x?y=1;z", "bureau@ville.fr"]
MARKS = [*"'\"«»“”’:;!?.,-–()/…%", "...", "--", " ", " ", "\n", "\u00a0", "\u202f", BREAK, OBJECT]
PIECES = st.sampled_from([*WORDS, *ADDRESSES, *MARKS])
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)
SPACE = re.compile(r"[ \n\t\u00a0\u202f\u2009]+")
LATIN = st.text(st.characters(min_codepoint=32, max_codepoint=0x17E, exclude_categories=["Cc", "Cs"]), max_size=12)


def letters(text: str) -> str:
    return SPACE.sub("", text)


@settings(deadline=None)
@given(TEXTS, LANGUAGES, st.booleans())
def test_setting_twice_changes_nothing(text: str, lang: str, verbatim: bool) -> None:
    once = typeset(text, lang, verbatim=verbatim)
    assert typeset(once, lang, verbatim=verbatim) == once


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_adopted_text_keeps_every_letter_and_every_word(text: str, lang: str) -> None:
    printed = typeset(text, lang, verbatim=True)
    assert letters(printed) == letters(text)
    if lang == "en":
        assert len(printed) <= len(text)
        assert SPACE.sub(" ", printed) == SPACE.sub(" ", text)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14), LANGUAGES, st.booleans())
def test_nodes_are_set_as_the_text_they_make(nodes: list[str], lang: str, verbatim: bool) -> None:
    printed = typeset_nodes(nodes, lang, verbatim=verbatim)
    assert len(printed) == len(nodes)
    assert "".join(printed) == typeset("".join(nodes), lang, verbatim=verbatim)
    if verbatim:
        assert [letters(node) for node in printed] == [letters(node) for node in nodes]


@settings(deadline=None)
@given(
    st.lists(PIECES, max_size=6).map("".join),
    st.sampled_from(["https://a.org/x?y=1;z:w!v", "A/CONF.157/24", "14:30", "a.b+c@ville.fr", "2003-09-03"]),
    st.lists(PIECES, max_size=6).map("".join),
    LANGUAGES,
)
def test_addresses_symbols_and_times_stay_whole(before: str, sheltered: str, after: str, lang: str) -> None:
    assert sheltered in typeset(f"{before} {sheltered} {after}", lang)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_runs_are_the_text(text: str, lang: str) -> None:
    assert "".join(run.text for run in runs(text, lang)) == text


@settings(deadline=None)
@given(st.integers(1, 3999))
def test_roman_figures_come_back(number: int) -> None:
    assert from_roman(roman(number)) == number
    assert from_roman(roman(number).upper()) == number


@settings(deadline=None)
@given(LATIN, LATIN, LATIN, LANGUAGES)
def test_collation_is_a_total_order(a: str, b: str, c: str, lang: str) -> None:
    one, two, three = (collation_key(text, lang) for text in (a, b, c))
    assert (one == two) == (a == b)
    assert (one < two) + (two < one) + (one == two) == 1
    if one <= two <= three:
        assert one <= three


@settings(deadline=None)
@given(st.lists(LATIN, max_size=12), LANGUAGES)
def test_a_letter_has_one_group(headings: list[str], lang: str) -> None:
    groups = [letter_group(h, lang) for h in sorted(headings, key=lambda h: collation_key(h, lang))]
    seen = [group for position, group in enumerate(groups) if position == 0 or groups[position - 1] != group]
    assert len(seen) == len(set(seen))


@settings(deadline=None)
@given(LATIN, LANGUAGES)
def test_spaces_and_hyphens_do_not_count(text: str, lang: str) -> None:
    spread = filing_form(text, lang, keep_article=True)
    assert filing_form(f"-{text} ", lang, keep_article=True) == spread


WHOLE, LAZY = Collator(), LazyCollator()
BLOCKS = [(0x20, 0x530), (0x600, 0x6FF), (0xE00, 0xFFF), (0x1E00, 0x206F), (0x4E00, 0x4E1F), (0xAC00, 0xAC1F)]
BLOCKS += [(0x17000, 0x1700F), (0x20000, 0x2000F)]


@given(st.text(st.one_of(*(st.characters(min_codepoint=first, max_codepoint=last) for first, last in BLOCKS))))
def test_the_table_of_weights_is_the_same_line_by_line_and_whole(text):
    assert LAZY.sort_key(text) == WHOLE.sort_key(text)
