"""The judges from outside: a file that they pass, and files that they do not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from compendium.conformance.judges import Verdict
from compendium.finishing.screen import ScreenFinish
from compendium.model.proof import Galley
from compendium.typesetting import typeset
from tests.judging import checked, judged
from tests.unit.binding.bookmaking import Making

DIGEST = "0123456789abcdef" * 4


def screen_file() -> bytes:
    making = Making()
    making.add("one", '<h1>One</h1><p>Text <a href="compendium:two">over there</a>, <i lang="la">aqua</i>.</p>')
    making.add("two", "<h1>Two</h1><p>More text.</p>")
    return making.bind(finish=ScreenFinish(DIGEST))


def with_pictures(folder: Path) -> bytes:
    """A screen file with a picture of each kind that can carry colours of its own, transparent ones included."""
    for mode, name in (("RGBA", "veil.png"), ("RGB", "red.jpg"), ("L", "grey.png"), ("P", "few.png"), ("1", "bit.png")):
        Image.new(mode, (8, 8)).save(folder / name)
    shape = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" opacity=".5"/></svg>'
    )
    (folder / "shape.svg").write_text(shape)
    (folder / "page.css").write_text('html { font: 10pt "Compendium Serif" } img { image-rendering: crisp-edges }')
    names = ("veil.png", "red.jpg", "grey.png", "few.png", "bit.png", "shape.svg")
    pictures = "".join(f'<p><img src="{name}" alt="{name}" width="9"></p>' for name in names)
    html = f'<!doctype html><html lang="en"><title>Pictures</title><body><h1>Pictures</h1>{pictures}</body></html>'
    making = Making(proofs={}).add("pictures", "<p>No picture.</p>")
    making.proofs["pictures"] = typeset(Galley("pictures", html, (folder / "page.css",), (folder,)), "d")
    return making.bind(finish=ScreenFinish(DIGEST))


def spoiled(data: bytes, spoil) -> bytes:
    stream = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        spoil(pdf)
        pdf.save(stream)
    return stream.getvalue()


def without_alternative(pdf: Pdf) -> None:
    paragraph = next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get(Name.S) == Name.P)
    paragraph.S = Name.Figure


def without_colours(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Verdict]:
    folder = tmp_path_factory.mktemp("judged")
    good = screen_file()
    files = {
        "good": good,
        "pictures": with_pictures(folder),
        "no-alternative": spoiled(good, without_alternative),
        "no-colours": spoiled(good, without_colours),
    }
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    found = judged([folder / f"{name}.pdf" for name in files])
    return {(verdict.file.stem, verdict.standard): verdict for verdict in found}


def test_a_screen_file_passes_both_standards(verdicts):
    for name in ("good", "pictures"):
        for standard in ("ua1", "2a"):
            verdict = verdicts[name, standard]
            assert verdict.passes, [name, *map(str, verdict.breaches)]
            assert verdict.checks > 200


def test_a_picture_without_words_breaks_pdf_ua(verdicts):
    verdict = verdicts["no-alternative", "ua1"]
    assert [breach.clause for breach in verdict.breaches] == ["7.3-1"]
    assert verdict.breaches[0].count == 1
    assert verdict.breaches[0].message
    assert "SEFigure" in verdict.breaches[0].place


def test_colours_without_a_profile_break_pdf_a(verdicts):
    assert {breach.clause for breach in verdicts["no-colours", "2a"].breaches} == {"6.2.4.3-2"}
    assert verdicts["no-colours", "ua1"].passes


def test_a_sound_file_is_sound(tmp_path: Path):
    (tmp_path / "good.pdf").write_bytes(screen_file())
    assert checked(tmp_path / "good.pdf").passes


def test_a_torn_file_is_not(tmp_path: Path):
    (tmp_path / "torn.pdf").write_bytes(screen_file()[:-2000])
    verdict = checked(tmp_path / "torn.pdf")
    assert not verdict.passes
    assert verdict.breaches[0].message
