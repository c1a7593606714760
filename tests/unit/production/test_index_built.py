"""The index as `check` and `build` give it: exact, reported where it is poor, named where its content is bad."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import yaml

from compendium.assembly import late
from compendium.cli import main
from compendium.diagnostics import ContentError, EngineError, Severity
from compendium.indexing import CROWDED
from compendium.production import Project, build, check

ROOT = Path(__file__).resolve().parents[3]
BOTH = ("en", "fr")


def words(en: str, fr: str | None = None) -> dict[str, str]:
    return {"en": en, "fr": fr or en}


def theme(name: str, en: str = "", **more) -> dict:
    return {"id": name, "label": words(en or name), **more}


def paragraph(number: int, *themes: str, **more) -> dict:
    text = words(
        f"Requests the keepers to paint gate number {number} before the winter;",
        f"Prie les gardiens de peindre le portail numéro {number} avant l’hiver\N{NARROW NO-BREAK SPACE};",
    )
    lead = words("Requests", "Prie")
    return {"number": number, "lead": lead, "adopted": text, "themes": list(themes), **more}


def project_of(folder: Path, themes: list[dict], operative: list[dict] | None = None, **edition) -> Project:
    """A project with one instrument."""
    instrument = {
        "id": "gates",
        "kind": "resolution",
        "body": "council",
        "title": words("On gates", "Des portails"),
        "adopted": {"date": "2001-05-04"},
        "operative": operative or [paragraph(1, "gates")],
    }
    publication = {"id": "gates", "title": words("Gates", "Portails"), "publisher": words("The House", "La Maison")}
    wishes = {"id": "small", "languages": ["en"], "mode": "single", "sections": ["index"], **edition}
    files = {
        "bodies.yaml": [{"id": "council", "name": words("Council", "Conseil")}],
        "publication.yaml": publication | {"date": "2026-11-01"},
        "themes.yaml": themes,
        "editions/small.yaml": wishes,
        "instruments/gates.yaml": instrument,
    }
    for name, value in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    return Project.at(folder)


def line_of(project: Project, text: str) -> int:
    lines = (project.content / "themes.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def text_of(page: pypdfium2.PdfPage) -> str:
    reader = page.get_textpage()
    text = " ".join(reader.get_text_range().split())
    reader.close()
    return text


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A heading on every page of an instrument of many pages."""
    folder = tmp_path_factory.mktemp("crowded")
    operative = [paragraph(n, "gates" if n % 12 == 1 else "hinges") for n in range(1, 121)]
    project = project_of(folder, [theme("gates"), theme("hinges")], operative, languages=list(BOTH), mode="parallel")
    return project, build(project, workers=1)[0]


def test_a_crowded_heading_is_reported_with_its_place(crowded):
    project, made = crowded
    found = [f for f in made.findings if f.code == "INDEX-CROWDED" and "“gates”" in f.message]
    assert {f.severity for f in found} == {Severity.WARNING}
    with (project.output / "small.index.csv").open("r", encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if (row["language"], row["heading"]) == ("en", "gates")]
    assert len(rows) > CROWDED
    assert all(f"“gates” has {len(rows)} locators" in f.message for f in found)
    places = [(Path(f.place.file).name, f.place.line) for f in found]
    assert places == [("themes.yaml", line_of(project, f"{lang}: gates")) for lang in BOTH]


def test_the_index_files_lead_to_the_pages_of_the_finished_file(crowded):
    project, made = crowded
    rows = list(csv.DictReader(io.StringIO((project.output / "small.index.csv").read_text("utf-8"))))
    tree = json.loads((project.output / "small.index.json").read_text("utf-8"))
    assert {row["language"] for row in rows} == set(tree) == set(BOTH)
    book = pypdfium2.PdfDocument(made.path)
    for row in rows:
        page = int(row["page"]) - 1
        span = int(row["last_folio"] or row["first_folio"]) - int(row["first_folio"])
        assert book.get_page_label(page) == row["first_folio"]
        text = " ".join(text_of(book[number]) for number in range(page, page + span + 1))
        for reference in row["paragraphs"].split():
            number = reference.partition("#op")[2]
            assert re.search(rf"gate number {number} ", text), (row["heading"], number)
    book.close()
    from_json = [one for lang in BOTH for entry in tree[lang] for one in entry["locators"]]
    assert [(one["first_folio"], one["page"]) for one in from_json] == [
        (row["first_folio"], int(row["page"])) for row in rows
    ]


