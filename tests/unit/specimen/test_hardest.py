"""The specimen of `tests/specimen/hardest`: every component at its hardest, set, proved, measured and looked at.

It has a title of three lines, a four-digit paragraph, one longer than a page, fifteen notes in one, a note of two
pages, four levels of sub-paragraphs, a table over three pages, Cyrillic and Polish names, and an instrument without
French.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from compendium.conformance import prove
from compendium.conformance.typography import judge_pages
from compendium.conformance.typography.columns import column
from compendium.conformance.typography.lines import read_pages
from compendium.model.edition import NoteNumbers
from compendium.model.proof import Target
from compendium.production import Project
from compendium.production.edition import EditionRun, bound
from compendium.production.expected import expectations
from compendium.production.proofs import compositors
from compendium.production.store import Store
from compendium.source import read
from tests.unit.typesetting.test_ruling import off_grid

ROOT = Path(__file__).parents[3]
CONTENT = ROOT / "tests" / "specimen" / "hardest"
WORDS = ROOT / "tests" / "golden" / "specimen" / "hardest" / "expected.txt"
PICTURES = ROOT / "tests" / "visual"
SEEN = {"opening": 8, "sub-paragraphs": 14}
"""Pages of the file, by what they show."""


def made(folder: Path, edition: str):
    project = Project.at(ROOT, CONTENT, folder)
    library, _ = read(project.content)
    assert library is not None
    with compositors(Store(folder / "store"), 1) as team:
        team.targets = (Target.SCREEN, Target.PROOF)
        typeset = EditionRun(library, library.editions[edition], project.house, team).typeset(lambda _: None)
        return typeset, bound(typeset, library, team)


@pytest.fixture(scope="module")
def hardest(tmp_path_factory):
    return made(tmp_path_factory.mktemp("hardest"), "parallel")


def folio_box_words(typeset, data: bytes) -> str:
    """Where each paragraph begins on each page, to the point, with its first words and the number of its lines."""
    lines = []
    for leaf, page in zip(typeset.pagination.leaves, read_pages(data), strict=True):
        if leaf.section != "hardest":
            continue
        for paragraph in page.paragraphs:
            first = paragraph.lines[0]
            words = " ".join(first.text.split()[:5])
            lines.append(f"{leaf.label}  {first.left:.0f} {first.baseline:.0f}  {len(paragraph.lines)}  {words}")
    return "\n".join(lines) + "\n"


def test_nothing_is_lost_late_or_out_of_order(hardest):
    typeset, data = hardest
    report = prove(data, typeset.book, typeset.pagination, expectations(typeset))
    assert [str(finding) for finding in report] == []


def test_notes_numbered_by_page_are_proved_by_the_printed_numbers(tmp_path):
    typeset, data = made(tmp_path, "facing")
    expected = expectations(typeset)
    assert [str(finding) for finding in prove(data, typeset.book, typeset.pagination, expected)] == []
    assert {text[:2] for note in expected.notes for text, *_ in note.texts} >= {"1.", "2.", "3."}
    # The same file against the numbers of the instrument: each wrong number is told.
    edition = typeset.book.edition.model_copy(update={"note_numbers": NoteNumbers.INSTRUMENT})
    other = replace(typeset, book=replace(typeset.book, edition=edition))
    found = prove(data, other.book, other.pagination, expectations(other))
    assert {finding.code for finding in found} >= {"CONF-LOST"}
    assert any("hardest.n3.en" in finding.message for finding in found)


def test_the_pages_are_as_a_typographer_wants_them(hardest):
    typeset, data = hardest
    assert [str(finding) for finding in judge_pages(data, typeset.book, typeset.pagination)] == []


def test_the_ruled_grid_lies_under_the_lines_of_the_text(hardest):
    paints = hardest[0].proofs["hardest"].paints
    # The size of the text of parallel pages on this trim (styles/tokens/trim).
    assert off_grid(paints[Target.SCREEN], paints[Target.PROOF], 8.2) == []


def test_golden_of_boxes_and_words(hardest, tmp_path):
    shown = folio_box_words(*hardest)
    (tmp_path / "shown.txt").write_text(shown, "utf-8")
    assert shown == WORDS.read_text("utf-8"), f"what is set now: {tmp_path / 'shown.txt'}"


@pytest.mark.parametrize("name", SEEN)
def test_golden_of_pictures(hardest, tmp_path, name):
    pdf = pypdfium2.PdfDocument(hardest[1])
    seen = pdf[SEEN[name]].render(scale=0.6, grayscale=True).to_pil()
    seen.save(tmp_path / f"{name}.png")
    with Image.open(PICTURES / f"{name}.png") as wanted:
        assert wanted.size == seen.size
        # Of 255: rasterisers differ at the edges of letters; a line that moves by a point makes more than that.
        assert ImageStat.Stat(ImageChops.difference(wanted.convert("L"), seen)).mean[0] < 1.5, tmp_path
    pdf.close()


def test_counterparts_begin_on_one_line(hardest):
    page = read_pages(hardest[1])[SEEN["sub-paragraphs"]]
    marked = [p.lines[0] for p in page.paragraphs if re.match(r"[(\d]", p.text)]
    sides = [sorted(round(line.baseline, 1) for line in marked if column(line, page) == side) for side in (0, 1)]
    assert sides[0] == sides[1] != []
    assert all(abs((b - a) / 12 - round((b - a) / 12)) < 0.05 for a, b in itertools.pairwise(sides[0]))
