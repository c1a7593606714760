"""Ghostscript: the plates of a page, as a press would be made ready from them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageMath

from compendium.conformance.judges.verdict import JudgeMissingError

_PLATE = re.compile(r"(\d+)\((.+)\)\.tif")
_SECONDS = 120
"""A page takes a few hundredths of one."""

Plates = Mapping[str, Image.Image]
"""The plates of a page by the name of their ink: grey pictures in which 255 is full ink."""


def plates_of(data: bytes, per_inch: float = 72, box: str = "Bleed") -> tuple[Plates, ...]:
    """Separate every page of a file; overprint is heeded, nothing is smoothed.

    A thing that touches a pixel fills it, so that no rule is too fine to be found.

    Args:
        data: the PDF.
        per_inch: pixels an inch.
        box: which box of the page is separated: `Trim` or `Bleed`; the marks around it are left out.

    Raises:
        JudgeMissingError: Ghostscript is not installed.
        RuntimeError: it cannot read the file, or takes too long over it.
    """
    if shutil.which("gs") is None:
        raise JudgeMissingError("Ghostscript is not installed: apt-get install ghostscript")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "file.pdf"
        source.write_bytes(data)
        command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{per_inch:.4f}"]
        command += [f"-dUse{box}Box", "-o", str(Path(folder) / "%d.tif"), str(source)]
        try:
            said = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=_SECONDS, errors="replace"
            )
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"Ghostscript takes more than {_SECONDS} seconds over the file") from error
        if said.returncode:
            raise RuntimeError(f"Ghostscript cannot separate the file: {(said.stderr or said.stdout).strip()[-300:]}")
        pages: dict[int, dict[str, Image.Image]] = {}
        for path in sorted(Path(folder).glob("*.tif")):
            if named := _PLATE.fullmatch(path.name):
                with Image.open(path) as plate:
                    pages.setdefault(int(named[1]), {})[named[2]] = ImageChops.invert(plate.convert("L"))
    return tuple(pages[number] for number in sorted(pages))


def most_ink(plates: Plates) -> float:
    """The most ink that lies in one place of a page, in percent."""
    total: Image.Image | None = None
    for plate in plates.values():
        total = plate if total is None else ImageMath.lambda_eval(_sum, one=total, other=plate)
    return 0.0 if total is None else float(total.getextrema()[1]) / 255 * 100  # type: ignore[arg-type]


def _sum(pictures: Mapping[str, Any]) -> Any:
    return pictures["one"] + pictures["other"]