def test_a_wrong_locator_fails_the_build_with_the_entry_and_both_places(tmp_path, monkeypatch):
    """The number is changed after indexing, on the page and in what is expected of it alike."""
    project = project_of(tmp_path, [theme("gates")])
    before = late.index_pages

    def corrupted(*arguments):
        pages = before(*arguments)
        (group,) = pages.groups
        (entry,) = group.entries
        wrong = replace(entry, locators=(replace(entry.locators[0], first="3"),))
        return replace(pages, groups=(replace(group, entries=(wrong,)),))

    monkeypatch.setattr(late, "index_pages", corrupted)
    with pytest.raises(EngineError) as error:
        build(project, workers=1)
    (found,) = error.value.report
    assert found.code == "CONF-NUMBER-WRONG"
    assert "entry “gates”: number 3, printed on page 3, is wrong: gates.op1 begins on page 1" in found.message
    assert not (project.output / "small.pdf").exists()


BAD = {
    "a label in one language": ([{"id": "gates", "label": {"en": "gates"}}], "C-S22", "en: gates"),
    "a see to nothing": ([theme("gates"), theme("doors", see="gate")], "C-R50", "see: gate"),
    "a circle of sees": ([theme("gates"), theme("a", see="b"), theme("b", see="a")], "C-R51", "see: b"),
    "headings that collate alike": ([theme("gates"), theme("other", "Gâtes")], "C-R53", "en: Gâtes"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_thesaurus_is_named_with_its_place(tmp_path, case):
    themes, code, line = BAD[case]
    project = project_of(tmp_path, themes)
    try:
        report = check(project)[1]
    except ContentError as error:
        report = error.report
    found = [f for f in report if f.code == code]
    assert found, [str(f) for f in report]
    assert not report.is_clean
    assert Path(found[0].place.file).name == "themes.yaml"
    assert found[0].place.line == line_of(project, line)
    with pytest.raises(ContentError):
        build(project, workers=1)


SAID = {
    **BAD,
    "a theme used but withdrawn": ([theme("gates", withdrawn=True)], "C-R04", ""),
    "a heading of 200 characters": ([theme("gates", "gate " * 39 + "gates")], "C-R55", "en: gate"),
}
"""The themes, the code, and the line of the themes that is named; empty where the line is one of the instrument."""


@pytest.mark.parametrize("case", SAID)
def test_the_command_says_what_is_bad_and_where(tmp_path, capsys, case):
    themes, code, line = SAID[case]
    project = project_of(tmp_path, themes)
    assert main(["--root", str(tmp_path), "check"]) == (0 if code == "C-R55" else 1)
    said = "".join(capsys.readouterr())
    place = f"themes.yaml:{line_of(project, line)}" if line else r"instruments/gates.yaml:\d+"
    assert re.search(rf"content/{place}:\d+: {code} ", said), said


def test_a_theme_used_but_withdrawn_is_named_where_it_is_used(tmp_path):
    project = project_of(tmp_path, [theme("gates", withdrawn=True)])
    found = [f for f in check(project)[1] if "withdrawn" in f.message]
    assert [(Path(f.place.file).name, f.severity) for f in found] == [("gates.yaml", Severity.ERROR)]


def test_a_heading_of_two_hundred_characters_is_reported_and_set(tmp_path):
    long = " ".join(["gates and hinges"] * 12)[:200]
    project = project_of(tmp_path, [theme("gates", long)])
    assert "C-R55" in {f.code for f in check(project)[1]}
    made = build(project, workers=1)[0]
    book = pypdfium2.PdfDocument(made.path)
    assert long.replace(" ", "") in text_of(book[made.starts["index-en"]]).replace(" ", "")
    book.close()


def test_a_word_of_two_hundred_letters_is_named_where_it_stands(tmp_path):
    project = project_of(tmp_path, [theme("gates", "g" * 200)])
    found = [f for f in check(project)[1] if f.code == "C-R55" and "letters" in f.message]
    assert (Path(found[0].place.file).name, found[0].place.line) == ("themes.yaml", line_of(project, "en: ggg"))
    with pytest.raises(EngineError) as error:
        build(project, workers=1)
    assert {f.code for f in error.value.report} == {"TYPE-OVERFULL"}
