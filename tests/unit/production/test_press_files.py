"""The walk to the printing house and to the stapler, on a small project."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
import yaml
from pikepdf import Pdf

from compendium.cli import main
from compendium.diagnostics import ContentError
from compendium.production import Project, build
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


def test_the_manifest_vouches_for_what_is_printed(project, capsys) -> None:
    root = ["--root", str(project.root)]
    assert main([*root, "press", "--workers", "1"]) == 0
    assert main([*root, "booklet", "bench"]) == 0
    manifest = project.output / "bench.manifest.json"
    files = json.loads(manifest.read_text("utf-8"))["files"]
    printed = {"bench.press.pdf": "press", "bench.cover.pdf": "cover", "bench.booklet.pdf": "booklet"}
    assert {name: files[name]["target"] for name in printed} == printed
    assert {"bench.booklet.txt", "bench.booklet.png"} < set(files)
    assert files["bench.press.pdf"]["pages"] == len(Pdf.open(project.output / "bench.press.pdf").pages)
    assert {"CONF-PAINT-TEXT", "PX-RGB", "PX-BLEED"} < set(files["bench.press.pdf"]["rules"]["passed"])
    assert {"CONF-LOST", "CONF-NOTE-PAGE", "PS-TAGGED"} < set(files["bench.pdf"]["rules"]["passed"])
    for name, target in printed.items():
        assert main(["verify", "--json", str(project.output / name)]) == 0
        told = capsys.readouterr().out
        assert json.loads(told[told.index("{") :])["target"] == target
    before = manifest.read_bytes()
    assert main([*root, "build"]) == 0
    assert manifest.read_bytes() == before


def test_a_changed_book_is_not_vouched_for_by_its_old_press_file(project, capsys) -> None:
    press(project, workers=1)
    path = project.content / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("url:", "licence: {en: Free, fr: Libre}\nurl:"), "utf-8")
    build(project, workers=1)
    assert main(["verify", str(project.output / "bench.press.pdf")]) == 3
    assert "VERIFY-OTHER" in capsys.readouterr().err
    (made,) = press(project, workers=1)
    assert main(["verify", str(made.path)]) == 0


def test_what_has_not_changed_is_not_made_again(project, monkeypatch) -> None:
    (first,) = press(project, workers=1)
    written = first.path.stat().st_mtime_ns
    monkeypatch.setattr("compendium.production.pressroom.make_press_file", None)
    monkeypatch.setattr("compendium.production.pressroom.bind", None)
    (second,) = press(project, workers=1)
    assert second == first
    assert first.path.stat().st_mtime_ns == written


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
