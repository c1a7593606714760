from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from compendium.intake import describe, prove, read_text, take_in
from compendium.model.instrument import Instrument

CASES = sorted((Path(__file__).parents[2] / "golden" / "intake").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_text_becomes_the_expected_instrument(case: Path) -> None:
    source = next(case.glob("in.*"))
    intake = read_text(source, ident=case.name)
    account = "\n".join(describe(intake)) + "\n"
    if os.environ.get("GOLDEN") == "write":
        (case / "expected.yaml").write_text(intake.instrument_yaml, encoding="utf-8")
        (case / "account.txt").write_text(account, encoding="utf-8")
    assert intake.instrument_yaml == (case / "expected.yaml").read_text(encoding="utf-8")
    assert account == (case / "account.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_is_an_instrument_and_proved(case: Path, tmp_path: Path) -> None:
    source = next(case.glob("in.*"))
    outcome = take_in(source, tmp_path)
    Instrument.model_validate(yaml.safe_load(outcome.instrument.read_text(encoding="utf-8")))
    assert prove(source, tmp_path, outcome.intake.ident).is_clean
    assert not any(aside.reason == "unplaced" for aside in outcome.intake.asides)
