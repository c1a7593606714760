"""The walk to the printing house and to the stapler, on a small project."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
import yaml

from compendium.cli import main
from compendium.diagnostics import ContentError
from compendium.production import Project
from compendium.production.press import press


def printed_as(project: Project, **printing: object) -> None:
    path = project.content / "editions" / "bench.yaml"
    edition = yaml.safe_load(path.read_text("utf-8")) | {"printing": printing}
    path.write_text(yaml.safe_dump(edition), "utf-8")


def test_press_file_and_cover_are_the_same_in_another_folder(project, tmp_path) -> None:
    (first,) = press(project, workers=1)
    assert first.pages % 8 == 0
    assert {d.code for d in first.findings} <= {"PRESS-BLANKS", "PRESS-SPINE", "PX-SIGNATURE"}
    shutil.copytree(project.root / "content", tmp_path / "other" / "content")
    for name in ("styles", "templates"):
        shutil.copytree(project.root / name, tmp_path / "other" / name)
    (second,) = press(Project.at(tmp_path / "other"), workers=1)
    assert second.path.read_bytes() == first.path.read_bytes()
    assert second.cover.read_bytes() == first.cover.read_bytes()


@pytest.mark.parametrize(
    ("printing", "code"), [({"profile": "none.icc"}, "PRESS-PROFILE"), ({"paper": "papyrus"}, "PRESS-PAPER")]
)
def test_what_the_printer_lacks_is_told_before_anything_is_typeset(project, printing, code) -> None:
    printed_as(project, **printing)
    with pytest.raises(ContentError) as raised:
        press(project, workers=1)
    assert [d.code for d in raised.value.report] == [code]
    assert not project.output.exists()


def test_a_fault_leaves_no_file_under_its_name(project) -> None:
    printed_as(project, bleed=0)
    with pytest.raises(ContentError) as raised:
        press(replace(project), workers=1)
    assert [d.code for d in raised.value.report] == ["PRESS-BLEED"]
    assert not list(project.output.glob("*.pdf"))


def test_booklet_and_preflight_on_the_command_line(project, tmp_path, capsys) -> None:
    from pikepdf import Pdf

    pdf = Pdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=(419.5, 595.3))
    pdf.save(tmp_path / "three.pdf")
    root = ["--root", str(project.root), "--json"]
    assert main([*root, "booklet", str(tmp_path / "three.pdf")]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["pages"], made["blanks"]) == (4, [4])
    assert main([*root, "preflight", made["file"]]) == 0
    judged = json.loads(capsys.readouterr().out)
    assert (judged["for"], judged["ok"]) == ("booklet", True)
    assert main([*root, "preflight", str(tmp_path / "three.pdf"), "--for", "press"]) == 1
    judged = json.loads(capsys.readouterr().out)
    assert not judged["ok"]
    assert "PX-INTENT" in [finding["code"] for finding in judged["diagnostics"]]
