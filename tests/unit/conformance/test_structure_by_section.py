"""The structure judged section by section: what passes alone passes together, and what does not is found."""

from __future__ import annotations

import io

import pytest
from pikepdf import Dictionary, Name, Pdf

from compendium.conformance.preflight import STRUCTURE, Door, preflight, well_structured
from compendium.finishing.screen import ScreenFinish
from tests.unit.binding.bookmaking import Making, words

GOOD = '<h1>Heading</h1><p>Text <a href="https://example.org">out</a>.</p><h2>Part</h2><p>More.</p>'
SKIPPED = "<h1>Heading</h1><h3>Two levels down</h3><p>Text.</p>"
LATE = "<h2>Begins below</h2><p>Text.</p>"


def bound(*bodies: str) -> tuple[bytes, list[range]]:
    making = Making()
    for number, body in enumerate(bodies):
        making.add(f"s{number}", body, words(f"Section {number}"))
    starts = making.pagination.starts
    ranges = [range(start, start + making.proofs[name].ledger.pages) for name, start in starts.items()]
    return making.bind(finish=ScreenFinish("ab" * 32)), ranges


def passes(data: bytes) -> bool:
    judgements = preflight(data, "book.pdf", Door.SCREEN).judgements
    return all(judgement.passed for judgement in judgements if judgement.rule.code in STRUCTURE)


@pytest.mark.parametrize(
    ("bodies", "alone"),
    [
        ((GOOD, GOOD, GOOD), [True, True, True]),
        ((GOOD, SKIPPED, GOOD), [True, False, True]),
        ((GOOD, LATE), [True, False]),
        (("<p>No heading.</p>", GOOD), [True, True]),
    ],
)
def test_each_section_is_judged_for_itself(bodies, alone):
    data, ranges = bound(*bodies)
    assert well_structured(data, ranges) == alone
    assert passes(data) or not all(alone)


def test_what_is_spoiled_on_one_page_is_found_in_its_section():
    data, ranges = bound(GOOD, GOOD, GOOD)
    with Pdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[ranges[1].start].obj
        page.Contents = pdf.make_stream(page.Contents[1].read_bytes() + b"\n0 0 10 10 re f\n")
        cells = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get(Name.S) == Name.P]
        cells[-1][Name.S] = Name.Nonsense
        stream = io.BytesIO()
        pdf.save(stream)
    assert well_structured(stream.getvalue(), ranges) == [True, False, False]
    assert not passes(stream.getvalue())
