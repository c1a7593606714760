from __future__ import annotations

import pytest

from compendium.diagnostics import EngineError
from compendium.indexing import Locator, Target, build_index, judge_index, locators, resolve, targets_of
from compendium.model.words import Lang
from tests.unit.indexing.small_library import folios, instrument, library, paragraph, theme


def target(name: str, first: int, last: int = 0, *, part: str = "op", principal: bool = False, note: bool = False):
    key = f"{part}{first}"
    return Target(f"{name}.{key}", name, key, part, first, max(first, last), principal, note)


def printed(found: tuple[Locator, ...]) -> str:
    """As the page has them: `*12*` for principal treatment, `12n` for a note."""
    return ", ".join(
        ("*" if one.principal else "")
        + (f"{one.first}–{one.last}" if one.is_range else one.first)
        + ("n" if one.note else "")
        + ("*" if one.principal else "")
        for one in found
    )


def merged(*placed: tuple[Target, int], prelims: int = 0) -> str:
    folio_of = folios({t.anchor: page for t, page in placed}, prelims)
    return printed(locators([t for t, _ in placed], folio_of))


def test_one_folio_stands_once() -> None:
    assert merged((target("a", 1), 4), (target("a", 5), 4), (target("b", 1), 4)) == "5"


def test_continuous_treatment_makes_a_range() -> None:
    assert merged((target("a", 1), 0), (target("a", 2), 1), (target("a", 3), 2)) == "1–3"


def test_passing_mentions_on_neighbouring_pages_make_none() -> None:
    assert merged((target("a", 1), 0), (target("a", 3), 1), (target("a", 5), 2)) == "1, 2, 3"


def test_a_paragraph_longer_than_a_page_does_not_break_the_treatment() -> None:
    assert merged((target("a", 1), 0), (target("a", 2), 2)) == "1–3"


def test_a_paragraph_is_treated_with_all_its_parts() -> None:
    assert merged((target("a", 1, 4), 0), (target("a", 5), 1)) == "1–2"


def test_no_range_crosses_instruments_or_parts() -> None:
    assert merged((target("a", 1), 0), (target("b", 2), 1)) == "1, 2"
    assert merged((target("a", 1, part="pp"), 0), (target("a", 2), 1)) == "1, 2"


def test_roman_folios_come_first_and_never_join_arabic() -> None:
    assert merged((target("b", 1), 2), (target("a", 1), 1), prelims=2) == "ii, 1"


def test_principal_treatment_stands_apart() -> None:
    assert merged((target("a", 1), 0), (target("a", 2, principal=True), 1), (target("a", 3), 2)) == "1, *2*, 3"
    assert merged((target("a", 1), 0), (target("a", 2, principal=True), 0)) == "*1*"


def test_a_note_is_marked_where_the_page_has_nothing_else() -> None:
    assert merged((target("a", 1), 0), (target("a", 2, note=True), 1)) == "1, 2n"
    assert merged((target("a", 1), 0), (target("a", 2, note=True), 0)) == "1"


def test_overlapping_treatments_do_not_become_one() -> None:
    assert merged((target("a", 1), 0), (target("a", 2), 1), (target("a", 8), 1), (target("a", 9), 2)) == "1–2, 3"


def test_a_locator_keeps_what_it_covers() -> None:
    one, two = target("a", 1), target("a", 2)
    (found,) = locators([two, one, two], folios({one.anchor: 3, two.anchor: 4}))
    assert found == Locator("4", "5", 3, (one, two))
    assert found.anchor == "a.op1"


def test_an_anchor_that_is_nowhere_stops_the_book() -> None:
    lib = library([theme("torture")], [instrument("a", [paragraph("torture")])])
    index = build_index(lib, tuple(lib.instruments.values()), Lang.EN)
    with pytest.raises(EngineError, match=r"INDEX-LOST the entry “torture” points to a\.op1"):
        resolve(index, folios({}))


def test_subheadings_are_resolved_too() -> None:
    lib = library(
        [theme("torture"), theme("redress", broader="torture")],
        [instrument("a", [paragraph("redress"), paragraph("torture")])],
    )
    index = resolve(build_index(lib, tuple(lib.instruments.values()), Lang.EN), folios({"a.op1": 0, "a.op2": 1}))
    redress, torture = index.entries
    assert (printed(redress.locators), printed(torture.locators)) == ("1", "2")
    assert printed(torture.subentries[0].locators) == "1"


def test_more_than_six_locators_are_reported() -> None:
    crowd = [p for _ in range(7) for p in (paragraph("torture"), paragraph())]
    lib = library([theme("torture")], [instrument("a", crowd)])
    index = build_index(lib, tuple(lib.instruments.values()), Lang.EN)
    pages = {f"a.op{n}": n for n in range(1, 15)}
    assert [str(d) for d in judge_index(resolve(index, folios(pages)), lib)] == [
        "torture/label/en:1:1: INDEX-CROWDED the heading “torture” has 7 locators that nothing tells apart"
    ]
    assert not judge_index(resolve(index, folios({anchor: n // 3 for anchor, n in pages.items()})), lib)


def test_headings_that_collate_alike_are_reported() -> None:
    lib = library(
        [theme("co-operation"), theme("cooperation", "coopération")],
        [instrument("a", [paragraph("co-operation", "cooperation")])],
    )
    index = build_index(lib, tuple(lib.instruments.values()), Lang.EN)
    assert [d.code for d in judge_index(index, lib)] == ["INDEX-ALIKE"]


def test_grounds_become_targets() -> None:
    instruments = [instrument("a", [paragraph(), paragraph()]), instrument("b", [paragraph()])]
    assert [t.anchor for t in targets_of(["b#op1", "c#op1", "a#op2"], instruments)] == ["b.op1", "a.op2"]
