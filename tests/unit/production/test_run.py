"""The print run: copies that name their cities, go on after a break, and fail one by one."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from compendium.files import digest_of
from compendium.production import Project, print_run

ROOT = Path(__file__).resolve().parents[3]
LEAF = 2
"""Pages of the cover of the edition; each copy has a cover of its own instead."""


def root_of(element):
    while "/P" in element:
        element = element.P
    return element


def texts(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, content):
    """A project with one finished run; tests that change something work on a copy of theirs."""
    import shutil

    folder = tmp_path_factory.mktemp("run")
    shutil.copytree(content, folder / "content")
    return folder


@pytest.fixture(scope="module")
def printed(folder):
    return print_run(Project.at(folder), ["bench"], "cities")


def test_each_city_has_its_copy_in_its_language(printed):
    assert printed.report.is_clean
    assert [(p.copy.city.id, p.path.parent.name, p.path.name) for p in printed.copies] == [
        ("geneva", "fr", "001-geneva.pdf"),
        ("le-havre", "fr", "002-le-havre.pdf"),
        ("cambridge-gb", "en", "003-cambridge-gb.pdf"),
        ("cambridge-us", "en", "004-cambridge-us.pdf"),
    ]


@pytest.mark.parametrize(
    ("position", "said"),
    [
        (0, ["Exemplaire destiné à Genève", "Exemplaire n° 1 sur 4", "municipal de Genève", "Plein effet, Genève"]),
        (1, ["Exemplaire destiné au Havre", "municipal du Havre", "Ville : Le Havre", "France, Ni partie"]),
        (2, ["Copy for the city of Cambridge", "Copy no. 3 of 4", "Full effect, Cambridge"]),
        (3, ["City: Cambridge", "United States: Neither party nor signatory (June 2024)"]),
    ],
)
def test_the_pages_of_a_copy_name_its_city(printed, position, said):
    pages = " ".join(texts(printed.copies[position].path)[:6])
    for words in said:
        assert words in pages.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_a_copy_is_the_shared_book_behind_its_own_pages(printed, folder):
    path = printed.copies[0].path
    shared, own = texts(folder / "output" / "bench.pdf")[LEAF:], texts(path)
    assert own[-len(shared) :] == shared
    assert (len(own) - len(shared)) % 2 == 0
    with pikepdf.open(path) as copy, pikepdf.open(folder / "output" / "bench.pdf") as book:
        front = len(own) - len(shared)
        assert [page.label for page in copy.pages][front:] == [page.label for page in book.pages][LEAF:]
        assert copy.pages[0].label == "Cet exemplaire"
        assert copy.check_pdf_syntax() == []


def test_the_structure_of_a_copy_is_whole(printed):
    with pikepdf.open(printed.copies[0].path) as copy:
        tree = copy.Root.StructTreeRoot
        entries = [item for kid in tree.ParentTree.Kids for item in kid.Nums]
        keys = [int(key) for key in entries[::2]]
        parents = dict(zip(keys, entries[1::2], strict=True))
        assert keys == sorted(set(keys))
        assert int(tree.ParentTreeNextKey) > keys[-1]
        for page in copy.pages:
            if "/StructParents" in page.obj:
                assert all(root_of(item).objgen == tree.objgen for item in parents[int(page.obj.StructParents)])
        (document,) = tree.K
        assert all(part.P.objgen == document.objgen for part in document.K)


def test_the_address_is_there_as_a_link_and_as_a_code(printed):
    with pikepdf.open(printed.copies[0].path) as copy:
        links = [str(note.A.URI) for page in copy.pages[:6] for note in page.obj.get("/Annots", []) if "/A" in note]
    assert "https://example.org/works" in links


def test_the_list_of_the_run_tells_every_file(printed):
    listed = json.loads((printed.folder / "manifest.json").read_text("utf-8"))
    rows = list(csv.DictReader(io.StringIO((printed.folder / "manifest.csv").read_bytes().decode("utf-8-sig"))))
    assert [row["city"] for row in rows] == [row["city"] for row in listed["copies"]]
    for row in listed["copies"]:
        data = (printed.folder / row["file"]).read_bytes()
        assert digest_of([data]) == row["sha256"]
        assert len(pypdfium2.PdfDocument(data)) == row["pages"]


def test_what_leaves_the_house_is_packed(printed):
    for lang, count in (("fr", 2), ("en", 2)):
        with zipfile.ZipFile(printed.folder / f"copies-{lang}.zip") as archive:
            assert archive.testzip() is None
            assert len(archive.namelist()) == count
    (labels,) = texts(printed.folder / "labels.pdf")
    assert "SUISSE" in labels
    assert "Au maire et au conseil municipal du Havre" in labels
    mail = printed.folder / "mail" / "001-geneva"
    assert (mail / "001-geneva.pdf").read_bytes() == printed.copies[0].path.read_bytes()
    assert (mail / "message.txt").read_text("utf-8").startswith("Objet")


def test_a_run_again_keeps_what_stands_and_makes_what_is_damaged(printed, folder):
    printed.copies[1].path.write_bytes(b"damaged")
    again = print_run(Project.at(folder), ["bench"], "cities", hands=1)
    assert [item.made.kept for item in again.copies] == [True, False, True, True]
    assert [item.made.digest for item in again.copies] == [item.made.digest for item in printed.copies]


def test_a_copy_that_fails_does_not_stop_the_others(printed, folder, tmp_path):
    table = tmp_path / "cities.csv"
    table.write_text("name,country\n広島,JP\nGeneva,CH\n", "utf-8")
    run = print_run(Project.at(folder), ["bench"], str(table))
    assert [item.made is not None for item in run.copies] == [False, True]
    # A machine with other fonts prints the name in one of those; one without prints empty boxes.
    assert {fault.code for fault in run.copies[0].faults} <= {"TYPE-FONT", "TYPE-GLYPH"}
    assert run.copies[0].faults


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="nothing here refuses to be written")
def test_a_full_disk_leaves_nothing_half_written_and_the_run_goes_on(printed, folder, monkeypatch):
    from compendium.production import copying

    order_of = copying.write_atomically

    def full(path, data, **how):
        if path.name.startswith("003"):
            with Path("/dev/full").open("wb", buffering=0) as disk:
                disk.write(data)
        order_of(path, data, **how)

    printed.copies[2].path.unlink(missing_ok=True)
    monkeypatch.setattr(copying, "write_atomically", full)
    run = print_run(Project.at(folder), ["bench"], "cities", hands=1)
    assert [fault.code for fault in run.report] == ["PROD-WRITE"]
    assert "No space left" in next(iter(run.report)).message
    assert not list(run.folder.rglob("*.part"))
    monkeypatch.undo()
    assert print_run(Project.at(folder), ["bench"], "cities", hands=1).report.is_clean


def test_a_book_that_was_replaced_during_the_run_is_told(printed, folder, monkeypatch):
    from compendium.production import run

    inside = run.build_interior(Project.at(folder), "bench")
    monkeypatch.setattr(run, "build_interior", lambda *_: replace(inside, digest="0" * 64))
    again = run.print_run(Project.at(folder), ["bench"], "geneva", hands=1)
    assert [fault.code for fault in again.report] == ["PROD-SHARED"]


def test_a_run_that_is_killed_goes_on(printed, folder):
    for item in printed.copies:
        item.path.unlink(missing_ok=True)
    words = [sys.executable, str(ROOT / "build.py"), "--root", str(folder), "run", "--edition", "bench"]
    process = subprocess.Popen([*words, "--for", "cities", "-q"], start_new_session=True)
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    run = print_run(Project.at(folder), ["bench"], "cities", hands=1)
    assert run.report.is_clean
    assert [item.made.digest for item in run.copies] == [item.made.digest for item in printed.copies]


def test_an_edition_that_is_not_there_is_refused(folder):
    from compendium.diagnostics import ContentError

    with pytest.raises(ContentError, match="there is no edition"):
        print_run(Project.at(folder), ["none"], "cities")


def test_the_edition_of_its_language_is_chosen_for_a_city(folder, printed):
    assert {item.edition for item in printed.copies} == {"bench"}
    assert replace(printed.copies[0], edition="bench") == printed.copies[0]
