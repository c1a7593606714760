"""Lets the judges from outside judge; without them a test is skipped, and fails in CI."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from compendium.conformance.judges import JudgeMissingError, Verdict, judge_standards, judge_syntax


def judged(files: Sequence[Path], standards: Sequence[str] = ("ua1", "2a")) -> tuple[Verdict, ...]:
    """The verdicts of veraPDF."""
    try:
        return judge_standards(files, standards)
    except JudgeMissingError as error:
        return without(error)


def checked(file: Path) -> Verdict:
    """The verdict of qpdf."""
    try:
        return judge_syntax(file)
    except JudgeMissingError as error:
        return without(error)


def without(error: JudgeMissingError):
    """What a test does that has no judge."""
    if os.environ.get("CI"):
        pytest.fail(str(error))
    pytest.skip(str(error))
