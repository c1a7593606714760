"""Laws of the index, on thesauri and paginations that nobody made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from compendium.indexing import Entry, Index, Locator, Target, build_index, locators, resolve
from compendium.indexing.targets import final_theme
from compendium.languages import collation_key
from compendium.model.instrument import Instrument
from compendium.model.library import Library
from compendium.model.words import Lang
from tests.unit.indexing.small_library import folios, instrument, library, paragraph, theme

NAMES = ["arrest", "bail", "custody", "detention", "exile", "fair-trial"]
LANGUAGES = st.sampled_from(Lang)


@st.composite
def placed_targets(draw: st.DrawFn) -> list[tuple[Target, int]]:
    """Passages of three instruments, each on a page that is not before the page of the passage before it."""
    placed: list[tuple[Target, int]] = []
    page = 0
    for name in ("a", "b", "c"):
        page += draw(st.integers(0, 2))
        position = 0
        for _ in range(draw(st.integers(0, 6))):
            position += draw(st.integers(1, 3))
            page += draw(st.integers(0, 2))
            part = draw(st.sampled_from(["op", "op", "op", "pp"]))
            last = position + draw(st.sampled_from([0, 0, 2]))
            kind = draw(st.sampled_from([(False, False)] * 3 + [(True, False), (False, True)]))
            anchor = f"{name}.{part}{position}{'.n' if kind[1] else ''}"
            placed.append((Target(anchor, name, f"{part}{position}", part, position, last, *kind), page))
    return draw(st.permutations(placed))


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    some = st.none() | st.sampled_from(NAMES)
    several = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
    themes = [
        theme(name, broader=draw(some), see=draw(some), related=tuple(draw(several)), variants=draw(several))
        for name in NAMES
    ]
    return library(themes, [draw(instruments(name)) for name in ("one", "two")])


@st.composite
def instruments(draw: st.DrawFn, name: str) -> Instrument:
    tags = st.lists(st.sampled_from(NAMES), max_size=2, unique=True)
    several = st.lists(tags, max_size=4)
    return instrument(
        name,
        [paragraph(*own, items=[paragraph(*t) for t in draw(several)]) for own in draw(several)],
        [paragraph(*own) for own in draw(several)],
    )


def every(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from every(entry.subentries)


def merge(placed: list[tuple[Target, int]], prelims: int) -> tuple[Locator, ...]:
    return locators([t for t, _ in placed], folios({t.anchor: page for t, page in placed}, prelims))


def pages(found: tuple[Locator, ...], page_of: dict[str, int]) -> list[range]:
    return [range(one.page, max(page_of[t.anchor] for t in one.targets) + 1) for one in found]


def built(lib: Library, lang: Lang) -> Index:
    return build_index(lib, tuple(lib.instruments.values()), lang)


@settings(deadline=None)
@given(placed_targets(), st.integers(0, 4))
def test_each_passage_is_in_one_locator_on_a_page_that_it_spans(placed: list[tuple[Target, int]], prelims: int) -> None:
    found = merge(placed, prelims)
    covered = [t for one in found for t in one.targets]
    assert sorted(t.anchor for t in covered) == sorted(t.anchor for t, _ in placed)
    page_of = {t.anchor: page for t, page in placed}
    spans = pages(found, page_of)
    assert all(page_of[t.anchor] in span for one, span in zip(found, spans, strict=True) for t in one.targets)
    assert all(before.stop <= after.start for before, after in pairwise(spans))


@settings(deadline=None)
@given(placed_targets(), st.integers(0, 4))
def test_merging_is_idempotent(placed: list[tuple[Target, int]], prelims: int) -> None:
    found = merge(placed, prelims)
    page_of = {t.anchor: page for t, page in placed}
    again = merge([(t, page_of[t.anchor]) for one in found for t in one.targets], prelims)
    assert again == found
    # An entry that is told of a passage twice, by a theme and by one that sends on to it, has it once.
    assert merge([*placed, *placed], prelims) == found


@settings(deadline=None)
@given(placed_targets())
def test_a_range_is_one_treatment_without_a_gap(placed: list[tuple[Target, int]]) -> None:
    page_of = {t.anchor: page for t, page in placed}
    for one in merge(placed, 0):
        if not one.is_range:
            assert {page_of[t.anchor] for t in one.targets} == {one.page}
            continue
        treatments = {(t.instrument, t.part) for t in one.targets if not t.note}
        assert any(_is_continuous(one, treatment, page_of) for treatment in treatments)


def _is_continuous(one: Locator, treatment: tuple[str, str], page_of: dict[str, int]) -> bool:
    own = sorted((t for t in one.targets if (t.instrument, t.part) == treatment and not t.note), key=lambda t: t.first)
    ends = {page_of[t.anchor] for t in own}
    first, last = one.page, max(page_of[t.anchor] for t in one.targets)
    for start, begin in enumerate(own):
        reach = begin.last
        for follower in own[start:]:
            if follower.first > reach + 1:
                break
            reach = max(reach, follower.last)
            if page_of[begin.anchor] == first and page_of[follower.anchor] == last:
                return {first, last} <= ends
    return False


@settings(deadline=None)
@given(st.sets(st.integers(0, 30)))
def test_a_list_of_pages_becomes_ranges_and_comes_back(numbers: set[int]) -> None:
    # One paragraph begins on each page, so that neighbouring pages are one treatment.
    placed = [(Target(f"a.op{n}", "a", f"op{n}", "op", n, n), n) for n in numbers]
    found = merge(placed, 0)
    assert {n for one in found for n in range(int(one.first) - 1, int(one.last))} == numbers
    assert all(int(b.first) - int(a.last) > 1 for a, b in pairwise(found))


@settings(deadline=None)
@given(libraries(), LANGUAGES)
def test_every_tagged_paragraph_is_reachable(lib: Library, lang: Lang) -> None:
    index = built(lib, lang)
    headings = {entry.theme: entry for entry in index.entries if entry.theme}
    starts = {entry.text: entry for entry in index.entries}
    tagged = ((i, c, tag) for i in lib.instruments.values() for c in i.walk() for tag in c.paragraph.themes)
    for one, cited, tag in tagged:
        goal = final_theme(lib.themes, tag)
        if lib.themes[goal].see:
            continue  # A circle of sees, which the rules refuse: there is no concept to print.
        assert f"{one.id}.{cited.key}" in {t.anchor for t in headings[goal].targets}
        if goal != tag:
            start = starts[lib.themes[tag].label.of(lang)]
            assert headings[goal].anchor in {link.anchor for link in (*start.see, *start.see_also)}


@settings(deadline=None)
@given(libraries(), LANGUAGES)
def test_no_reference_is_blind_and_headings_are_in_order(lib: Library, lang: Lang) -> None:
    index = built(lib, lang)
    anchors = {entry.anchor for entry in index.entries if entry.anchor}
    assert all(link.anchor in anchors for entry in index.entries for link in (*entry.see, *entry.see_also))
    assert all(link.anchor != entry.anchor for entry in index.entries for link in (*entry.see, *entry.see_also))
    keys = [collation_key(entry.text, lang) for entry in index.entries]
    assert keys == sorted(keys)
    letters = [group.letter for group in index.groups]
    assert len(letters) == len(set(letters))
    assert all(e.targets or e.subentries or e.see or e.see_also for e in every(index.entries))


@settings(deadline=None)
@given(libraries(), LANGUAGES)
def test_an_index_is_resolved_with_every_target(lib: Library, lang: Lang) -> None:
    index = built(lib, lang)
    pages = {t.anchor: t.first // 2 for entry in every(index.entries) for t in entry.targets}
    for entry in every(resolve(index, folios(pages)).entries):
        assert {t.anchor for one in entry.locators for t in one.targets} == {t.anchor for t in entry.targets}
