"""A small index in both languages, as the files that a librarian gets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from compendium.indexing import Concorded, ResolvedIndex, TableLocator, build_index, index_csv, index_json, resolve
from compendium.model.words import BothWords, Lang
from tests.unit.indexing.small_library import folios, instrument, library, paragraph, theme

GOLDEN = Path(__file__).parents[2] / "golden" / "indexing" / "small"


def indexes() -> list[ResolvedIndex]:
    scope = BothWords(en="Torture in general.", fr="La torture en général.")
    themes = [
        theme("torture", "torture", scope=scope, related=("emergency",)),
        theme("redress", "réparation", broader="torture", variants=["compensation"]),
        theme("emergency", "état d’urgence", variants=["9 May"]),
        theme("states", "États parties"),
        theme("work", "œuvre commune", see="states"),
    ]
    first = instrument(
        "a-res-58-164",
        [
            paragraph("torture"),
            paragraph("torture"),
            paragraph("redress", principal=["redress"], items=[paragraph("states")]),
            paragraph("redress", "states"),
        ],
        [paragraph("emergency", "torture")],
    )
    second = instrument("cambridge", [paragraph("torture", "work")])
    lib = library(themes, [first, second])
    pages = {"a-res-58-164.pp1": 1, "a-res-58-164.op1": 2, "a-res-58-164.op2": 3, "a-res-58-164.op3": 3}
    pages |= {"a-res-58-164.op3.1": 4, "a-res-58-164.op4": 4, "cambridge.op1": 6}
    folio_of = folios(pages, prelims=2)
    return [resolve(build_index(lib, [first, second], lang), folio_of) for lang in Lang]


@pytest.mark.parametrize(("name", "write"), [("index.csv", index_csv), ("index.json", index_json)])
def test_the_index_as_data(name: str, write) -> None:
    assert write(indexes(), [], {}) == (GOLDEN / name).read_bytes().decode()


def test_verbs_and_tables_stand_beside_the_indexes() -> None:
    tables = {"glossary": [TableLocator("state", "3", "4", 6, ("one.op1", "one.op2"), principal=True)]}
    tree = json.loads(index_json([], indexes()[:1], tables))
    assert tree["verbs"]["en"][0]["heading"] == "9 May"
    (state,) = tree["tables"]["glossary"]
    assert (state["entry"], state["first_folio"], state["last_folio"], state["page"]) == ("state", "3", "4", 7)
    *verbs, row = csv.DictReader(io.StringIO(index_csv([], indexes()[:1], tables)))
    assert {verb["table"] for verb in verbs} == {"verbs"}
    assert (row["table"], row["heading"], row["page"], row["paragraphs"]) == (
        "glossary",
        "state",
        "7",
        "one.op1 one.op2",
    )


def test_the_concordance_as_data():
    heading = BothWords(en="Resolution 58/164", fr="Résolution 58/164")
    words = BothWords(en="§§ 3–7", fr="§§ 3-7")
    rows = [Concorded(heading, "moved", words, "12", "iv", 9, "a-res-58-164.op3"), Concorded(heading, "dropped", words)]
    moved, dropped = json.loads(index_json([], [], {}, rows))["concordance"]
    assert (moved["earlier_folio"], moved["folio"], moved["page"]) == ("12", "iv", 10)
    assert dropped == {
        "heading": {"en": heading.en, "fr": heading.fr},
        "fate": "dropped",
        "paragraphs": words.model_dump(),
    }
    first, second = csv.DictReader(io.StringIO(index_csv([], [], {}, rows)))
    assert (first["table"], first["first_folio"], first["earlier_folio"]) == ("concordance", "iv", "12")
    assert (second["subheading"], second["subsubheading"], second["page"]) == ("dropped", "§§ 3–7", "")
