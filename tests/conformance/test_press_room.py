"""What leaves for the press and the stapler, of content that is not shipped, judged by programs of others."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from compendium.cli import main
from compendium.conformance.judges import JudgeMissingError, Plates, plates_of
from tests.judging import checked, judged, without

SPECIMEN = Path(__file__).parents[1] / "specimen" / "content"
SPOT = "PANTONE 294 C"
PRINTED = ("specimen.press.pdf", "specimen.cover.pdf", "specimen.booklet.pdf")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Press file, cover, booklet and the copy of a city of the specimen; its cover has a spot ink."""
    root = tmp_path_factory.mktemp("pressroom")
    shutil.copytree(SPECIMEN, root / "content")
    with (root / "content" / "editions" / "specimen.yaml").open("a") as edition:
        edition.write(f"printing: {{binding: saddle, spot: {SPOT}}}\n")
    for lang in ("en", "fr"):
        only = f"id: only-{lang}\nlanguages: [{lang}]\nmode: single\ntrim: A5\nwording: digest\n"
        (root / "content" / "editions" / f"only-{lang}.yaml").write_text(only)
    quiet = ["--root", str(root), "--quiet"]
    assert main([*quiet, "press", "specimen", "--workers", "1"]) == 0
    assert main([*quiet, "booklet", "specimen"]) == 0
    assert main([*quiet, "booklet", "only-en", "only-fr", "--no-instructions"]) == 0
    assert main([*quiet, "run", "--edition", "specimen", "--for", "cities", "--workers", "1"]) == 0
    return root / "output"


def separated(file: Path) -> tuple[Plates, ...]:
    try:
        return plates_of(file.read_bytes(), 50, "Trim")
    except JudgeMissingError as error:
        return without(error)


def test_verapdf_finds_nothing_in_any_file(output) -> None:
    copies = sorted((output / "run-specimen" / "copies").rglob("*.pdf"))
    assert copies
    screen = judged([output / "specimen.pdf", copies[0]])
    press = judged([output / name for name in PRINTED[:2]], ["2b"])
    for verdict in (*screen, *press):
        assert verdict.passes, [verdict.file.name, *map(str, verdict.breaches)]


@pytest.mark.parametrize("name", ["specimen.pdf", *PRINTED])
def test_qpdf_and_poppler_find_them_sound(output, name) -> None:
    assert checked(output / name).passes
    told = subprocess.run(["pdffonts", output / name], check=True, capture_output=True, text=True).stdout
    fonts = [line.split() for line in told.splitlines()[2:]]
    assert fonts
    assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in fonts), told
    assert len({line[0] for line in fonts}) == len(fonts), "a font is embedded twice"


def test_poppler_reads_the_boxes(output) -> None:
    told = subprocess.run(
        ["pdfinfo", "-box", "-l", "99", output / PRINTED[0]], check=True, capture_output=True, text=True
    ).stdout
    boxes = re.findall(r"Page +\d+ (\w+): +(\S+) +(\S+) +(\S+) +(\S+)", told)
    pages = int(re.search(r"Pages: +(\d+)", told)[1])
    assert pages % 4 == 0
    for kind, around in (("MediaBox", 10), ("BleedBox", 3), ("TrimBox", 0)):
        found = [tuple(map(float, box[1:])) for box in boxes if box[0] == kind]
        assert len(found) == pages
        # A5 is 148 x 210 mm (ISO 216).
        wanted = tuple((edge + 2 * around) / 25.4 * 72 for edge in (148, 210))
        for left, bottom, right, top in found:
            assert (right - left, top - bottom) == pytest.approx(wanted, abs=0.02)


def test_the_inside_stands_on_the_black_plate_alone(output) -> None:
    pages = separated(output / PRINTED[0])
    assert {name for plates in pages for name in plates} == {"Cyan", "Magenta", "Yellow", "Black"}
    for plates in pages:
        assert [plates[name].getextrema() for name in ("Cyan", "Magenta", "Yellow")] == [(0, 0)] * 3
    assert max(plates["Black"].getextrema()[1] for plates in pages) == 255


def test_the_ground_of_the_cover_stands_on_its_own_plate_and_the_title_is_left_white(output) -> None:
    (plates,) = separated(output / PRINTED[1])
    assert {name: plate.getextrema() for name, plate in plates.items()} == {
        **dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black"), (0, 0)),
        SPOT: (0, 255),
    }
    full = plates[SPOT].histogram()[255] / (plates[SPOT].width * plates[SPOT].height)
    assert full > 0.9


def test_back_to_back_each_language_has_its_cover_and_its_numbering(output) -> None:
    name = "only-en-only-fr.booklet"
    plan = (output / f"{name}.txt").read_text("utf-8")
    assert "Sheet 1, front:  B Couverture\N{DOWNWARDS ARROW} | A Cover\n" in plan
    pages = ("A i", "A 1", "B i\N{DOWNWARDS ARROW}", "B 1\N{DOWNWARDS ARROW}")
    assert [page for page in pages if not re.search(rf"{page}(\s|$)", plan)] == []
    told = subprocess.run(
        ["pdftotext", "-l", "1", output / f"{name}.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "On Water" in told
    assert "De l’eau" in told
    for edition in ("only-en", "only-fr"):
        manifest = json.loads((output / f"{edition}.manifest.json").read_text("utf-8"))
        assert f"{name}.pdf" in manifest["files"]


def test_a_booklet_of_one_edition_leaves_its_cover_to_the_house(output) -> None:
    plan = (output / "specimen.booklet.txt").read_text("utf-8")
    assert "Cover" not in plan
    assert " | i\n" in plan.replace("  ", " ")


def test_every_file_is_the_one_of_its_manifest(output, capsys) -> None:
    files = json.loads((output / "specimen.manifest.json").read_text("utf-8"))["files"]
    assert set(files) == {path.name for path in output.glob("specimen.*")} - {"specimen.manifest.json"}
    for name in files:
        assert main(["verify", str(output / name)]) == 0
    for name in PRINTED:
        assert len(files[name]["rules"]["passed"]) > 5
