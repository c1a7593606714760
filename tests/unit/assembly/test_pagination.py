"""Folios: roman prelims, arabic body from a recto, blanks counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compendium.assembly import paginate
from compendium.languages import from_roman
from compendium.model.book import Numbering, Section, Start

SECTIONS = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(Start), st.booleans()), min_size=1, max_size=12)


def test_a_cover_takes_a_leaf_and_no_folio():
    sections = (
        Section("cover", "cover", None, numbering=Numbering.ROMAN, display=True, label="Couverture"),
        Section("half-title", "half-title", None, numbering=Numbering.ROMAN, display=True),
        Section("foreword", "matter", None, numbering=Numbering.ROMAN),
        Section("one", "instrument", None),
    )
    pagination = paginate(sections, {"cover": 1, "half-title": 1, "foreword": 1, "one": 2})
    labels = [leaf.label for leaf in pagination.leaves]
    assert labels == ["Couverture", "Couverture", "i", "ii", "iii", "iv", "1", "2"]
    assert [leaf.section for leaf in pagination.leaves[:3]] == ["cover", None, "half-title"]
    assert pagination.starts == {"cover": 0, "half-title": 2, "foreword": 4, "one": 6}
    assert not any(leaf.shows_folio for leaf in pagination.leaves[:4])
    without = paginate(sections[1:], {"half-title": 1, "foreword": 1, "one": 2})
    assert [leaf.label for leaf in without.leaves] == labels[2:], "the cover moves no folio"


@given(prelims=SECTIONS, body=SECTIONS)
def test_the_laws_of_folios(prelims, body):
    # The body begins on a recto whatever its first section asks for.
    body = [(body[0][0], Start.RECTO, body[0][2]), *body[1:]]
    sections, pages = [], {}
    for numbering, parts in ((Numbering.ROMAN, prelims), (Numbering.ARABIC, body)):
        for count, start, display in parts:
            name = f"s{len(sections)}"
            sections.append(Section(name, "matter", None, numbering=numbering, start=start, display=display))
            pages[name] = count
    pagination = paginate(sections, pages)
    leaves = pagination.leaves
    assert [leaf.is_recto for leaf in leaves] == [position % 2 == 0 for position in range(len(leaves))]
    assert leaves[pagination.body_start].is_recto
    roman, arabic = leaves[: pagination.body_start], leaves[pagination.body_start :]
    assert [from_roman(leaf.label) for leaf in roman] == list(range(1, len(roman) + 1))
    assert [leaf.label for leaf in arabic] == [str(number) for number in range(1, len(arabic) + 1)]
    assert [(leaf.section, leaf.index) for leaf in leaves if leaf.section] == [
        (section.id, index) for section in sections for index in range(pages[section.id])
    ]
    for section in sections:
        if section.start is not Start.NEXT:
            assert leaves[pagination.starts[section.id]].is_recto is (section.start is Start.RECTO)
    assert not any(leaf.shows_folio for leaf in leaves if leaf.section is None)
    blanks = [position for position, leaf in enumerate(leaves) if leaf.section is None]
    assert not any(position + 1 in blanks for position in blanks), "one blank at most in a row"
