"""The content that ships: it is read without error, judged without finding, and complete."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from compendium import markup
from compendium.indexing import build_index, judge_index
from compendium.model.instrument import Instrument
from compendium.model.library import Library
from compendium.model.words import Lang, Nature
from compendium.rules import judge
from compendium.source import read

CONTENT = Path(__file__).parents[3] / "content"
INSTRUMENTS = ("a-res-58-164", "cambridge-resolution-2008", "cartagena-conclusions-2003")


@cache
def library() -> Library:
    found, report = read(CONTENT)
    assert not report.diagnostics
    assert found is not None
    return found


def instrument(name: str) -> Instrument:
    return library().instruments[name]


def test_nothing_is_found_by_the_rules() -> None:
    assert [str(d) for d in judge(library())] == []


@pytest.mark.parametrize("lang", Lang)
def test_no_two_headings_of_an_index_file_alike(lang: Lang) -> None:
    index = build_index(library(), tuple(library().instruments.values()), lang)
    assert [str(d) for d in judge_index(index, library())] == []


def test_there_is_as_much_as_was_promised() -> None:
    found = library()
    counted = {
        "instruments": sorted(found.instruments),
        "themes": 50 <= len(found.themes) <= 80,
        "terms": len(found.glossary) >= 30,
        "actions": len(found.actions),
        "cities": len(found.cities),
        "editions": sorted(found.editions),
        "matter": sorted(found.matter),
    }
    assert counted == {
        "instruments": sorted(INSTRUMENTS),
        "themes": True,
        "terms": True,
        "actions": 10,
        "cities": 66,
        "editions": ["bilingual", "english", "french"],
        "matter": ["colophon", "digest", "foreword", "how-to-use", "licence"],
    }


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_wording_has_a_digest_in_both_languages(name: str) -> None:
    missing = [
        (path, lang)
        for path, worded in instrument(name).wordings()
        for lang in Lang
        if not worded.has(Nature.DIGEST, lang)
    ]
    assert missing == []


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_no_adopted_text_is_shipped(name: str) -> None:
    assert [path for path, worded in instrument(name).wordings() if worded.adopted is not None] == []


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_paragraph_has_a_theme(name: str) -> None:
    assert [cited.key for cited in instrument(name).walk() if not cited.paragraph.themes] == []


def test_every_theme_has_a_paragraph_and_none_has_more_than_six() -> None:
    used = Counter(t for i in library().instruments.values() for c in i.walk() for t in c.paragraph.themes)
    wanted = {t.id for t in library().themes.values() if t.see is None}
    assert set(used) == wanted
    assert {theme: count for theme, count in used.items() if count > 6} == {}


def test_related_themes_are_related_both_ways() -> None:
    themes = library().themes
    assert [(t.id, other) for t in themes.values() for other in t.related if t.id not in themes[other].related] == []


@pytest.mark.parametrize("name", INSTRUMENTS)
@pytest.mark.parametrize("lang", Lang)
def test_an_introduction_fills_half_a_page(name: str, lang: Lang) -> None:
    words = " ".join(markup.plain(markup.parse(p.of(lang))) for p in instrument(name).introduction).split()
    assert 120 <= len(words) <= 200


def test_every_instrument_of_the_register_is_cited() -> None:
    texts = [
        text
        for i in library().instruments.values()
        for words in (*i.masthead, *(w.digest for _, w in i.wordings() if w.digest))
        for lang in Lang
        if (text := words.of(lang))
    ]
    cited = {target.removeprefix("cited:") for text in texts for target in markup.targets(text)}
    assert set(library().cited) - cited == set()


def test_every_action_is_grounded() -> None:
    known = {f"{i.id}#{cited.key}" for i in library().instruments.values() for cited in i.walk()}
    assert [a.id for a in library().actions if not a.grounds or not known.issuperset(a.grounds)] == []


def test_the_chronology_is_in_order() -> None:
    dates = [event.date for event in library().chronology]
    assert dates == sorted(dates)


def test_the_foreword_is_marked_as_a_placeholder() -> None:
    assert {name: matter.placeholder for name, matter in library().matter.items() if matter.placeholder} == {
        "foreword": True
    }


@pytest.mark.parametrize("lang", Lang)
def test_a_letter_has_the_fields_of_the_city(lang: Lang) -> None:
    fields = {"city": "Genève", "country": "Suisse", "standing": "…", "date": "…"}
    for letter in library().letters:
        filled = "\n".join(line.of(lang).format(**fields) for line in letter.lines)
        assert "{" not in filled
        assert all(value in filled for value in fields.values())
