"""Every error of form, through real files: the folders of tests/golden/source and what no text file can hold."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from compendium.diagnostics import Report
from compendium.source import CODES, read

GOLDEN = Path(__file__).parents[2] / "golden" / "source"
CASES = sorted(path.name for path in GOLDEN.iterdir())
PUBLICATION = (GOLDEN / "clean" / "content" / "publication.yaml").read_text("utf-8")
INSTRUMENT = (GOLDEN / "clean" / "content" / "instruments" / "wells.yaml").read_text("utf-8")


def printed(report: Report) -> str:
    return "".join(f"{d.severity} {d}\n    {d.hint}\n" for d in report)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder without faults, called `content` in diagnostics."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GOLDEN / "clean" / "content", "content")
    return Path("content")


@pytest.mark.parametrize("case", CASES)
def test_the_errors_of_a_folder(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN / case)

    _, report = read(Path("content"))

    assert printed(report) == (GOLDEN / case / "expected.txt").read_text("utf-8")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    library, report = read(tmp_path / "content")

    assert library is None
    assert [d.code for d in report] == ["C-S01"]
    assert "does not exist" in report.diagnostics[0].message


def test_an_empty_folder(tmp_path: Path) -> None:
    library, report = read(tmp_path)

    assert library is None
    assert [d.code for d in report] == ["C-S01"]
    assert "is empty" in report.diagnostics[0].message


def test_a_file_that_is_not_utf8_names_the_byte_and_the_way_out(content: Path) -> None:
    file = content / "instruments" / "wells.yaml"
    file.write_bytes(INSTRUMENT.replace("Des puits", "Été aux puits").replace("É", "E").encode("latin-1"))

    _, report = read(content)

    assert printed(report) == (
        "error content/instruments/wells.yaml:4:29: C-S02 the file is not UTF-8: the byte 0xE9 does not belong to a "
        "character\n    save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 "
        "content/instruments/wells.yaml > converted.yaml\n"
    )


def test_a_utf16_file_says_so(content: Path) -> None:
    (content / "instruments" / "wells.yaml").write_bytes(INSTRUMENT.encode("utf-16"))

    _, report = read(content)

    assert [(d.code, d.place.line, d.place.column) for d in report] == [("C-S02", 1, 1)]
    assert "UTF-16" in report.diagnostics[0].hint


def test_a_control_character(content: Path) -> None:
    (content / "instruments" / "wells.yaml").write_text(INSTRUMENT.replace("On wells", "On\x07wells"), "utf-8")

    _, report = read(content)

    assert [str(d) for d in report] == [
        "content/instruments/wells.yaml:4:15: C-S04 the character U+0007 is not allowed in YAML"
    ]


def test_a_file_too_large(content: Path) -> None:
    (content / "themes.yaml").write_text("# " + "x" * (16 * 2**20 + 1), "utf-8")

    _, report = read(content)

    assert [d.code for d in report] == ["C-S03"]


def test_aliases_that_unfold_without_end(content: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    (content / "instruments" / "wells.yaml").write_text("\n".join(lines) + "\n", "utf-8")

    _, report = read(content)

    assert "C-S09" in {d.code for d in report}


@pytest.mark.parametrize("text", ["[" * 200_000, "- " * 200_000, "? " * 200_000, "a: " + "{b: " * 100_000])
def test_nesting_without_end(content: Path, text: str) -> None:
    (content / "themes.yaml").write_text(text, "utf-8")

    _, report = read(content)

    assert {d.code for d in report} <= {"C-S05", "C-S11"}
    assert report.errors


def test_a_link_that_leads_outside(content: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(INSTRUMENT, "utf-8")
    (content / "instruments" / "secret.yaml").symlink_to(secret)

    library, report = read(content)

    assert [d.code for d in report] == ["C-S15"]
    assert library is not None
    assert "secret" not in library.instruments


def test_a_file_that_is_a_folder(content: Path) -> None:
    (content / "themes.yaml").unlink()
    (content / "themes.yaml").mkdir()

    _, report = read(content)

    assert [d.code for d in report] == ["C-S14"]


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are POSIX's")
def test_intake_and_assets_are_left_alone(content: Path) -> None:
    for folder in ("intake", "assets"):
        (content / folder).mkdir()
        (content / folder / "broken.yaml").write_bytes(b"\xff[")

    _, report = read(content)

    assert not report.diagnostics


def test_the_rest_is_read_when_one_file_is_broken(content: Path) -> None:
    (content / "themes.yaml").write_text("- id: [\n", "utf-8")

    library, report = read(content)

    assert [d.code for d in report] == ["C-S05"]
    assert library is not None
    assert library.unread == {"themes"}
    assert set(library.instruments) == {"wells"}


def test_scalars_stay_the_words_that_were_written(content: Path) -> None:
    library, report = read(content)

    assert not report.diagnostics
    assert library is not None
    assert library.cities["oslo"].country == "NO"
    assert library.themes["water"].label.en == "no"
    assert library.themes["water"].label.fr == "2003"


def test_every_code_is_there_once_and_explained() -> None:
    assert len({code.id for code in CODES}) == len(CODES)
    assert all(code.summary for code in CODES)
