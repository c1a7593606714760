"""The typing of the content: what an editor types, so that the program can set it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from compendium import markup

CONTENT = Path(__file__).parents[3] / "content"
FILES = sorted(CONTENT.rglob("*.yaml"))
_SPACES = re.compile("[\u00a0\u202f\u2009\u200b]|  ")


@cache
def _texts(file: Path) -> tuple[tuple[str, str], ...]:
    return tuple(_strings(yaml.safe_load(file.read_text("utf-8")), ""))


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, markup.plain(markup.parse(value)) if "." in path else value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _strings(inner, f"{path}.{position}")


def _in(lang: str, file: Path) -> list[str]:
    return [text for path, text in _texts(file) if lang in path.split(".")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_apostrophes_and_quotes_are_typographic(file: Path) -> None:
    assert [text for _, text in _texts(file) if re.search(r"['\"]", text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_spaces_are_plain_and_single(file: Path) -> None:
    assert [text for _, text in _texts(file) if _SPACES.search(text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_french_signs_have_their_space(file: Path) -> None:
    faulty = re.compile(r"[^ ][;!?»:](?!/)|«[^ ]|[“”]")
    assert [text for text in _in("fr", file) if faulty.search(text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_french_capitals_have_their_accents(file: Path) -> None:
    faulty = re.compile(r"\b(?:Etats?|Egalit|Ecole|Edition|Editeur|Ecrire|Evolution|A (?:la|l’|ce|cette)\b)")
    assert [text for text in _in("fr", file) if faulty.search(text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_english_signs_have_none(file: Path) -> None:
    assert [text for text in _in("en", file) if re.search(r" [;:!?]|[«»]", text)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_english_is_spelt_as_the_united_nations_spell_it(file: Path) -> None:
    faulty = re.compile(
        r"\b(?:honor|labor|color|(?<!the )program|offense|defense|center|fulfill)s?\b"
        r"|\b(?:organis|recognis|emphasise)\w*",
        re.IGNORECASE,
    )
    assert [text for text in _in("en", file) if faulty.search(text)] == []
