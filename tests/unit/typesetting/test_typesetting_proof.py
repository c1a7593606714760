"""What a Proof holds, and that it is the same whenever and wherever it is made."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from compendium.diagnostics import EngineError
from compendium.model.proof import Galley, PlacedNote, Target
from compendium.typesetting import digest_galley, dump, font_files, load, typeset

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "typesetting" / "ledger"
BODY = """<h1 id="top">Peace</h1><p id="p1">Cities<span class="note" id="n1">All of them.</span> and
<a href="compendium:other">others</a>.<h2 id="next" style="break-before: page">Next</h2><p>Łódź, Orléans."""


def codes(error: pytest.ExceptionInfo[EngineError]) -> list[str]:
    return [d.code for d in error.value.report]


def test_ledger_tells_pages_size_anchors_notes_bookmarks(galley_of):
    ledger = typeset(galley_of(BODY), "d").ledger
    assert (ledger.pages, ledger.width, ledger.height) == (2, 419.528, 595.276)
    assert {name: spot.page for name, spot in ledger.anchors.items()} == {"top": 0, "p1": 0, "n1": 0, "next": 1}
    assert ledger.notes == (PlacedNote("n1", 0, (0,)),)
    assert [(b.label, b.level, b.spot.page) for b in ledger.bookmarks] == [("Peace", 1, 0), ("Next", 2, 1)]


def test_ledger_golden():
    page = Galley("golden", (GOLDEN / "in.html").read_text(), (GOLDEN / "in.css",), (GOLDEN,))
    ledger = typeset(page, "d").ledger
    lines = [f"page {ledger.width} x {ledger.height}, {ledger.pages} pages"]
    # To a tenth of a point: what Pango's versions agree on.
    lines += [f"anchor {name} {s.page} {s.x:.1f} {s.y:.1f}" for name, s in ledger.anchors.items()]
    lines += [f"note {note.id} called {note.call} printed {note.pages}" for note in ledger.notes]
    lines += [f"bookmark {mark.level} {mark.label} {mark.spot.page}" for mark in ledger.bookmarks]
    assert "\n".join(lines) + "\n" == (GOLDEN / "expected.txt").read_text()


def test_links_to_other_sections_are_kept_for_binding(galley_of):
    pdf = typeset(galley_of(BODY), "d").paints[Target.SCREEN]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        annotations = [link for page in file.pages for link in page.obj.get("/Annots", [])]
        links = [str(link.A.URI) for link in annotations if "/A" in link]
    assert links == ["compendium:other"]


def test_garbage_collector_runs_again_afterwards(galley_of):
    typeset(galley_of("<p>Text"), "d")
    assert gc.isenabled()


def test_a_warm_process_makes_the_same_bytes(galley_of):
    galley = galley_of(BODY)
    first = typeset(galley, "d")
    typeset(galley_of("<p>Another <b>section</b> in between."), "d")
    assert typeset(galley, "d") == first


def test_changed_stylesheet_counts_at_once(galley_of):
    before = typeset(galley_of(BODY), "d").ledger.anchors["p1"]
    after = typeset(galley_of(BODY, "h1 { margin-top: 40pt }"), "d").ledger.anchors["p1"]
    assert after.y > before.y + 10


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_seed_of_hashing(galley_of, tmp_path):
    galley_of(BODY)
    (tmp_path / "in.html").write_text(f"<!doctype html><html lang=en><title>T</title><body>{BODY}")
    program = (
        "import sys, pathlib; from compendium.model.proof import *; from compendium.typesetting import *\n"
        "base = pathlib.Path(sys.argv[1]); styles = base / 'styles'\n"
        "g = Galley('s', (base / 'in.html').read_text(), (styles / 'book.css',), (styles,))\n"
        "sys.stdout.buffer.write(dump(typeset(g, digest_galley(g))))\n"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_kept_proof_comes_back_as_it_was(galley_of):
    proof = typeset(galley_of(BODY), "d")
    assert load(dump(proof)) == proof
    assert dump(load(dump(proof))) == dump(proof)


def test_damaged_proof_is_noticed(galley_of):
    data = dump(typeset(galley_of("<p>Text"), "d"))
    for damaged in (data[:-1], data + b"x", data[:40], b"", b"%PDF-1.7"):
        with pytest.raises(ValueError, match="damaged"):
            load(damaged)


def test_one_flipped_bit_is_noticed_wherever_it_is(galley_of):
    data = dump(typeset(galley_of("<p>Text"), "d"))
    for position in range(0, len(data), 2003):
        broken = bytearray(data)
        broken[position] ^= 1
        with pytest.raises(ValueError, match="damaged"):
            load(bytes(broken))


def test_digest_changes_with_what_makes_the_proof(galley_of, tmp_path):
    galley = galley_of('<p>Text <img src="emblem.svg" alt="">')
    styles = tmp_path / "styles"
    seen = [digest_galley(galley)]
    assert digest_galley(galley) == seen[0]
    (styles / "tokens.css").write_text("/* imported by nobody, but it could be */")
    seen.append(digest_galley(galley))
    (styles / "emblem.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    seen.append(digest_galley(galley))
    (styles / "emblem.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='1'/>")
    seen.append(digest_galley(galley))
    seen.append(digest_galley(galley_of("<p>Other text.")))
    assert len(set(seen)) == len(seen)
    (styles / "notes.txt").write_text("named by nobody")
    assert digest_galley(galley_of("<p>Other text.")) == seen[-1]


def test_digest_does_not_depend_on_the_folder(tmp_path):
    digests = set()
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.css").write_text("p { margin: 0 }")
        digests.add(digest_galley(Galley("s", "<p>Text", (folder / "a.css",), (folder,))))
    assert len(digests) == 1


def test_a_section_over_its_time_is_stopped(galley_of):
    body = "<p>" + "word " * 30_000
    with pytest.raises(EngineError) as error:
        typeset(galley_of(body, section="endless"), "d", budget=0.3)
    assert codes(error) == ["TYPE-BUDGET"]
    assert "endless" in str(error.value)
    assert typeset(galley_of("<p>Text"), "d", budget=60).ledger.pages == 1


def test_fonts_are_those_of_the_packages():
    assert [path.name.partition("[")[0] for path in font_files()] == [
        "SourceSerif4",
        "SourceSerif4-Italic",
        "SourceSans3",
        "SourceSans3-Italic",
    ]
