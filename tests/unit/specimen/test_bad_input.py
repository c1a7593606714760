"""What nobody should write and somebody will: a right page, or one finding that names the section."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
import yaml

from compendium.assembly import assemble
from compendium.composition import compose
from compendium.conformance.typography.lines import read_pages
from compendium.diagnostics import EngineError
from compendium.model.proof import Galley, Proof, Target
from compendium.production import Project
from compendium.source import read
from compendium.typesetting import typeset

ROOT = Path(__file__).parents[3]
HOSTILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>while(1);</script><rect width="9"/></svg>'
)


def proof_of(folder: Path, operative: list[dict], title: str = "On wells", trim: str = "A5", **more) -> Proof:
    """The Proof of an instrument with these paragraphs, in parallel columns."""
    instrument = {
        "id": "bad",
        "kind": "resolution",
        "body": "council",
        "title": {"en": title, "fr": title},
        "adopted": {"date": "2001-05-04"},
        "operative": operative,
        **more,
    }
    files = {
        "bodies.yaml": [{"id": "council", "name": {"en": "Council", "fr": "Conseil"}}],
        "publication.yaml": {
            "id": "bad",
            "title": {"en": "Bad", "fr": "Mauvais"},
            "publisher": {"en": "The House", "fr": "La Maison"},
            "date": "2026-11-01",
        },
        "editions/bad.yaml": {"id": "bad", "languages": ["en", "fr"], "mode": "parallel", "trim": trim},
        "instruments/bad.yaml": instrument,
    }
    for name, value in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    project = Project.at(ROOT, folder / "content")
    library, report = read(project.content)
    assert library is not None, [str(finding) for finding in report]
    book = assemble(library, library.editions["bad"])
    section = next(section for section in book.sections if section.id == "bad")
    return typeset(compose(section, book, project.house), "d", budget=60)


def paragraph(english: str, french: str = "Demande de l’eau.", number: int = 1) -> dict:
    return {"number": number, "adopted": {"en": english, "fr": french}}


def test_a_word_wider_than_its_column_is_named(tmp_path):
    with pytest.raises(EngineError) as error:
        proof_of(tmp_path, [paragraph("Asks for " + "W" * 90 + " today.")])
    assert {finding.code for finding in error.value.report} == {"TYPE-OVERFULL"}
    assert "WWW" in str(error.value.report.diagnostics[0])


def test_a_title_of_300_characters(tmp_path):
    ledger = proof_of(tmp_path, [paragraph("Asks for water.")], title="Wells and more of them " * 13).ledger
    assert ledger.pages <= 2


def test_forty_notes_on_one_paragraph(tmp_path):
    calls = " ".join(f"word[^{number}]" for number in range(1, 41))
    notes = {str(n): {"adopted": {"en": f"Note {n}.", "fr": f"Note {n}."}} for n in range(1, 41)}
    ledger = proof_of(tmp_path, [paragraph(f"Asks {calls}", f"Demande {calls}")], notes=notes).ledger
    assert len(ledger.notes) == 80
    assert all(note.call in note.pages for note in ledger.notes)


def test_a_paragraph_of_2000_words(tmp_path):
    english = " ".join(f"well {number}" for number in range(1000))
    ledger = proof_of(tmp_path, [paragraph(english, english), paragraph("Asks for water.", number=2)]).ledger
    assert 4 <= ledger.pages <= 12
    assert ledger.anchors["bad.op2"].page == ledger.pages - 1


def test_an_empty_paragraph_says_that_the_text_is_missing(tmp_path):
    assert proof_of(tmp_path, [{"number": 1}, paragraph("Asks for water.", number=2)]).ledger.pages == 1


def test_a_script_in_a_picture_is_not_run_and_not_kept(tmp_path):
    (tmp_path / "evil.svg").write_text(HOSTILE)
    (tmp_path / "book.css").write_text('@page { size: A5 } html { font-family: "Compendium Serif" }')
    html = '<!doctype html><html lang="en"><head><title>T</title></head><body><img src="evil.svg" alt="A square">'
    proof = typeset(Galley("chapter", html, (tmp_path / "book.css",), (tmp_path,)), "d", budget=20)
    with pikepdf.open(io.BytesIO(proof.paints[Target.SCREEN])) as pdf:
        written = [str(thing) for thing in pdf.objects]
    assert not any("JavaScript" in thing or "while(1)" in thing for thing in written)


@pytest.mark.parametrize("trim", ["A5", "B5", "Letter"])
def test_numbers_of_four_figures_stand_clear_of_the_edge_and_of_the_other_column(tmp_path, trim):
    items = [paragraph("Asks each well for water. " * 9, "Demande à chaque puits. " * 9, n) for n in range(1000, 1024)]
    pages = read_pages(proof_of(tmp_path, items, trim=trim).paints[Target.SCREEN])
    assert len(pages) > 3
    for page in pages[1:]:
        assert min(line.left for line in page.lines) > 14.17, "5 mm from the trimmed edge"
        numbered = [line for line in page.lines if re.match(r"\d{4}\. ", line.text)]
        starts = sorted({round(line.left) for line in numbered})
        assert len(starts) == 2, "one place for the numbers of each column"
        first = [line.right for line in page.lines if line.left < starts[1] - 20 and line.right < starts[1] + 20]
        assert max(first) < starts[1] - 1
