"""Two books that are bound back to back: their pages, and the one wrap around both."""

from __future__ import annotations

import json

import pypdfium2
import pytest
import yaml
from pikepdf import Pdf

from compendium.cli import main
from compendium.production import Project


def two(project: Project, **changes: object) -> None:
    """An edition for each language, of one instrument and a table; the second with some changes."""
    folder = project.content / "editions"
    bench = yaml.safe_load((folder / "bench.yaml").read_text("utf-8"))
    first = min(file.stem for file in (project.content / "instruments").glob("*.yaml"))
    bench |= {"instruments": [first], "sections": ["cities"], "mode": "single"}
    for lang, own in (("en", {}), ("fr", changes)):
        edition = bench | {"id": lang, "languages": [lang]} | own
        (folder / f"{lang}.yaml").write_text(yaml.safe_dump(edition), "utf-8")


def pressed(project: Project, capsys: pytest.CaptureFixture[str], *names: str) -> tuple[int, dict]:
    code = main(["--root", str(project.root), "--json", "press", *names, "--tumble", "--workers", "1"])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, json.loads(out)


def leanings(path: str) -> dict[str, tuple[int, int]]:
    """Where the words of a page run: by the text of each piece, the direction of its line."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    textpage = page.get_textpage()
    found = {}
    for piece in page.get_objects(filter=[1]):
        matrix = piece.get_matrix()
        size = max(abs(matrix.a), abs(matrix.b))
        left, bottom, right, top = piece.get_bounds()
        words = textpage.get_text_bounded(left, bottom, right, top).strip()
        found[words] = round(matrix.a / size), round(matrix.b / size)
    document.close()
    return found


def test_each_book_has_its_front_and_both_share_a_spine(project, capsys) -> None:
    two(project, title={"en": "Works", "fr": "Ouvrages"})
    code, told = pressed(project, capsys, "en", "fr")
    one, other = told["editions"]
    assert code == 0
    assert one["cover"] == other["cover"] == str(project.output / "en-fr.cover.pdf")
    assert [found["code"] for found in other["findings"] if found["code"] == "PRESS-TUMBLE"]
    with Pdf.open(one["cover"]) as cover, Pdf.open(one["file"]) as inside:
        (wrap,) = cover.pages
        width = inside.pages[0].trimbox[2] - inside.pages[0].trimbox[0]
        spine = float(wrap.trimbox[2] - wrap.trimbox[0] - 2 * width) / 72 * 25.4
    leaves = (one["pages"] + other["pages"]) / 2
    assert spine == pytest.approx(leaves * 0.1125 + 0.3, abs=0.01)
    lines = leanings(one["cover"])
    assert lines["Ouvrages"] == (-1, 0)
    assert (1, 0) in lines.values()
    for edition in ("en", "fr"):
        files = json.loads((project.output / f"{edition}.manifest.json").read_text("utf-8"))["files"]
        assert {f"{edition}.press.pdf", "en-fr.cover.pdf"} < set(files)
    assert main(["preflight", one["cover"], "--for", "press", "--quiet"]) == 0


@pytest.mark.parametrize(
    ("names", "changes", "said"),
    [
        (["en"], {}, "two books stand back to back, not 1"),
        ([], {}, "two books stand back to back, not 0"),
        (["en", "en"], {}, "a book has no two fronts"),
        (["en", "fr"], {"trim": "A4"}, "another trim"),
        (["en", "fr"], {"printing": {"paper": "matt-115"}}, "another printing"),
    ],
    ids=["one", "none", "the same", "trim", "paper"],
)
def test_what_cannot_stand_in_one_cover_is_told(project, capsys, names, changes, said) -> None:
    two(project, **changes)
    code, told = pressed(project, capsys, *names)
    (found,) = told["diagnostics"]
    assert (code, found["code"]) == (1, "PRESS-TUMBLE")
    assert said in found["message"]
    assert found["line"] if changes else True
    assert not project.output.exists()
