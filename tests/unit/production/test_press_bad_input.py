"""What a printing house must never get: each mistake is one finding at its place, or a right file, by the command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pikepdf import Name, Pdf
from PIL import Image

from compendium.cli import main
from compendium.production import Project
from tests.unit.finishing.pressing import profile, saved
from tests.unit.production.conftest import ROOT


def small(project: Project, **printing: object) -> None:
    """An edition of one instrument and a table."""
    path = project.content / "editions" / "bench.yaml"
    edition = yaml.safe_load(path.read_text("utf-8"))
    first = min(file.stem for file in (project.content / "instruments").glob("*.yaml"))
    edition |= {"instruments": [first], "sections": ["cities"], "printing": printing}
    path.write_text(yaml.safe_dump(edition), "utf-8")


def pressed(project: Project, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict]:
    code = main(["--root", str(project.root), "--json", "press", "bench", "--workers", "1"])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, json.loads(out)


def with_profile(data: bytes) -> Callable[[Project], dict]:
    def put(project: Project) -> dict:
        folder = project.content / "assets" / "profiles"
        folder.mkdir(parents=True)
        (folder / "own.icc").write_bytes(data)
        return {"profile": "own.icc"}

    return put


RGB = profile().data[:16] + b"RGB " + profile().data[20:]


@pytest.mark.parametrize(
    ("printing", "code", "said"),
    [
        (lambda _: {"profile": "none.icc"}, "PRESS-PROFILE", "'none.icc'"),
        (with_profile(RGB), "PRESS-PROFILE-SPACE", "for RGB"),
        (with_profile(profile().data[:9000]), "PRESS-PROFILE-DAMAGED", "'own.icc' is damaged"),
        (with_profile(b""), "PRESS-PROFILE-DAMAGED", "'own.icc' is damaged"),
        (lambda _: {"bleed": 0}, "PRESS-BLEED", "0 mm"),
        (lambda _: {"paper": "papyrus"}, "PRESS-PAPER", "'papyrus'"),
    ],
    ids=["missing", "for RGB", "cut short", "empty", "no bleed", "paper"],
)
def test_what_the_printer_asks_for_is_wrong(project, capsys, printing, code, said) -> None:
    small(project, **printing(project))
    ended, told = pressed(project, capsys)
    (found,) = told["diagnostics"]
    assert (ended, found["code"]) == (1, code)
    assert said in found["message"]
    assert found["hint"]
    line = (project.content / "editions" / "bench.yaml").read_text("utf-8").splitlines()[found["line"] - 1]
    assert re.search(r"bleed|paper|profile", line), line
    assert not project.output.exists()


def test_a_file_with_a_fault_is_not_written_under_its_name(project, capsys) -> None:
    small(project, ink_limit=150)
    ended, told = pressed(project, capsys)
    assert (ended, {found["code"] for found in told["diagnostics"]}) == (3, {"PX-INK"})
    assert "233 % of ink" in told["diagnostics"][0]["message"]
    assert [path.name for path in project.output.glob("*.pdf")] == ["bench.pdf"]


def shown(project: Project, picture: str) -> None:
    """The half-title of the project's own templates shows a picture an inch wide."""
    template = project.root / "templates" / "book" / "half-title.html"
    image = f'<img src="{picture}" alt="A mark" style="width: 72pt">'
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% block page %}", "{% block page %}" + image), "utf-8")


def cut_short(path: Path) -> None:
    Image.effect_noise((300, 300), 90).save(path)
    path.write_bytes(path.read_bytes()[:400])


BAD = {
    "missing": (lambda _: None, "there is no such file"),
    "no picture": (lambda path: path.write_text("no picture"), "is not a picture"),
    "cut short": (cut_short, "is a damaged picture"),
    "a bomb": (lambda path: Image.new("1", (20_000, 9_000)).save(path), "pixels"),
}


