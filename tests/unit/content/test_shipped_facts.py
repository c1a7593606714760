"""The facts of the content against the official texts and the data, where these lie beside the project."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium import markup
from compendium.model.apparatus import Standing
from compendium.model.instrument import Cited, Instrument
from compendium.model.library import Library
from compendium.model.words import Lang
from compendium.rules import resemblance
from compendium.source import read
from tests.shared_texts import shared

CONTENT = Path(__file__).parents[3] / "content"
FIGURE = re.compile(r"\d+(?:/\d+)?")
NAMES = (
    "Amérigo Incalcaterra",
    "Edward J. Flynn",
    "Eric Lair",
    "José Luis Soberanes Fernández",
    "Kristi Rudelius-Palmer",
    "Mary Gusella",
    "Mauricio García Villegas",
    "Orest Nowosad",
    "Román Ortiz",
    "Sergio Vieira de Mello",
)


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = read(CONTENT)
    assert found is not None
    return found


def official(name: str) -> str:
    return shared("texts", f"{name}.txt").read_text("utf-8")


def official_paragraphs(name: str) -> list[str]:
    """The paragraphs of an official text, without openings, closings, notes and furniture."""
    text = official(name)
    if name == "a-res-58-164":
        body = text.partition("The General Assembly,\n")[2].partition("\n\n")[0]
        return [re.sub(r"^\t(?:\d+\.\t)?", "", line) for line in body.splitlines()]
    blocks = [" ".join(block.split()) for block in text.split("\n\n")]
    if name == "cartagena-conclusions-2003":
        return [block for block in blocks if block.startswith("**We")]
    body = blocks[blocks.index("THE CAMBRIDGE RESOLUTION") + 1 :]
    return [block for block in body if len(block) > 100]


def pairs(library: Library, name: str) -> Iterator[tuple[str, Cited]]:
    return zip(official_paragraphs(name), library.instruments[name].walk(), strict=True)


def digest(cited: Cited, lang: Lang) -> str:
    words = cited.paragraph.digest
    assert words is not None
    return words.of(lang) or ""


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("a-res-58-164", [*(f"pp{n}" for n in range(1, 8)), *(f"op{n}" for n in range(1, 33))]),
        ("cambridge-resolution-2008", ["pp1", "pp2", "pp3", "pp4", "pp5", "op1"]),
        ("cartagena-conclusions-2003", ["pp1", "pp2", "pp3", *(f"op{n}" for n in range(1, 19))]),
    ],
)
def test_every_official_paragraph_has_its_counterpart(library: Library, name: str, keys: list[str]) -> None:
    assert [cited.key for _, cited in pairs(library, name)] == keys


@pytest.mark.parametrize("name", ["a-res-58-164", "cartagena-conclusions-2003"])
def test_lead_words_are_those_of_the_text(library: Library, name: str) -> None:
    wrong = {}
    for text, cited in pairs(library, name):
        lead = cited.paragraph.lead
        assert lead is not None
        shown = f"**{lead.en}**" if name.startswith("cartagena") else f"{lead.en} "
        if not text.startswith((shown, f"{lead.en},")):
            wrong[cited.key] = lead.en
    assert wrong == {}


def test_the_decision_of_the_cities_opens_as_the_text_does(library: Library) -> None:
    *_, (text, cited) = pairs(library, "cambridge-resolution-2008")
    assert cited.paragraph.lead is not None
    assert text.startswith((f"{cited.paragraph.lead.en},", f"{cited.paragraph.lead.en} "))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["a-res-58-164", "cambridge-resolution-2008", "cartagena-conclusions-2003"])
def test_every_figure_of_a_paragraph_is_in_its_digest(library: Library, name: str, lang: Lang) -> None:
    lost = []
    for text, cited in pairs(library, name):
        ours = digest(cited, lang)
        labels = tuple(markup.calls(ours))
        bare = markup.plain(markup.parse(ours)).replace("premier", "1")
        figures = set(FIGURE.findall(bare))
        for figure in FIGURE.findall(re.sub(r"\d+(?:st|th)\b", "", text)):
            # A note call may be glued to a word, or to a year: `Rights,1`, `19935`.
            readings = {figure, *(figure.removesuffix(label) for label in labels)}
            if not readings & {*figures, ""}:
                lost.append((cited.key, figure))
    assert lost == []


def test_the_standings_that_the_assembly_counted(library: Library) -> None:
    found = {cited.key: digest(cited, Lang.EN) for _, cited in pairs(library, "a-res-58-164")}
    assert "one hundred and thirty-four States" in official("a-res-58-164")
    assert "134 States parties" in found["op6"]
    assert [found["op12"].count(f"{n} ") for n in ("20 States parties", ", 21", "and 2")] == [1, 1, 1]


def test_the_notes_give_the_documents_of_the_text(library: Library) -> None:
    notes = library.instruments["a-res-58-164"].notes
    printed = dict(re.findall(r"^([1-8]) (.+)$", official("a-res-58-164"), re.MULTILINE))
    assert list(notes) == list(printed)
    for label, text in printed.items():
        words = notes[label].digest
        assert words is not None
        for lang in Lang:
            ours = markup.plain(markup.parse(words.of(lang) or ""))
            for document in re.findall(r"[AE]/[\w./]*\d|\d+ A \([IVX]+\)|\d+ \([IVX]+\)", text):
                assert document in ours, (label, lang, document)


def test_note_5_is_called_twice(library: Library) -> None:
    found = [
        (cited.key, label)
        for cited in library.instruments["a-res-58-164"].walk()
        for label in markup.calls(digest(cited, Lang.EN))
    ]
    assert found == [
        ("pp1", "1"),
        ("pp1", "2"),
        ("pp1", "3"),
        ("pp3", "4"),
        ("pp4", "5"),
        ("op2", "5"),
        ("op14", "6"),
        ("op17", "7"),
        ("op24", "8"),
    ]


@pytest.mark.parametrize("lang", Lang)
def test_every_person_named_is_named(library: Library, lang: Lang) -> None:
    text = " ".join(digest(cited, lang) for cited in library.instruments["cartagena-conclusions-2003"].walk())
    assert all(name in official("cartagena-conclusions-2003") for name in NAMES)
    assert [name for name in NAMES if name not in text] == []


def test_nothing_of_ours_shares_five_significant_words_with_a_text(library: Library) -> None:
    texts = {path.name: path.read_text("utf-8") for path in sorted(shared("texts").glob("*.txt"))}
    assert len(texts) == 3
    assert [str(d) for d in resemblance(library, texts)] == []


def test_the_cities_are_those_of_the_list(library: Library) -> None:
    with shared("data", "cities.csv").open(encoding="utf-8") as stream:
        listed = [
            (row["name_en"], row["name_fr"], row["country"], int(row["joined"]) if row["joined"] else None)
            for row in csv.DictReader(stream)
        ]
    assert [(c.name.en, c.name.fr, c.country, c.joined) for c in library.cities.values()] == listed


def test_the_standings_are_those_of_the_list(library: Library) -> None:
    with shared("data", "opcat-status.csv").open(encoding="utf-8") as stream:
        listed = {row["country"]: (Standing(row["status"]), row["as_of"]) for row in csv.DictReader(stream)}
    status = library.treaties["opcat"]
    ours = {country: (status.of(country), status.as_of) for country in (*status.parties, *status.signatories)}
    assert ours == listed


def _introduction(instrument: Instrument) -> str:
    return " ".join(markup.plain(markup.parse(words.en)) for words in instrument.introduction)


def test_the_introduction_counts_the_cities_rightly(library: Library) -> None:
    status = library.treaties["opcat"]
    countries = {city.country for city in library.cities.values()}
    parties = {country for country in countries if status.of(country) is Standing.PARTY}
    served = sum(city.country in parties for city in library.cities.values())
    assert not countries & set(status.signatories)
    expected = (
        f"The {len(library.cities)} cities of the Association lie in {len(countries)} countries: "
        f"{len(parties)} of these, with {served} cities, were parties; the other {len(countries) - len(parties)}, with "
        f"{len(library.cities) - served} cities, had not signed it."
    )
    text = _introduction(library.instruments["cambridge-resolution-2008"])
    assert expected in text
    assert f"{len(status.parties)} parties, and {len(status.signatories)} States had signed it only" in text
