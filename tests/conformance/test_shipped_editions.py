"""The shipped editions, judged by others as they leave the house, and looked at where judges do not look."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from filelock import FileLock

from compendium.cli import main
from compendium.conformance.aloud import Said, read_aloud
from tests.judging import checked, judged

ROOT = Path(__file__).parents[2]
EDITIONS = ("bilingual", "english", "french")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of the shipped content."""
    own = tmp_path_factory.getbasetemp()
    # Workers of one run share the folder above their own: the books are built by the first that comes.
    base = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "shipped"
    with FileLock(f"{base}.lock"):
        if not (base / "built").exists():
            content = str(ROOT / "content")
            assert main(["--root", str(base), "--content", content, "--quiet", "build", *EDITIONS]) == 0
            (base / "built").touch()
    return base / "output"


@cache
def heard(file: Path) -> tuple[Said, ...]:
    return read_aloud(file.read_bytes())


def inside(said: tuple[Said, ...], role: str) -> list[Said]:
    """Everything that stands in elements of a role."""
    found, depth = [], None
    for one in said:
        if depth is not None and one.depth > depth:
            found.append(one)
        else:
            depth = one.depth if one.role == role else None
    return found


@pytest.mark.slow
def test_every_edition_keeps_both_standards(shipped):
    for verdict in judged([shipped / f"{name}.pdf" for name in EDITIONS]):
        assert verdict.passes, [verdict.file.name, *map(str, verdict.breaches)]
        assert verdict.checks > 50_000


@pytest.mark.parametrize("name", EDITIONS)
def test_the_file_is_sound(shipped, name):
    assert checked(shipped / f"{name}.pdf").passes


@pytest.mark.parametrize("name", EDITIONS)
def test_parts_hold_the_sections(shipped, name):
    said = heard(shipped / f"{name}.pdf")
    assert said[0].role == "Document"
    # Prelims; instruments, tables, indexes; licence and colophon, which stand behind them.
    assert said[0].kids == ("Part",) * 5
    parts = [one for one in said if one.role == "Part"]
    assert all(set(part.kids) == {"Sect"} for part in parts)
    assert len(parts[1].kids) == 4


@pytest.mark.parametrize("name", EDITIONS)
def test_the_emblem_of_the_cover_says_what_it_shows(shipped, name):
    pictures = [one for one in heard(shipped / f"{name}.pdf") if one.role == "Figure"]
    words = "fenêtre à barreaux" if name == "french" else "barred window"
    assert [words in one.alternative for one in pictures] == [True]


@pytest.mark.parametrize("name", EDITIONS)
def test_headings_skip_no_level(shipped, name):
    levels = [int(one.role[1]) for one in heard(shipped / f"{name}.pdf") if re.fullmatch(r"H[1-6]", one.role)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", EDITIONS)
def test_a_note_comes_right_after_its_call(shipped, name):
    said = heard(shipped / f"{name}.pdf")
    holders = [one for one in said if "Note" in one.kids]
    assert holders
    for holder in holders:
        before = {kid for kid, after in pairwise(holder.kids) if after == "Note"}
        assert before == {"Reference"}, str(holder)
    notes = [one for one in said if one.role == "Note"]
    assert all(one.kids[0] == "Lbl" and one.text for one in notes)


@pytest.mark.parametrize("name", EDITIONS)
def test_links_say_where_they_lead(shipped, name):
    links = [one for one in heard(shipped / f"{name}.pdf") if one.role == "Link"]
    assert len(links) > 100
    for link in links:
        assert link.contents
        assert not link.contents.startswith(("http", "compendium:", "#"))
        assert "." not in link.contents or " " in link.contents, f"an anchor, not words: {link}"


@pytest.mark.parametrize("name", EDITIONS)
def test_running_heads_folios_and_leaders_are_not_read(shipped, name):
    said = heard(shipped / f"{name}.pdf")
    assert not any(re.search(r"(\. ?){4}|\.{4}", one.text) for one in said)
    contents = inside(said, "TOC")
    assert contents
    assert [one for one in contents if one.role == "TOCI"]
    # A number alone in a paragraph would be a folio; four figures are a year.
    assert not any(one.role == "P" and re.fullmatch(r"\d{1,3}|[ivxlc]+", one.text) for one in said)


def test_a_paragraph_is_read_before_its_counterpart(shipped):
    said = heard(shipped / "bilingual.pdf")
    text = [one for one in said if one.role == "P" and re.match(r"\d+\. ", one.text)]
    numbered = [(one.text.split(".")[0], one.lang) for one in text]
    pairs = [(one, other) for one, other in pairwise(numbered) if other[1] == "fr" and one[1] == ""]
    assert len(pairs) >= 32
    assert all(one[0] == other[0] for one, other in pairs)


@pytest.mark.parametrize("name", EDITIONS)
def test_words_are_whole(shipped, name):
    """No word is left broken by a line's end, and no two are run together."""
    said = heard(shipped / f"{name}.pdf")
    assert not any("\u00ad" in one.text or "\x02" in one.text for one in said)
    joined = [one.text for one in said if one.role == "P" and len(one.text) > 200]
    assert joined
    assert not any(re.search(r"[a-zé]{30,}", text) for text in joined)


@pytest.mark.parametrize("name", EDITIONS)
def test_rows_of_a_table_are_of_one_length(shipped, name):
    rows: list[tuple[str, ...]] = []
    for one in heard(shipped / f"{name}.pdf"):
        if one.role == "Table":
            rows = []
        elif one.role == "TR":
            rows.append(one.kids)
            assert len(one.kids) == len(rows[0]), str(one)


def test_the_manifest_names_the_file(shipped, capsys):
    for name in EDITIONS:
        assert main(["verify", str(shipped / f"{name}.pdf")]) == 0
        values = json.loads((shipped / f"{name}.manifest.json").read_text("utf-8"))
        assert values["files"][f"{name}.pdf"]["standards"] == ["PDF/UA-1", "PDF/A-2a"]
        assert set(values["digests"]) == set(values["instruments"])
        assert values["versions"]["weasyprint"] == "70.0"
        assert len(values["rules"]["passed"]) > 30
        # Typography may bind the groups with other spaces.
        texts = [" ".join(one.text.split()) for one in heard(shipped / f"{name}.pdf")]
        assert any(values["content"]["printed"] in text for text in texts)
        assert values["content"]["printed"].replace(" ", "") == values["content"]["digest"][:16]
    assert str(ROOT) not in (shipped / "english.manifest.json").read_text("utf-8")
