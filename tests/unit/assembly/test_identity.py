"""What the content of a book is known by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compendium.assembly import content_digest, instrument_digest
from compendium.model.book import Book
from compendium.model.words import BothWords
from compendium.source import read

SPECIMEN = Path(__file__).parents[2] / "specimen" / "content"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SPECIMEN, tmp_path / "content"))


def digest(folder: Path) -> str:
    library, report = read(folder)
    assert library is not None, list(report)
    return content_digest(library, library.editions["specimen"])


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_content_has_the_same_digest_wherever_it_stands(folder):
    assert digest(folder) == digest(SPECIMEN)
    assert len(digest(folder)) == 64


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("instruments/wells.yaml", "Two wells.", "Three wells."),
        ("instruments/wells.yaml", "The Charter is of 1950.", "The Charter is of 1951."),
        ("publication.yaml", "2026-03-01", "2026-03-02"),
        ("glossary.yaml", "A hole in", "A pit in"),
        ("editions/specimen.yaml", "trim: A5", "trim: B5"),
        ("cities.yaml", "1987", "1988"),
    ],
)
def test_what_can_be_printed_counts(folder, file, old, new):
    before = digest(folder)
    change(folder / file, old, new)
    assert digest(folder) != before


def test_comments_and_other_editions_do_not_count(folder):
    before = digest(folder)
    change(folder / "glossary.yaml", "- id: well", "# a comment\n- id: well")
    other = (folder / "editions" / "specimen.yaml").read_text("utf-8").replace("id: specimen", "id: other")
    (folder / "editions" / "other.yaml").write_text(other, "utf-8")
    assert digest(folder) == before


def test_an_instrument_has_its_own(folder):
    library, _ = read(folder)
    before = instrument_digest(library.instruments["wells"])
    change(folder / "publication.yaml", "On Water", "Of Water")
    assert instrument_digest(read(folder)[0].instruments["wells"]) == before
    change(folder / "instruments" / "wells.yaml", "a lid;", "lids;")
    assert instrument_digest(read(folder)[0].instruments["wells"]) != before


def test_the_colophon_shows_the_beginning_in_groups():
    book = Book(None, BothWords(en="T", fr="T"), (), digest="0123456789abcdef" * 4)
    assert book.short_digest == "0123 4567 89ab cdef"
    assert Book(None, BothWords(en="T", fr="T"), ()).short_digest == ""
