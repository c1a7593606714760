from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from compendium import markup
from compendium.intake import prove, read_text, take_in
from compendium.model.instrument import Instrument
from tests.shared_texts import shared

NAMES = ("a-res-58-164", "cambridge-resolution-2008", "cartagena-conclusions-2003")


def instrument(name: str) -> Instrument:
    return Instrument.model_validate(yaml.safe_load(read_text(shared("texts", f"{name}.txt")).instrument_yaml))


@pytest.mark.parametrize(("name", "preamble", "operative"), [(NAMES[0], 7, 32), (NAMES[1], 5, 1), (NAMES[2], 3, 18)])
def test_every_paragraph_is_there(name: str, preamble: int, operative: int) -> None:
    found = instrument(name)
    assert (found.id, len(found.preamble), len(found.operative)) == (name, preamble, operative)


def test_resolution_numbers_and_notes() -> None:
    found = instrument(NAMES[0])
    called = [label for c in found.walk() for label in markup.calls((c.paragraph.adopted or markup).en or "")]
    assert [p.number for p in found.operative] == list(range(1, 33))
    assert called == ["1", "2", "3", "4", "5", "5", "6", "7", "8"]
    assert list(found.notes) == [str(n) for n in range(1, 9)]
    assert (found.symbol, found.body, str(found.adopted.date)) == ("A/RES/58/164", "general-assembly", "2003-12-22")


def test_resolution_masthead_is_divided() -> None:
    lines = [words.en for words in instrument(NAMES[0]).masthead]
    assert lines[:7] == [
        "United Nations",
        "General Assembly",
        "A/RES/58/164",
        "Distr.: General",
        "4 March 2004",
        "Fifty-eighth session",
        "Agenda item 117 (a)",
    ]


def test_conclusions_keep_bold_leads_and_italics() -> None:
    found = instrument(NAMES[2])
    assert found.lead_style == "bold"
    assert [p.lead.en for p in found.preamble if p.lead] == [
        "We acknowledge and support",
        "We also recognize",
        "We realize",
    ]
    assert "*a priori*" in (found.operative[3].adopted.en if found.operative[3].adopted else "")


def test_cambridge_mistake_of_its_own_stays() -> None:
    found = instrument(NAMES[1])
    assert "raging from" in (found.preamble[3].adopted.en if found.preamble[3].adopted else "")
    assert [words.en for words in found.signatories] == ["International Association of Peace Messenger Cities"]


@pytest.mark.parametrize("name", NAMES)
def test_text_is_proved(name: str, tmp_path: Path) -> None:
    source = shared("texts", f"{name}.txt")
    take_in(source, tmp_path)
    assert prove(source, tmp_path, name).is_clean


@pytest.mark.parametrize("name", NAMES)
def test_any_changed_character_of_the_source_is_found(name: str, tmp_path: Path) -> None:
    source = shared("texts", f"{name}.txt")
    take_in(source, tmp_path)
    text = source.read_text(encoding="utf-8")
    changed = tmp_path / source.name
    for at in range(3, len(text), max(1, len(text) // 12)):
        changed.write_text(text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :], encoding="utf-8")
        report = prove(changed, tmp_path, name)
        assert [d.code for d in report.errors] == ["INTAKE-DIFFERS"], at


@pytest.mark.parametrize("name", NAMES)
def test_changed_wording_of_the_instrument_is_found_with_both_places(name: str, tmp_path: Path) -> None:
    source = shared("texts", f"{name}.txt")
    outcome = take_in(source, tmp_path)
    text = outcome.instrument.read_text(encoding="utf-8")
    at = text.index("human rights") if "human rights" in text else text.index("torture", 900)
    outcome.instrument.write_text(text[:at] + "X" + text[at + 1 :], encoding="utf-8")
    found = prove(source, tmp_path, name).errors[0]
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    assert found.place.file == str(source)
    assert f"{outcome.instrument}:{line}:{column}" in found.hint
