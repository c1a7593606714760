"""No process leaves copies of fonts behind."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile

import pytest

from compendium.typesetting import font_folders


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The system's temporary folder, for this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    font_folders._sweep.cache_clear()
    yield tmp_path
    font_folders._sweep.cache_clear()


def make_folder(place):
    tempfile.tempdir = place
    (font_folders.own_folder() / "face").write_bytes(b"outlines")


def test_a_worker_that_ends_takes_its_folder_with_it(scratch):
    worker = multiprocessing.get_context("fork").Process(target=make_folder, args=(str(scratch),))
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    assert list(scratch.iterdir()) == []


def test_what_a_killed_process_left_is_removed_by_the_next(scratch):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = scratch / f"compendium-fonts-{ended.pid}-abc"
    left.mkdir()
    (left / "face").write_bytes(b"outlines")
    strange = scratch / "compendium-fonts-of-somebody"
    strange.mkdir()
    own = font_folders.own_folder()
    assert sorted(scratch.iterdir()) == sorted([own, strange])


def test_the_folder_of_a_process_that_lives_stays(scratch):
    other = scratch / f"compendium-fonts-{os.getppid()}-abc"
    other.mkdir()
    font_folders.own_folder()
    assert other.is_dir()
