"""Our collation beside that of ICU, the reference implementation, on five hundred headings of each language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compendium.languages import collation_key
from compendium.languages.collation import without_article

GOLDEN = Path(__file__).parents[2] / "golden" / "languages"

# Shifted: spaces and punctuation do not count. Numeric: figures by their value.
ICU = """
import icu, json, sys
asked = json.load(sys.stdin)
collator = icu.Collator.createInstance(icu.Locale(asked["lang"]))
collator.setAttribute(icu.UCollAttribute.ALTERNATE_HANDLING, icu.UCollAttributeValue.SHIFTED)
collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
json.dump([collator.getSortKey(text).hex() for text in asked["texts"]], sys.stdout)
"""


def python_with_icu() -> str:
    """An interpreter that has PyICU: ours, or that of Debian with python3-icu."""
    for python in (sys.executable, "/usr/bin/python3"):
        if shutil.which(python) is None:
            continue
        tried = subprocess.run([python, "-c", "import icu"], capture_output=True, check=False)
        if tried.returncode == 0:
            return python
    if os.environ.get("CI"):
        pytest.fail("no PyICU: install python3-icu")
    pytest.skip("no PyICU: install python3-icu to compare with ICU")


def headings(lang: str) -> list[str]:
    return (GOLDEN / f"headings_{lang}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_there_are_five_hundred_headings(lang: str) -> None:
    assert len(set(headings(lang))) == 500


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_headings_are_in_the_order_of_icu(lang: str) -> None:
    ordered = sorted(headings(lang), key=lambda heading: collation_key(heading, lang))
    asked = {"lang": lang, "texts": [without_article(heading, lang) for heading in ordered]}
    answer = subprocess.run(
        [python_with_icu(), "-c", ICU], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    keys = json.loads(answer.stdout)
    misplaced = [ordered[n : n + 2] for n in range(len(keys) - 1) if keys[n] > keys[n + 1]]
    assert misplaced == []
