"""qpdf: whether a file is sound PDF at all."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from compendium.conformance.judges.verdict import Breach, JudgeMissingError, Verdict


def judge_syntax(file: Path) -> Verdict:
    """Let `qpdf --check` read a file: its cross-references, its streams, its objects.

    Raises:
        JudgeMissingError: qpdf is not installed.
    """
    if shutil.which("qpdf") is None:
        raise JudgeMissingError("qpdf is not installed: apt-get install qpdf")
    said = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    complaints = [line for line in (said.stdout + said.stderr).splitlines() if "WARNING" in line or "error" in line]
    if said.returncode == 0:
        return Verdict(file, "syntax", 0, ())
    lines = complaints or [f"qpdf ends with {said.returncode}"]
    return Verdict(file, "syntax", 0, tuple(Breach("syntax", 1, line, str(file)) for line in lines))
