from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from compendium.diagnostics import ContentError
from compendium.intake import Options, prove, take_in
from compendium.model.instrument import Instrument

GOLDEN = Path(__file__).parents[2] / "golden" / "intake"
ENGLISH = GOLDEN / "english-resolution" / "in.txt"
FRENCH = GOLDEN / "french-resolution" / "in.txt"
NAME = "a-res-71-900"


def test_second_language_is_put_beside_the_first(tmp_path: Path) -> None:
    take_in(ENGLISH, tmp_path)
    outcome = take_in(FRENCH, tmp_path)
    found = Instrument.model_validate(yaml.safe_load(outcome.instrument.read_text(encoding="utf-8")))
    assert outcome.merged
    assert outcome.backup
    assert all(len(c.paragraph.adopted.languages) == 2 for c in found.walk() if c.paragraph.adopted)
    assert (found.title.en, found.title.fr) == (
        "Protection of public gardens in cities",
        "Protection des jardins publics dans les villes",
    )
    assert prove(ENGLISH, tmp_path, NAME).is_clean
    assert prove(FRENCH, tmp_path, NAME).is_clean


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("\t4.\tSe félicite de la création d’un herbier ;\n", "", "INTAKE-ALIGN"),
        ("\t5.\tDécide", "\t6.\tDécide", "INTAKE-NUMBER"),
        ("19 décembre 2016\n___", "20 décembre 2016\n___", "INTAKE-DATE"),
        ("6 A/71/14.\n", "6 A/71/14.\n7 A/71/15.\n", "INTAKE-NOTES"),
        ("\tii)\tEn automne ;\n", "", "INTAKE-ALIGN"),
    ],
)
def test_mismatch_is_reported_and_nothing_is_written(old: str, new: str, code: str, tmp_path: Path) -> None:
    before = take_in(ENGLISH, tmp_path).instrument.read_bytes()
    changed = tmp_path / "fr.txt"
    text = FRENCH.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        take_in(changed, tmp_path, Options(ident=NAME))
    found = next(d for d in caught.value.report if d.code == code)
    assert found.place.file == str(changed)
    assert f"{NAME}.yaml:" in found.hint
    assert (tmp_path / "instruments" / f"{NAME}.yaml").read_bytes() == before


def test_existing_text_is_never_overwritten_unasked(tmp_path: Path) -> None:
    before = take_in(ENGLISH, tmp_path).instrument.read_bytes()
    with pytest.raises(ContentError) as caught:
        take_in(ENGLISH, tmp_path)
    assert caught.value.report.diagnostics[0].code == "INTAKE-EXISTS"
    outcome = take_in(ENGLISH, tmp_path, Options(replace=True))
    assert outcome.backup
    assert outcome.backup.read_bytes() == before


def test_digest_and_themes_of_an_editor_stay(tmp_path: Path) -> None:
    outcome = take_in(ENGLISH, tmp_path)
    data = yaml.safe_load(outcome.instrument.read_text(encoding="utf-8"))
    for paragraph in data["preamble"] + data["operative"]:
        paragraph["digest"] = {"en": "Our account.", "fr": "Notre abrégé."}
        paragraph["themes"] = ["gardens"]
    outcome.instrument.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    merged = take_in(FRENCH, tmp_path).instrument
    found = Instrument.model_validate(yaml.safe_load(merged.read_text(encoding="utf-8")))
    assert all(p.digest and p.themes == ("gardens",) and p.adopted and p.adopted.fr for p in found.operative)
