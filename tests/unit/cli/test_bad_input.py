"""What nobody should write and somebody will, through the command line: right pages, or the place named."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import yaml

from compendium.cli import main

ROOT = Path(__file__).parents[3]
NOTES = {str(n): {"adopted": {"en": f"Note {n}.", "fr": f"Note {n}."}} for n in range(1, 41)}
SCRIPT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>while(1);</script><rect width="9"/></svg>'


def paragraph(english: str = "Asks for water.", french: str = "Demande de l’eau.", number: int = 1) -> dict:
    return {"number": number, "adopted": {"en": english, "fr": french}, "themes": ["water"]}


def words(word: str, count: int) -> str:
    return " ".join(f"{word} {number}" for number in range(count // 2))


def called(word: str) -> str:
    return " ".join(f"{word}[^{number}]" for number in range(1, 41))


HARD = {
    "long-title": {"title": {"en": "Wells and more of them " * 13, "fr": "Des puits et encore des puits " * 10}},
    "notes": {"operative": [paragraph(f"Asks {called('well')}.", f"Demande {called('puits')}.")], "notes": NOTES},
    "long": {"operative": [paragraph(words("well", 2000), words("puits", 2000)), paragraph(number=2)]},
}
"""What is hard and nevertheless makes right pages: an instrument each."""


def project(folder: Path, instruments: dict[str, dict], **edition: object) -> list[str]:
    """Write a project, and the arguments that build its only edition."""
    common = {
        "kind": "resolution",
        "body": "council",
        "title": {"en": "On wells", "fr": "Des puits"},
        "adopted": {"date": "2001-05-04"},
        "operative": [paragraph()],
    }
    files: dict[str, object] = {
        "themes": [{"id": "water", "label": {"en": "water", "fr": "eau"}}],
        "bodies": [{"id": "council", "name": {"en": "Council", "fr": "Conseil"}}],
        "publication": {
            "id": "hard",
            "title": {"en": "Hard", "fr": "Difficile"},
            "publisher": {"en": "The House", "fr": "La Maison"},
            "date": "2026-11-01",
        },
        "editions/hard": {"id": "hard", "languages": ["en", "fr"], "mode": "parallel", "trim": "A5", **edition},
        **{f"instruments/{name}": {"id": name, **common, **more} for name, more in instruments.items()},
    }
    for name, value in files.items():
        path = folder / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    return ["--root", str(folder), "build", "hard"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The hard instruments in one book, as `python build.py build` makes it: what it said, and what its pages say."""
    folder = tmp_path_factory.mktemp("hard")
    command = [sys.executable, str(ROOT / "build.py"), *project(folder, HARD), "--typography"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with pypdfium2.PdfDocument(folder / "output" / "hard.pdf") as pdf:
        return done.stdout + done.stderr, [page.get_textpage().get_text_bounded() for page in pdf]


def test_every_page_is_one_that_a_typographer_leaves_as_it_is(built):
    said = [line for line in built[0].splitlines() if "TYPO-" in line]
    # Words and calls that repeat themselves forty times fall below each other as no text does.
    assert [line for line in said if not re.search("TYPO-(RIVER|MEASURE)", line)] == []


def test_a_title_of_300_characters_is_printed_whole(built):
    opening = next(text for text in built[1] if text.count("Wells and more of them") > 9)
    assert " ".join(opening.split()).count("Wells and more of them") == 13


def test_forty_notes_stand_below_the_paragraph_that_calls_them(built):
    pages = [text for text in built[1] if "Note 1." in text or "Note 40." in text]
    assert len(pages) <= 2
    for number in range(1, 41):
        assert sum(text.count(f"Note {number}.") for text in pages) == 2, "once in each language"


def test_a_paragraph_of_2000_words_goes_over_its_pages_whole(built):
    text = " ".join(" ".join(built[1]).split())
    for number in (0, 500, 999):
        assert f"well {number}" in text
        assert f"puits {number}" in text


def test_an_empty_paragraph_is_refused_at_its_place(tmp_path, capsys):
    assert main(project(tmp_path, {"empty": {"operative": [{"number": 1, "themes": ["water"]}]}})) == 1
    assert re.search(r"instruments/empty\.yaml:\d+:\d+: C-R13 ", capsys.readouterr().err)
    assert not (tmp_path / "output" / "hard.pdf").exists()


def test_a_word_wider_than_its_column_is_named(tmp_path, capsys):
    arguments = project(tmp_path, {"wide": {"operative": [paragraph("Asks for " + "W" * 90 + " today.")]}})
    assert main(arguments) == 3
    error = capsys.readouterr().err
    assert "TYPE-OVERFULL" in error
    assert "wide" in error
    assert "WWW" in error
    assert not (tmp_path / "output" / "hard.pdf").exists()


def test_a_picture_with_a_script_is_refused_at_its_place(tmp_path, capsys):
    emblem = {"file": "evil.svg", "alt": {"en": "A square", "fr": "Un carré"}}
    arguments = project(tmp_path, {"wells": {}}, emblem=emblem)
    (tmp_path / "content" / "assets").mkdir()
    (tmp_path / "content" / "assets" / "evil.svg").write_text(SCRIPT, "utf-8")
    assert main(arguments) == 1
    assert re.search(r"editions/hard\.yaml:\d+:\d+: C-R66 .*`script`", capsys.readouterr().err)
    assert not (tmp_path / "output" / "hard.pdf").exists()
