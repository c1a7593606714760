"""Curated text as HTML."""

from __future__ import annotations

import pytest

from compendium.composition.inline import Typesetter
from compendium.diagnostics import ContentError
from compendium.model.words import Lang

ANCHORS = frozenset({"a-res-1", "a-res-1.op2", "other.op1", "cited.udhr"})
SETTER = Typesetter("a-res-1", ANCHORS)


def test_html_in_content_is_text():
    set_text = SETTER.prose("<b>bold</b> & <script>x</script>", Lang.EN)
    assert "<b>" not in set_text
    assert "<script" not in set_text
    assert "&lt;b&gt;" in set_text


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("#op2", "#a-res-1.op2"),
        ("other#op1", "compendium:other.op1"),
        ("cited:udhr", "compendium:cited.udhr"),
        ("#op99", ""),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_references_lead_where_the_book_holds_what_they_name(target, address):
    assert SETTER.address(target) == address
    assert ("<a" in SETTER.prose(f"see [this]({target})", Lang.EN)) is bool(address)


def test_emphasis_and_other_languages_keep_their_marks():
    set_text = SETTER.prose("*a priori* and [Сочи]{lang=ru} and [GA]{.sc}", Lang.EN)
    assert "<em>a priori</em>" in set_text
    assert 'lang="ru"' in set_text
    assert 'class="small-caps"' in set_text


def test_a_call_where_no_note_can_stand_is_an_error():
    with pytest.raises(ContentError, match="COMP-CALL"):
        SETTER.prose("A word[^1].", Lang.EN)


def test_french_ordinals_are_raised_and_keep_their_characters():
    set_text = SETTER.prose("le 1er mars", Lang.FR)
    assert '<span class="raised">er</span>' in set_text


def test_a_heading_does_not_end_in_a_word_alone():
    words = "Conclusions of the Workshop on Security and Human Rights"
    assert SETTER.heading(words, Lang.EN).endswith('<span class="last-words">and Human Rights</span>')
    assert SETTER.prose(words, Lang.EN).endswith('and Human <span class="last-word">Rights</span>')
    assert SETTER.heading("Human Rights", Lang.EN) == "Human Rights"
