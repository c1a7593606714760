from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import compendium.languages
from compendium.languages import catalogue, phrase

LANGUAGES = ("en", "fr")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_key_has_words_in_both_languages() -> None:
    assert set(catalogue("en")) == set(catalogue("fr"))


@pytest.mark.parametrize("key", sorted(catalogue("en")))
def test_the_placeholders_of_a_phrase_are_the_same_in_both_languages(key: str) -> None:
    assert placeholders(catalogue("en")[key]) == placeholders(catalogue("fr")[key])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_is_empty(lang: str) -> None:
    assert [key for key, words in catalogue(lang).items() if not words] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_names_its_language_and_keeps_each_key_once(lang: str) -> None:
    path = Path(compendium.languages.__file__).parent / "catalogues" / f"{lang}.po"
    keys = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("msgid")]
    assert len(keys) == len(set(keys))
    with path.open("rb") as stream:
        assert str(read_po(stream).locale) == lang


def test_a_phrase_takes_its_values_and_the_spaces_of_its_language() -> None:
    assert phrase("paragraph", "fr", n=12) == "par.\u00a012"
    assert phrase("paragraph", "en", n=12) == "para.\u00a012"
    assert phrase("index.counterpart", "fr", heading="torture") == "en anglais\u00a0: torture"


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"'contents\.titel' in fr\.po; did you mean 'contents\.title'"):
        phrase("contents.titel", "fr")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="the phrase 'paragraph' needs a value for 'n'"):
        phrase("paragraph", "en")
