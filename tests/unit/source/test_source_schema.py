"""Schemas and skeletons: what editors get to write with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from compendium.diagnostics import ContentError
from compendium.rules import judge
from compendium.source import read, schema_header, schemas, skeleton

GOLDEN = Path(__file__).parents[2] / "golden" / "source"


def test_each_kind_of_file_has_a_schema() -> None:
    assert set(schemas()) == {
        *("publication", "instrument", "edition", "themes", "bodies", "cited", "glossary"),
        *("chronology", "actions", "letters", "cities", "treaties", "matter"),
    }


def test_files_of_many_records_are_lists() -> None:
    assert schemas()["themes"]["type"] == "array"
    assert schemas()["instrument"]["type"] == "object"


def test_keys_are_explained_by_the_docstrings_of_the_model() -> None:
    paragraph = schemas()["instrument"]["$defs"]["Paragraph"]["properties"]

    assert paragraph["principal"]["description"] == "Those of `themes` that have their principal treatment here."


def test_the_key_title_is_not_lost_with_the_titles_of_pydantic() -> None:
    assert "title" in schemas()["instrument"]["properties"]
    assert "title" not in schemas()["instrument"]["properties"]["kind"]


def test_every_reference_in_a_schema_leads_to_a_definition() -> None:
    for schema in schemas().values():
        written = json.dumps(schema)
        used = {part.split('"')[0] for part in written.split("#/$defs/")[1:]}
        assert used <= set(schema.get("$defs", {}))


@pytest.mark.parametrize(
    ("kind", "path"), [("instrument", "../../output/schema/"), ("edition", "../../"), ("themes", "../output/schema/")]
)
def test_the_header_leads_to_the_schema(kind: str, path: str) -> None:
    header = schema_header(kind)

    assert header.startswith(f"# yaml-language-server: $schema={path}")
    assert header.endswith(f"{kind}.schema.json")


def test_a_header_of_no_kind() -> None:
    with pytest.raises(KeyError):
        schema_header("instruments")


def test_a_skeleton_has_no_error_of_form(tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / "clean" / "content", tmp_path, dirs_exist_ok=True)
    (tmp_path / "instruments" / "new-one.yaml").write_text(skeleton("new-one"), "utf-8")

    library, report = read(tmp_path)

    assert not report.diagnostics
    assert library is not None
    assert library.instruments["new-one"].title.fr == "[titre à traduire]"
    # What is left is marked in the file: the body, the themes and the texts.
    found = [d for d in judge(library) if d.place.file.endswith("new-one.yaml")]
    assert {d.code for d in found} == {"C-R02", "C-R06", "C-R72"}


@pytest.mark.parametrize("ident", ["", "../x", "A", "a--b", "a: b", "é"])
def test_a_skeleton_refuses_what_is_not_an_id(ident: str) -> None:
    with pytest.raises(ContentError, match="is not an identifier"):
        skeleton(ident)
