"""The manifest of an earlier edition: read back as it was written, or refused at the line that names it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from compendium.diagnostics import ContentError
from compendium.model.edition import Edition
from compendium.model.words import Lang
from compendium.production.made import as_json
from compendium.production.manifest import FORMAT, earlier_edition, judge_previous
from tests.unit.indexing.small_library import library

GOOD = {
    "format": FORMAT,
    "edition": "small",
    "title": {"en": "Old", "fr": "Ancien"},
    "date": "2020-01-31",
    "instruments": {"one": {"en": "One", "fr": "Un"}},
    "paragraphs": {"one.op1": {"folio": "iv", "page": 4, "digests": {"en": "0" * 64}}},
    "a key of a later format": [],
}


def reading(folder: Path, data: bytes | None):
    if data is not None:
        (folder / "old.json").write_bytes(data)
    edition = Edition(id="small", languages=(Lang.EN,), previous="old.json")
    return earlier_edition(replace(library([]), root=folder), edition)


def test_a_manifest_comes_back(tmp_path):
    found = reading(tmp_path, as_json(GOOD))
    assert (found.title.fr, found.date, found.instruments["one"].en) == ("Ancien", date(2020, 1, 31), "One")
    assert found.paragraphs["one.op1"].folio == "iv"
    assert found.paragraphs["one.op1"].digests == {Lang.EN: "0" * 64}


def test_an_edition_that_names_none_has_none(tmp_path):
    assert earlier_edition(library([]), Edition(id="small", languages=(Lang.EN,))) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "cannot be read: No such file"),
        (b"%PDF-1.7", "is no manifest: the file: Invalid JSON"),
        (b"\xff\xfe{}", "is no manifest: the file: Invalid JSON"),
        (json.dumps(GOOD | {"format": 9}).encode(), "of format 9; this program reads format 1"),
        (json.dumps(GOOD | {"paragraphs": {"one.op1": {}}}).encode(), "paragraphs.one.op1.folio: Field required"),
        (json.dumps(GOOD | {"date": "yesterday"}).encode(), "date: "),
    ],
)
def test_what_is_no_manifest_is_refused_where_it_is_named(tmp_path, data, said):
    with pytest.raises(ContentError) as caught:
        reading(tmp_path, data)
    (finding,) = caught.value.report
    assert (finding.code, finding.place.file) == ("PROD-PREVIOUS", "small/previous")
    assert said in finding.message
    assert finding.hint


def test_a_manifest_outside_the_content_is_refused(tmp_path):
    (tmp_path / "old.json").write_bytes(as_json(GOOD))
    edition = Edition(id="small", languages=(Lang.EN,), previous="../old.json")
    lib = replace(library([], editions={"small": edition}), root=tmp_path / "content")
    assert [str(finding) for finding in judge_previous(lib)] == [
        "small/previous:1:1: PROD-PREVIOUS `../old.json` is outside the content"
    ]