@pytest.mark.parametrize(("make", "said"), BAD.values(), ids=list(BAD))
def test_a_picture_that_cannot_be_printed(project, capsys, make, said) -> None:
    small(project)
    shown(project, "mark.png")
    (project.content / "assets").mkdir(exist_ok=True)
    make(project.content / "assets" / "mark.png")
    ended, told = pressed(project, capsys)
    assert ended == 3
    assert {found["code"] for found in told["diagnostics"]} == {"TYPE-REFUSED"}
    assert any("mark.png" in found["message"] and said in found["message"] for found in told["diagnostics"])
    assert not list(project.output.glob("*.pdf"))


def test_a_coarse_picture_in_rgb_is_inked_and_warned_of(project, capsys) -> None:
    small(project)
    shown(project, "mark.png")
    (project.content / "assets").mkdir(exist_ok=True)
    Image.new("RGB", (150, 150), (200, 30, 30)).save(project.content / "assets" / "mark.png")
    ended, told = pressed(project, capsys)
    findings = {found["code"]: found for edition in told["editions"] for found in edition["findings"]}
    assert ended == 0
    assert "150 pixels an inch" in findings["PX-RESOLUTION"]["message"]
    assert "1 RGB pictures" in findings["PRESS-TURNED"]["message"]
    pdf = Pdf.open(told["editions"][0]["file"])
    assert {str(item.get(Name.ColorSpace)) for item in pdf.objects if _is_picture(item)} == {"/DeviceCMYK"}
    pages = told["editions"][0]["pages"]
    assert (pages % 8, len(pdf.pages)) == (0, pages)


def _is_picture(item: object) -> bool:
    return getattr(item, "get", lambda _: None)("/Subtype") == Name.Image


def test_a_character_without_a_glyph_is_named_with_its_paragraph(project, capsys) -> None:
    small(project)
    first = min((project.content / "instruments").glob("*.yaml"))
    instrument = yaml.safe_load(first.read_text("utf-8"))
    words = instrument["operative"][1]["adopted"]
    instrument["operative"][1]["adopted"] = {lang: f"{text} \ue123 more" for lang, text in words.items()}
    first.write_text(yaml.safe_dump(instrument, allow_unicode=True), "utf-8")
    ended, told = pressed(project, capsys)
    (found,) = told["diagnostics"]
    assert (ended, found["code"]) == (3, "TYPE-GLYPH")
    assert "U+E123" in found["message"]
    assert f'"{first.stem}.op2' in found["message"]


def booklet(folder: Path, capsys, *arguments: str) -> tuple[int, dict]:
    code = main(["--root", str(folder), "--json", "booklet", *arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, json.loads(out)


def pages(path: Path, count: int, size: tuple[float, float] = (419.5, 595.3)) -> str:
    pdf = Pdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=size)
    path.write_bytes(saved(pdf))
    return str(path)


def test_booklets_of_few_pages(tmp_path, capsys) -> None:
    (tmp_path / "styles").symlink_to(ROOT / "styles")
    for count, blanks in ((1, [2, 3, 4]), (3, [4]), (4, [])):
        code, told = booklet(tmp_path, capsys, pages(tmp_path / f"{count}.pdf", count))
        assert (code, told["sheets"], told["pages"], told["blanks"]) == (0, 1, 4, blanks)


def test_booklets_that_cannot_be_made(tmp_path, capsys) -> None:
    wide = pages(tmp_path / "wide.pdf", 4, (595.3, 841.9))
    for arguments, code in (
        ([wide], "IMP-SHEET"),
        ([wide, "--sheet", "A9"], "IMP-SHEET-NAME"),
        ([wide, pages(tmp_path / "small.pdf", 4), "--sheet", "A3"], "IMP-TRIM"),
        ([wide, wide, wide], "IMP-BOOKS"),
        ([pages(tmp_path / "none.pdf", 0)], "IMP-EMPTY"),
        ([str(tmp_path / "absent.pdf")], "CLI-FILE"),
    ):
        ended, told = booklet(tmp_path, capsys, *arguments)
        assert (ended, [found["code"] for found in told["diagnostics"]]) == (1, [code])
    assert not list(tmp_path.glob("output/*"))
