"""The guard that our own prose stays ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from compendium.diagnostics import Report
from compendium.rules import resemblance
from compendium.source import read

OFFICIAL = (
    "The Assembly, recalling the Charter of Public Wells Kept Clean in Dry Lands, urges every town to keep its public "
    "wells clean throughout the long dry season of 2003."
)
CONTENT = {
    "publication.yaml": "id: s\ntitle: {en: S, fr: S}\npublisher: {en: P, fr: P}\ndate: 2026-11-01\n",
    "cited.yaml": "- id: c\n  title: {en: Charter of Public Wells Kept Clean in Dry Lands, fr: Charte des puits}\n",
}


def guarded(folder: Path, english: str, official: str = OFFICIAL, key: str = "digest") -> Report:
    instrument = (
        "id: w\nkind: resolution\nbody: b\ntitle: {en: W, fr: W}\nadopted: {date: 2001-05-04}\n"
        f"operative:\n  - {key}:\n      en: |-\n        {english}\n"
    )
    for name, text in {**CONTENT, "instruments/w.yaml": instrument}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    library, report = read(folder)
    assert not report.diagnostics
    assert library is not None
    return resemblance(library, {"official.txt": official})


@pytest.mark.parametrize(
    "borrowed",
    [
        "It asks every town to KEEP the public wells clean throughout a dry year.",
        "It asks each town to keep *public* [wells](#op1) clean.[^1]",
    ],
)
def test_a_run_of_five_significant_words_is_found(tmp_path: Path, borrowed: str) -> None:
    assert [d.code for d in guarded(tmp_path, borrowed)] == ["C-R90"]


@pytest.mark.parametrize(
    "own",
    [
        "It wants public wells to be clean all year, in the dry season as well.",
        "It keeps public wells in mind.",
        "It recalls the charter of public wells kept clean in dry lands.",
        "In 2003.",
    ],
)
def test_prose_of_our_own_passes(tmp_path: Path, own: str) -> None:
    assert not guarded(tmp_path, own).diagnostics


def test_the_names_of_persons_are_facts(tmp_path: Path) -> None:
    official = "It thanks Ana María López García Moreno Ruiz warmly."

    assert not guarded(tmp_path, "It thanks Ana María López García Moreno Ruiz.", official).diagnostics


def test_adopted_text_is_not_ours(tmp_path: Path) -> None:
    assert not guarded(tmp_path, OFFICIAL, key="adopted").diagnostics


def test_the_place_is_that_of_the_first_word(tmp_path: Path) -> None:
    found = guarded(tmp_path, "It asks each town to keep public wells clean.").diagnostics[0]

    assert (found.place.line, found.place.column) == (9, 22)
    assert "5 significant words" in found.message
    assert "official.txt" in found.message
