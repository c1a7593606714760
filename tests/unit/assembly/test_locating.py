"""Locators as they are printed: folios, and paragraphs in brackets."""

from __future__ import annotations

import pytest

from compendium.assembly.locating import Locating, PrintedLocator
from compendium.indexing import build_index, passages, resolve
from compendium.model.instrument import Annex, Instrument, Paragraph
from compendium.model.words import Lang, Worded, Words
from tests.unit.indexing.small_library import folios, instrument, library, paragraph, theme


def numbered(number: int, *themes: str) -> Paragraph:
    return Paragraph(number=number, adopted=Words(en="x"), themes=themes)


def cited(one: Instrument, pages: dict[str, int], *keys: str, lang: Lang = Lang.EN) -> list[str]:
    locating = Locating([one], folios(pages))
    targets = [target for cited, target in passages(one) if cited.key in keys]
    return [found.detail.of(lang) for found in locating.merged(targets) if found.detail]


def test_paragraphs_of_a_page_are_told_together():
    one = instrument("a-res-58-164", [numbered(n) for n in range(1, 9)], symbol="A/RES/58/164")
    pages = {f"a-res-58-164.op{n}": 4 for n in range(1, 9)}
    assert cited(one, pages, "op1", "op3", "op4", "op5", "op8") == ["58/164, §§\u00a01, 3–\u20605, 8"]
    assert cited(one, pages, "op2") == ["58/164, §\u00a02"]


def test_figures_of_ours_stand_in_brackets_and_parts_are_named():
    items = [Paragraph(label="(a)", adopted=Words(en="x")), Paragraph(label="(b)", adopted=Words(en="x"))]
    annex = Annex(opening=Worded(), paragraphs=(numbered(3),))
    one = instrument("one", [paragraph(items=items)], [paragraph()], annexes=(annex,))
    pages = {"one.pp1": 0, "one.op1": 0, "one.op1.b": 0, "one.annex1.3": 0}
    assert cited(one, pages, "pp1", "op1", "op1.b", "annex1.3") == [
        "one, preamble §\u00a01, §§\u00a0[1], 1 (b), annex\u00a01 §\u00a03"
    ]
    assert cited(one, pages, "pp1", lang=Lang.FR) == ["one, préambule §\u00a01"]


def test_a_symbol_is_shortened_only_where_it_stays_its_own():
    numbers = [("one", "A/RES/1/2"), ("two", "E/RES/1/2"), ("three", "E/CN.4/2003/32"), ("four", "A/RES/3/4")]
    instruments = [instrument(name, [numbered(1)], symbol=symbol) for name, symbol in numbers]
    locating = Locating(instruments, folios({i.id: 0 for i in instruments}))
    found = [locating.whole(i).detail for i in instruments]
    assert [detail.en for detail in found if detail] == ["A/RES/1/2", "E/RES/1/2", "E/CN.4/2003/32", "3/4"]


def test_a_range_leads_to_both_its_ends():
    one = instrument("one", [numbered(1, "t"), numbered(2, "t")])
    lib = library([theme("t")], [one])
    place = folios({"one.op1": 5, "one.op2": 6}, prelims=4)
    (entry,) = resolve(build_index(lib, [one], Lang.EN), place).entries
    found = Locating([one], place).printed(entry.locators[0], with_paragraphs=False)
    assert found == PrintedLocator("2", "one.op1", "3", "one.op2")


def test_no_locator_is_made_from_a_guess():
    one = instrument("one", [numbered(1)])
    with pytest.raises(KeyError):
        cited(one, {}, "op1")
