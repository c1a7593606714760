"""Each mistake an editor can make gives one line with its place, a hint, exit code 1, and leaves the output alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compendium.cli import main

ROOT = Path(__file__).parents[3]
RESOLUTION = "instruments/a-res-58-164.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "english.pdf").write_bytes(b"the old book")
    return tmp_path


def edit(project: Path, file: str, change: Callable[[str], str]) -> None:
    path = project / "content" / file
    text = path.read_text()
    changed = change(text)
    assert changed != text, "the mistake was not made"
    path.write_text(changed)


def swap(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, count)


def drop_line(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(rf"(?m)^.*{pattern}.*\n", "", text, count=1)


FRENCH_TITLE = r"(?s)(\ntitle:.*?)\n  fr:.*?\n(?=\w)"
THEMES = r"themes: \[[^\]]*\]|themes:\n +- .*"

MISTAKES = [
    ("broken YAML", RESOLUTION, swap("title:", "title: ["), "C-S"),
    ("unknown key", RESOLUTION, swap("symbol:", "symbole:"), "symbol"),
    ("missing title", RESOLUTION, lambda t: re.sub(FRENCH_TITLE, r"\1\n", t, count=1), "French"),
    ("wrong date", RESOLUTION, lambda t: re.sub(r"date: .*", "date: 2003-02-30", t, count=1), "2003-02-30"),
    ("unknown body", RESOLUTION, lambda t: re.sub(r"(?m)^body: .*", "body: no-such-body", t), "no-such-body"),
    ("unknown theme", RESOLUTION, lambda t: re.sub(THEMES, "themes: [no-such-theme]", t, count=1), "no-such-theme"),
    ("duplicate number", RESOLUTION, swap("number: 3\n", "number: 2\n"), "2"),
    ("gap in the numbers", RESOLUTION, swap("number: 32\n", "number: 34\n"), "34"),
    ("note not defined", RESOLUTION, swap("[^1]", "[^77]"), "77"),
    ("reference to nothing", RESOLUTION, swap("(#op10)", "(#op99)"), "op99"),
    ("boolean key", "publication.yaml", lambda t: t + "\nno: 1\n", "no"),
    ("duplicate id", "themes.yaml", lambda t: t + "\n" + re.search(r"(?ms)^- id: .*?(?=^- id: )", t)[0], "twice"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "said"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_mistakes_are_told_with_their_place(project, capsys, file, change, said):
    edit(project, file, change)
    assert main(["--root", str(project), "build", "english"]) == 1
    error = capsys.readouterr().err
    places = [line for line in error.splitlines() if re.match(r"\S+\.yaml:\d+:\d+: [A-Z]-[A-Z]\d+ ", line)]
    assert any(said in line for line in places), error
    assert re.search(r"^    \S", error, re.MULTILINE), "no hint"
    assert "Traceback" not in error
    assert (project / "output" / "english.pdf").read_bytes() == b"the old book"


def test_a_note_that_nothing_calls(project, capsys):
    edit(
        project,
        RESOLUTION,
        swap("\nnotes:\n", "\nnotes:\n  '99':\n    digest: {en: Nobody calls it., fr: Nul ne l’appelle.}\n"),
    )
    assert main(["--root", str(project), "check"]) == 1
    assert "99" in capsys.readouterr().err


def test_every_mistake_is_told_at_once(project, capsys):
    edit(project, RESOLUTION, swap("(#op10)", "(#op99)"))
    edit(project, "publication.yaml", lambda text: text + "\nno: 1\n")
    assert main(["--root", str(project), "check"]) == 1
    error = capsys.readouterr().err
    assert "publication.yaml" in error
    assert "a-res-58-164.yaml" in error


def test_a_file_that_is_not_utf_8(project, capsys):
    path = project / "content" / RESOLUTION
    path.write_bytes(path.read_text().replace("é", "e").encode("utf-8").replace(b"title:", b"title: # \xe9\n", 1))
    assert main(["--root", str(project), "check"]) == 1
    assert re.search(r"a-res-58-164\.yaml:\d+:\d+: C-S\d+ .*UTF-8", capsys.readouterr().err)


def test_an_empty_folder(tmp_path, capsys):
    (tmp_path / "content").mkdir()
    assert main(["--root", str(tmp_path), "build"]) == 1
    assert "content" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["build", "nothing-of-the-name"], ["nothing-of-the-name"]])
def test_an_edition_that_does_not_exist(project, capsys, arguments):
    assert main(["--root", str(project), *arguments]) == 1
    assert "english" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["chek"], ["check", "--against", "no-such-file"]])
def test_wrong_calls_are_usage_errors(capsys, arguments):
    assert main(arguments) == 2
    assert capsys.readouterr().err


def test_a_skeleton_is_never_written_over_an_instrument(project, capsys):
    before = (project / "content" / RESOLUTION).read_bytes()
    assert main(["--root", str(project), "new", "instrument", "a-res-58-164"]) == 1
    assert (project / "content" / RESOLUTION).read_bytes() == before
    assert main(["--root", str(project), "new", "instrument", "a-res-99-1"]) == 0
    assert (project / "content" / "instruments" / "a-res-99-1.yaml").is_file()


def test_schemas_are_written_with_the_line_that_uses_them(project, capsys):
    assert main(["--root", str(project), "schema"]) == 0
    assert "yaml-language-server" in capsys.readouterr().out
    assert (project / "output" / "schema" / "instrument.schema.json").is_file()


def test_clean_removes_what_a_build_makes_and_nothing_else(project):
    assert main(["--root", str(project), "clean"]) == 0
    assert not (project / "output" / "english.pdf").exists()
    assert (project / "content" / RESOLUTION).is_file()
