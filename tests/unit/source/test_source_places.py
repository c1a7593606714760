"""Places: where a value, a key or a word within a text stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from compendium.model.library import Library
from compendium.source import read

INSTRUMENT = """\
id: wells
kind: resolution
body: council
title:
  en: 'The council''s "wells"'
  fr: "Les \\"puits\\" du conseil"
adopted: {date: 2001-05-04}
operative:
  - number: 1
    adopted:
      en: >-
        Asks for wells
        that are clean.[^5]
      fr: |-
        Demande des puits
        propres[^5].
    digest:
      en: Wants clean
        wells.
      fr: "Veut des puits \\
        propres."
notes:
  5:
    digest: {en: Not rivers., fr: Pas les rivières.}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "wells.yaml").write_text(INSTRUMENT, "utf-8", newline="\n")
    found, _ = read(tmp_path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "needle", "line", "column"),
    [
        (("title",), "", 5, 3),
        (("title", "en"), "", 5, 7),
        (("title", "en"), "council's", 5, 12),
        (("title", "en"), "wells", 5, 24),
        (("title", "fr"), '"puits"', 6, 12),
        (("operative", 0), "", 9, 5),
        (("operative", 0, "adopted", "en"), "", 11, 11),
        (("operative", 0, "adopted", "en"), "wells that", 12, 18),
        (("operative", 0, "adopted", "en"), "[^5]", 13, 24),
        (("operative", 0, "adopted", "fr"), "puits\npropres", 15, 21),
        (("operative", 0, "digest", "en"), "clean wells", 18, 17),
        (("operative", 0, "digest", "fr"), "puits propres", 20, 21),
        (("operative", 0, "digest", "fr"), "not there", 20, 11),
        (("operative", 0, "digest", "de"), "", 18, 7),
        (("operative", 7, "digest"), "", 9, 3),
        (("notes", "5", "digest", "fr"), "rivières", 24, 43),
    ],
)
def test_a_value_is_found(library: Library, path: tuple[str | int, ...], needle: str, line: int, column: int) -> None:
    place = library.places.find(library.instruments["wells"], *path, needle=needle)

    assert (place.line, place.column) == (line, column)


def test_a_key_is_found(library: Library) -> None:
    place = library.places.find(library.instruments["wells"], "notes", "5", key=True)

    assert (place.line, place.column) == (23, 3)


def test_a_changed_copy_stands_where_the_record_stands(library: Library) -> None:
    copy = library.instruments["wells"].model_copy(update={"symbol": "X/1"})

    assert library.places.find(copy, "id") == library.places.find(library.instruments["wells"], "id")


def test_what_was_not_read_is_placed_at_the_content(library: Library) -> None:
    assert library.places.find(object()).file == library.root.as_posix()


def test_lines_that_end_as_on_windows(tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "wells.yaml").write_bytes(INSTRUMENT.replace("\n", "\r\n").encode())
    found, _ = read(tmp_path)
    assert found is not None

    place = found.places.find(found.instruments["wells"], "operative", 0, "adopted", "en", needle="[^5]")

    assert (place.line, place.column) == (13, 24)
