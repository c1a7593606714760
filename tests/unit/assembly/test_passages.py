"""Which wording is printed, with which notes."""

from __future__ import annotations

import pytest

from compendium.assembly.passages import Setter
from compendium.model.edition import Edition, Wording
from compendium.model.instrument import Instrument
from compendium.model.words import Lang, Nature

BOTH = {"adopted": {"en": "Urges all,[^1] and again[^1]."}, "digest": {"en": "Urges[^1] all.", "fr": "Prie[^1] tous."}}
INSTRUMENT = Instrument.model_validate(
    {
        "id": "a-res-1",
        "kind": "resolution",
        "body": "body",
        "title": {"en": "On a matter", "fr": "D’une question"},
        "adopted": {"date": "2003-12-22"},
        "operative": [
            {"number": 1, "lead": {"en": "Urges", "fr": "Prie"}, **BOTH},
            {"digest": {"en": "Nothing else."}},
        ],
        "notes": {"1": {"adopted": {"en": "Adopted note."}, "digest": {"en": "Digest note.", "fr": "Note."}}},
    }
)


def blocks(wording: Wording, *languages: Lang):
    edition = Edition(id="e", languages=languages, wording=wording)
    return Setter(INSTRUMENT, edition).blocks


def test_adopted_text_is_preferred_and_the_digest_stands_in_marked():
    first, second = blocks(Wording.ADOPTED, Lang.EN, Lang.FR)
    assert [(p.lang, p.nature) for p in first.passages] == [(Lang.EN, Nature.ADOPTED), (Lang.FR, Nature.DIGEST)]
    assert [found for _, found in second.columns][1] == ()


def test_both_wordings_stand_one_below_the_other_with_notes_told_apart():
    passages = list(blocks(Wording.BOTH, Lang.EN)[0].passages)
    assert [p.nature for p in passages] == [Nature.ADOPTED, Nature.DIGEST]
    assert [p.calls[0].note.mark for p in passages] == ["1", "a"]
    assert len({p.calls[0].note.anchor for p in passages}) == 2


def test_a_note_called_again_is_one_note():
    calls = next(iter(blocks(Wording.ADOPTED, Lang.EN)[0].passages)).calls
    assert [call.is_first for call in calls] == [True, False]
    assert calls[0].note == calls[1].note


@pytest.mark.parametrize(("wording", "lead"), [(Wording.ADOPTED, len("Urges")), (Wording.DIGEST, len("Urges"))])
def test_the_lead_is_what_opens_the_wording(wording, lead):
    assert next(iter(blocks(wording, Lang.EN)[0].passages)).lead == lead


def test_paragraphs_without_a_number_get_one_of_ours():
    first, second = blocks(Wording.ADOPTED, Lang.EN)
    assert (first.mark, first.ordinal) == ("1.", "")
    assert (second.mark, second.ordinal) == ("", "2")


@pytest.mark.parametrize("wording", Wording)
@pytest.mark.parametrize("languages", [(Lang.EN,), (Lang.FR,), (Lang.EN, Lang.FR), (Lang.FR, Lang.EN)])
def test_anchors_and_natures_are_told_before_the_text_is_set(wording, languages):
    setter = Setter(INSTRUMENT, Edition(id="e", languages=languages, wording=wording))
    told = setter.anchors, setter.natures
    assert "blocks" not in vars(setter)
    printed = [passage for block in setter.blocks if block.anchor for passage in block.passages]
    natures = {lang: {p.nature for p in printed if p.lang is lang} for lang in setter.languages}
    assert told == (
        tuple(block.anchor for block in setter.blocks if block.anchor),
        {lang: tuple(nature for nature in Nature if nature in found) for lang, found in natures.items()},
    )


def test_a_changed_copy_is_walked_anew():
    assert [cited.key for cited in INSTRUMENT.walk()] == ["op1", "op2"]
    shorter = INSTRUMENT.model_copy(update={"operative": INSTRUMENT.operative[:1]})
    assert [cited.key for cited in shorter.walk()] == ["op1"]
    assert [cited.key for cited in INSTRUMENT.walk()] == ["op1", "op2"]
    again = Instrument.model_validate(INSTRUMENT.model_dump())
    assert again == INSTRUMENT
    assert again.model_dump_json() == INSTRUMENT.model_dump_json()
