"""Page labels: whatever the folios, a reader shows them again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compendium.binding.cmaps import read_to_unicode, written_to_unicode
from compendium.binding.labels import label_runs
from tests.unit.binding.bookmaking import roman_figure


def shown(labels: list[str]) -> list[str]:
    """What a reader makes of the runs (ISO 32000-1, table 159)."""
    pages: list[str] = []
    runs = [*label_runs(labels)]
    for run, end in zip(runs, [run.start for run in runs[1:]] + [len(labels)], strict=False):
        for number in range(run.first, run.first + end - run.start):
            figures = {"r": roman_figure(number), "D": str(number), "": ""}[run.style]
            pages.append(run.prefix + figures)
    return pages


@given(st.integers(0, 60), st.integers(0, 300))
def test_prelims_then_body_take_two_runs(prelims, body):
    labels = [roman_figure(n) for n in range(1, prelims + 1)] + [str(n) for n in range(1, body + 1)]
    assert shown(labels) == labels
    assert len([*label_runs(labels)]) == (prelims > 0) + (body > 0)


@given(
    st.lists(
        st.one_of(st.integers(1, 4000).map(str), st.integers(1, 3999).map(roman_figure), st.text("ABab-", max_size=3))
    )
)
def test_any_labels_are_shown_again(labels):
    assert shown(labels) == labels


@given(
    st.dictionaries(
        st.integers(0, 0xFFFF), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3), max_size=250
    )
)
def test_to_unicode_is_read_as_it_was_written(characters):
    assert read_to_unicode(written_to_unicode(characters)) == characters
