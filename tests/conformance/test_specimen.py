"""The specimen: one small bilingual edition that shows every part, heard as a whole, and built twice over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from compendium.cli import main
from compendium.conformance.aloud import read_aloud

ROOT = Path(__file__).parents[2]
SPECIMEN = ROOT / "tests" / "specimen"
LATER = """
import datetime, time
_real, _ahead = time.time, 40 * 86400
time.time = lambda: _real() + _ahead
"""
"""Python reads it as `sitecustomize` when it starts, workers included: forty days have gone by."""


def test_golden_of_what_is_heard(tmp_path):
    content = str(SPECIMEN / "content")
    assert main(["--root", str(tmp_path), "--content", content, "--quiet", "build", "--workers", "1"]) == 0
    said = read_aloud((tmp_path / "output" / "specimen.pdf").read_bytes())
    heard = "\n".join(str(one) for one in said) + "\n"
    (tmp_path / "heard.txt").write_text(heard, "utf-8")
    assert heard == (SPECIMEN / "heard.txt").read_text("utf-8"), f"what is heard now: {tmp_path / 'heard.txt'}"


def test_the_same_bytes_in_another_folder_on_another_day(tmp_path):
    first = built(tmp_path / "here", seed="0")
    second = built(tmp_path / "another" / "folder", seed="1", later=True)
    made = {f"specimen.{end}" for end in ("pdf", "press.pdf", "cover.pdf", "booklet.pdf", "manifest.json")}
    assert set(first) == set(second) >= made
    different = [name for name in first if first[name] != second[name]]
    assert different == []


def built(folder: Path, *, seed: str, later: bool = False) -> dict[str, bytes]:
    """Every file that is made of the specimen for any door, its content copied into a folder."""
    shutil.copytree(SPECIMEN / "content", folder / "content")
    (folder / "clock").mkdir()
    if later:
        (folder / "clock" / "sitecustomize.py").write_text(LATER)
    paths = os.pathsep.join((str(folder / "clock"), str(ROOT)))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": "Pacific/Apia" if later else "UTC"}
    command = [sys.executable, str(ROOT / "build.py"), "--root", str(folder), "--quiet"]
    for wanted in (["press", "--workers", "1"], ["booklet", "specimen"]):
        subprocess.run([*command, *wanted], check=True, env=environment, cwd=folder)
    return {path.name: path.read_bytes() for path in sorted((folder / "output").iterdir()) if path.is_file()}
