"""Each rule against the folder of its code: the files that break it and the messages they give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compendium.diagnostics import Report
from compendium.model.library import Library
from compendium.rules import CODES, judge, resemblance
from compendium.source import read

GOLDEN = Path(__file__).parents[2] / "golden" / "rules"


class Memory:
    """Keeps everything."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def get(self, digest: str) -> bytes | None:
        return self.entries.get(digest)

    def put(self, digest: str, body: bytes) -> None:
        self.entries[digest] = body


def library_of(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The base with the files of a case laid over it, read from a folder that is called `content`."""
    monkeypatch.chdir(folder)
    content = Path("content")
    shutil.copytree(GOLDEN / "base", content)
    shutil.copytree(GOLDEN / case, content, dirs_exist_ok=True)
    library, report = read(content)
    assert not report.diagnostics
    assert library is not None
    return library


def printed(report: Report) -> str:
    return "".join(f"{d.severity} {d}\n    {d.hint}\n" for d in report)


def judged(case: str, library: Library) -> Report:
    official = GOLDEN / case / "official.txt"
    found = judge(library)
    # What is kept of one turn is what is found in the next.
    kept = Memory()
    assert judge(library, kept) == judge(library, kept) == found
    assert kept.entries
    return found + resemblance(library, {official.name: official.read_text("utf-8")}) if official.exists() else found


@pytest.mark.parametrize("code", [code.id for code in CODES])
def test_a_rule_finds_what_breaks_it(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = judged(code, library_of(code, tmp_path, monkeypatch))

    assert printed(report) == (GOLDEN / code / "expected.txt").read_text("utf-8")
    assert {d.code for d in report} == {code}


def test_the_base_breaks_no_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(GOLDEN / "base", tmp_path / "content")
    library, report = read(tmp_path / "content")

    assert not report.diagnostics
    assert library is not None
    assert not judge(library).diagnostics


def test_every_code_is_there_once_and_has_its_folder() -> None:
    assert len({code.id for code in CODES}) == len(CODES)
    assert all(code.summary for code in CODES)
    assert {path.name for path in GOLDEN.iterdir()} == {code.id for code in CODES} | {"base"}
