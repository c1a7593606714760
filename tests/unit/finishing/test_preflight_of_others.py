"""Preflight over files that are not ours, good, bad and damaged: always a verdict, by the command too."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Encryption, Name, ObjectStreamMode, Pdf, Permissions

from compendium.cli import main
from compendium.conformance.preflight import OUTSIDE, Door, preflight
from tests.unit.finishing.pressing import saved
from tests.unit.finishing.test_preflight import press_file, screen_file

POSTSCRIPT = """%!PS
/Helvetica findfont 24 scalefont setfont 72 700 moveto (Text) show
1 0 0 setrgbcolor 72 72 99 99 rectfill showpage
0 1 1 0 setcmykcolor 0 0 300 300 rectfill showpage
"""


def told(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, set[str]]:
    code = main(["--json", "preflight", str(path), *options])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, {found["code"] for found in json.loads(out)["diagnostics"]}


@pytest.mark.skipif(
    shutil.which("gs") is None and not os.environ.get("CI"), reason="Ghostscript is not installed; in CI it has to be"
)
@pytest.mark.parametrize("version", ["1.3", "1.7"])
def test_files_of_ghostscript(tmp_path, capsys, version) -> None:
    (tmp_path / "a.ps").write_text(POSTSCRIPT)
    made = tmp_path / "made.pdf"
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-dCompatibilityLevel={version}"]
    subprocess.run([*command, "-o", str(made), str(tmp_path / "a.ps")], check=True)
    code, codes = told(made, capsys, "--for", "press")
    assert code == 1
    assert {"PX-INTENT", "PX-TRIM", "PX-RGB", "PX-IDENTIFIED"} <= codes


def rewritten(**options: object) -> bytes:
    written = io.BytesIO()
    Pdf.open(io.BytesIO(press_file())).save(written, **options)  # type: ignore[arg-type]
    return written.getvalue()


def of_size(side: float) -> bytes:
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.MediaBox = Array([0, 0, side, side])
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 1 1 1 k 0 0 99 99 re f 0 0 0 1 K 0 0 m 9 9 l S")
    return saved(pdf)


LOCK = Encryption(owner="owner", user="user", R=6)
OWNED = Encryption(owner="owner", user="", R=4, allow=Permissions(extract=False))
FILES = {
    "linearized": (lambda: rewritten(linearize=True), None, None),
    "object streams": (lambda: rewritten(object_stream_mode=ObjectStreamMode.generate), None, None),
    "locked": (lambda: rewritten(encryption=LOCK), "PF-LOCKED", None),
    "owned": (lambda: rewritten(encryption=OWNED), "PF-LOCKED", None),
    "no pages": (lambda: saved(Pdf.new()), "PF-PAGES", "press"),
    "huge": (lambda: of_size(400_000), "PX-TRIM", "press"),
    "tiny": (lambda: of_size(1), "PX-TRIM", "press"),
    "cut short": (lambda: press_file()[: len(press_file()) // 3], "PF-READ", None),
    "no PDF": (lambda: b"GIF89a", "PF-READ", None),
    "nothing": (lambda: b"", "PF-READ", None),
}


@pytest.mark.parametrize(("make", "code", "door"), FILES.values(), ids=list(FILES))
def test_files_of_every_kind(tmp_path, capsys, make, code, door) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(make())
    options = ["--for", door] if door else []
    ended, codes = told(path, capsys, *options)
    assert ended == (1 if code else 0)
    assert code is None or code in codes


def test_a_file_that_is_not_there(tmp_path, capsys) -> None:
    assert told(tmp_path / "none.pdf", capsys)[0] == 1
    assert told(tmp_path, capsys)[0] == 1


@cache
def readable(door: Door) -> bytes:
    """A file whose objects stand in the open, so that damage hits them and not their compression alone."""
    pdf = Pdf.open(io.BytesIO(screen_file() if door is Door.SCREEN else press_file()))
    written = io.BytesIO()
    pdf.save(written, qdf=True, compress_streams=False, object_stream_mode=ObjectStreamMode.disable)
    return written.getvalue()


PIECES = [b"null", b"<<", b">>", b"[", b"]", b"/K", b"-1", b"1e99", b"99999999999", b"(", b"0 R", b"/Kids", b"true"]
DAMAGE = st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(PIECES) | st.binary(min_size=1, max_size=3))


@settings(max_examples=60, deadline=None)
@given(door=st.sampled_from(Door), damage=st.lists(DAMAGE, min_size=1, max_size=40))
def test_a_damaged_file_is_judged_or_refused(door: Door, damage: list[tuple[float, bytes]]) -> None:
    data = bytearray(readable(door))
    for place, piece in damage:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    outcome = preflight(bytes(data), "damaged.pdf", door, spared=OUTSIDE)
    assert outcome.judgements or {d.code for d in outcome.report} <= {"PF-READ", "PF-LOCKED"}


def test_boxes_that_are_none(tmp_path, capsys) -> None:
    pdf = Pdf.open(io.BytesIO(press_file()))
    for number, box in enumerate((Array([0, 0]), Array([]), Array([9, 9, 9, 9]), Name.Box)):
        pdf.pages[number].obj.TrimBox = box
    (tmp_path / "boxes.pdf").write_bytes(saved(pdf))
    code, codes = told(tmp_path / "boxes.pdf", capsys, "--for", "press")
    assert code == 1
    assert "PX-BOXES" in codes
