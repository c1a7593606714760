"""Builds that repeat, overlap, break off: the same bytes in the end, and only what changed is typeset."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from compendium.diagnostics import EngineError
from compendium.files import digest_of, write_atomically
from compendium.model.proof import Galley
from compendium.production import Unchanged, build
from compendium.production.proofs import Compositors, compositors
from compendium.production.store import Store
from compendium.production.unchanged import Standing

ROOT = Path(__file__).resolve().parents[3]


def command(project, *words):
    return [sys.executable, str(ROOT / "build.py"), "--root", str(project.root), *words]


def written(project):
    return digest_of([(project.output / "bench.pdf").read_bytes()])


def edited(project):
    path = project.content / "instruments" / "bench-0002.yaml"
    item = yaml.safe_load(path.read_text("utf-8"))
    for lang in ("en", "fr"):
        item["operative"][9]["adopted"][lang] = item["operative"][9]["adopted"][lang][:-1] + " once more."
    path.write_text(yaml.safe_dump(item, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def galleys(tmp_path):
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "book.css").write_text('@page { size: A5 } html { font: 9pt/12pt "Compendium Serif" }')
    html = "<html lang=en><head><title>Test</title></head><body><p>{} <i>text</i></p></body></html>"
    return [Galley(f"s{n}", html.format("more " * n), (styles / "book.css",), (styles,)) for n in range(1, 6)]


def silent(*_):
    pass


def test_one_worker_and_two_give_the_same_proofs_in_the_same_order(tmp_path, galleys):
    with compositors(Store(tmp_path / "one"), 1) as alone, compositors(Store(tmp_path / "two"), 2) as both:
        one, two = alone.proofs(galleys, silent), both.proofs(galleys, silent)
    assert list(one) == list(two) == [galley.section for galley in galleys]
    assert one == two


def test_a_section_is_given_out_again_when_its_worker_dies(tmp_path, galleys):
    team = Compositors(Store(tmp_path / "store"), 2)
    killed = []

    def told(_name, done, _total):
        if done == 1:
            for worker in team._executor._processes.values():
                os.kill(worker.pid, signal.SIGKILL)
                killed.append(worker.pid)

    try:
        proofs = team.proofs(galleys, told)
    finally:
        team.close()
    assert killed
    assert list(proofs) == [galley.section for galley in galleys]


def test_every_section_that_cannot_be_typeset_is_named(tmp_path, galleys):
    broken = [
        Galley(g.section, g.html.replace("<p>", "<p><img src=x.png alt=x>"), g.stylesheets, g.roots) for g in galleys
    ]
    with compositors(Store(tmp_path / "store"), 2) as team, pytest.raises(EngineError) as raised:
        team.proofs(broken, silent)
    assert {finding.place.file for finding in raised.value.report} == {galley.section for galley in galleys}


def test_a_build_says_what_it_typeset_and_why(project):
    (first,) = build(project, workers=1)
    assert set(first.reasons.values()) == {"it has not been typeset before"}
    (again,) = build(project, workers=1)
    assert (again.typeset, again.digest) == ((), first.digest)
    edited(project)
    (changed,) = build(project, workers=1)
    assert changed.reasons["bench-0002"] == "changed: its text"
    assert not {"bench-0001", "cities", "imprint"} & set(changed.typeset)
    files = {path.name: path.read_bytes() for path in project.output.iterdir()}
    entries = list(project.cache.rglob("*.entry"))
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    (mended,) = build(project, workers=1)
    assert mended.digest == changed.digest
    assert {path.name: path.read_bytes() for path in project.output.iterdir()} == files
    assert set(files) == {f"bench{end}" for end in (".pdf", ".manifest.json", ".index.json", ".index.csv")}
    assert set(mended.typeset) >= {"bench-0001", "bench-0002", "cities"}


def test_nothing_stands_finished_once_anything_has_changed(project):
    project.output.mkdir()
    book = project.output / "bench.pdf"
    book.write_bytes(b"a book")
    from compendium.diagnostics import Report

    made = Standing("bench", book, 1, "digest", Report())
    Unchanged(project).remember((), [made])
    assert Unchanged(project).standing(()) == (made,)
    assert Unchanged(project).standing(["bench"]) == (made,)
    assert Unchanged(project).standing(["other"]) == ()
    book.write_bytes(b"another")
    assert Unchanged(project).standing(()) == ()
    book.write_bytes(b"a book")
    path = project.content / "cities.yaml"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert Unchanged(project).standing(()) == ()


def test_what_changed_during_the_build_is_not_remembered(project):
    before = Unchanged(project)
    (project.content / "cities.yaml").write_text("[]\n", "utf-8")
    before.remember((), [])
    assert Unchanged(project).standing(()) == ()


def test_builds_at_once_and_killed_ones_leave_a_book_that_is_whole(project):
    both = [subprocess.Popen(command(project, "-q")) for _ in range(2)]
    time.sleep(3)
    both[0].kill()
    assert both[1].wait() == 0
    both[0].wait()
    whole = written(project)
    edited(project)
    for pause in (0.6, 1.2):
        broken = subprocess.Popen(command(project, "-q"))
        time.sleep(pause)
        broken.kill()
        broken.wait()
        assert written(project)
    assert subprocess.run(command(project, "-q"), check=False).returncode == 0
    assert written(project) != whole
    fresh = written(project)
    subprocess.run(command(project, "clean", "-q"), check=True)
    subprocess.run(command(project, "-q", "build", "--workers", "1"), check=True)
    assert written(project) == fresh


def test_a_folder_that_may_not_be_written_is_named_with_what_to_do(project):
    project.output.mkdir(exist_ok=True)
    (project.output / "bench.pdf").write_bytes(b"the old book")
    project.output.chmod(0o555)
    # Root may write anywhere, unless this one right of his is taken away.
    plain = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    try:
        told = subprocess.run([*plain, *command(project, "build")], capture_output=True, text=True, check=False)
    finally:
        project.output.chmod(0o755)
    assert told.returncode == 1
    assert f"{project.output / 'bench.pdf'}:1:1: CLI-FILE the file system refuses: Permission denied" in told.stderr
    assert "give leave to write there" in told.stderr
    assert [path.name for path in project.output.iterdir()] == ["bench.pdf"]
    assert (project.output / "bench.pdf").read_bytes() == b"the old book"


def test_a_disk_that_is_full_is_told_by_the_file_and_the_old_one_stays(tmp_path, monkeypatch):
    path = tmp_path / "book.pdf"
    path.write_bytes(b"the old book")

    def full(_number):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(path, b"the new book")
    assert caught.value.filename == str(path)
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"the old book"]
