"""Whether a file is the one of its manifest, and every way in which it may not be."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from compendium.cli import main
from compendium.diagnostics import EngineError
from compendium.production import verify

BYTES = b"%PDF-1.7 the book"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.pdf").write_bytes(BYTES)
    facts = {"target": "screen", "sha256": hashlib.sha256(BYTES).hexdigest(), "bytes": len(BYTES)}
    values = {
        "edition": "small",
        "date": "2026-03-01",
        "content": {"printed": "0123 4567"},
        "files": {"book.pdf": facts},
    }
    (tmp_path / "small.manifest.json").write_text(json.dumps(values))
    return tmp_path


def refused(file: Path, manifest: Path | None = None) -> tuple[str, str]:
    with pytest.raises(EngineError) as error:
        verify(file, manifest)
    (finding,) = error.value.report
    assert finding.place.file
    return finding.code, f"{finding.message} | {finding.hint}"


def test_the_file_of_the_manifest(folder):
    found = verify(folder / "book.pdf")
    assert (found.edition, found.date, found.target, found.content) == ("small", "2026-03-01", "screen", "0123 4567")
    assert found.name == "book.pdf"


def test_a_renamed_file_is_known_by_its_bytes(folder):
    (folder / "book.pdf").rename(folder / "other.pdf")
    assert verify(folder / "other.pdf").name == "book.pdf"


def test_one_changed_byte(folder):
    (folder / "book.pdf").write_bytes(BYTES[:-1] + b"K")
    code, said = refused(folder / "book.pdf")
    assert code == "VERIFY-OTHER"
    assert "changed after it was written" in said


def test_a_file_cut_short(folder):
    (folder / "book.pdf").write_bytes(BYTES[:-1])
    code, said = refused(folder / "book.pdf")
    assert code == "VERIFY-OTHER"
    assert f"{len(BYTES) - 1} bytes instead of {len(BYTES)}" in said


def test_a_file_of_no_manifest(folder):
    (folder / "stray.pdf").write_bytes(b"another")
    code, said = refused(folder / "stray.pdf")
    assert code == "VERIFY-OTHER"
    assert "small.manifest.json" in said


def test_no_manifest_here(tmp_path):
    (tmp_path / "book.pdf").write_bytes(BYTES)
    assert refused(tmp_path / "book.pdf")[0] == "VERIFY-MANIFEST"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": []}', "\x00\xff"])
def test_a_manifest_that_is_none(folder, text):
    (folder / "small.manifest.json").write_bytes(text.encode("latin-1"))
    assert refused(folder / "book.pdf")[0] == "VERIFY-MANIFEST"


def test_a_manifest_that_is_missing(folder):
    assert refused(folder / "book.pdf", folder / "none.json")[0] == "VERIFY-MANIFEST"


def test_a_file_that_is_missing(folder):
    assert refused(folder / "none.pdf")[0] == "VERIFY-FILE"
    assert refused(folder)[0] == "VERIFY-FILE"


def test_on_the_command_line(folder, capsys):
    assert main(["verify", str(folder / "book.pdf")]) == 0
    assert "the screen file of small" in capsys.readouterr().out
    (folder / "book.pdf").write_bytes(b"other")
    assert main(["verify", "--json", str(folder / "book.pdf")]) == 3
    assert json.loads(capsys.readouterr().out)["ok"] is False
