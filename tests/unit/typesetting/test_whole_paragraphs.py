"""Justified paragraphs broken as a whole: their spaces, their words, and whether the engine still needs the remedy."""

from __future__ import annotations

from contextlib import nullcontext

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compendium.typesetting import boxes, endings, layout, weighing, whole_paragraphs
from compendium.typesetting.layout import lay_out

TEXT = (
    "Requests that every municipal well of the district should be inspected each spring by two people whom the council "
    "has appointed, that what they find there be faithfully recorded in a register which anyone may consult, and that "
    "those who obstruct, close or sell the water of a public cistern should answer for it before the committee, "
    "including the wardens in charge of the mountain reservoirs where the conduits are found to have been neglected. "
)
JUSTIFIED = "p { text-align: justify; hyphens: auto; hyphenate-character: '-'; hyphenate-limit-chars: 5 2 3 }"
WIDTHS = list(range(96, 120))
HALF_AN_EM = 0.25
"""Ems that a space of a quarter of an em grows to become half an em."""


def paragraphs(widths=WIDTHS) -> str:
    return "".join(f'<p style="width: {width}mm">{TEXT}</p>' for width in widths)


def lines_of(galley) -> list[list[object]]:
    _, document = lay_out(galley)
    found = [box for page in document.pages for box in boxes.walk(boxes.page_box(page))]
    lines = [[line for line in boxes.children(box) if boxes.is_line(line)] for box in found]
    return [inside for inside in lines if inside]


def growths(galley) -> list[float]:
    """Ems that the spaces of each line have grown."""
    texts = [box for lines in lines_of(galley) for line in lines for box in boxes.walk(line) if boxes.is_text(box)]
    return [box.justification_spacing / box.style["font_size"] for box in texts]


def test_hardly_a_space_is_wider_than_half_an_em(galley_of):
    grown = growths(galley_of(paragraphs(), JUSTIFIED))
    assert sum(one > HALF_AN_EM for one in grown) <= len(grown) / 50
    assert min(grown) > -0.051, "a space of less than a fifth of an em"


def test_the_engine_still_needs_it(galley_of, monkeypatch):
    monkeypatch.setattr(layout, "whole_paragraphs", nullcontext)
    grown = growths(galley_of(paragraphs(), JUSTIFIED))
    assert sum(one > HALF_AN_EM for one in grown) > len(grown) / 25, "the engine looks ahead: drop `whole_paragraphs`"


def test_the_engine_breaks_where_it_is_told_to(galley_of, monkeypatch):
    """What was measured is what the engine then sets: hardly a line ends elsewhere."""
    asked = []
    told = whole_paragraphs._offer

    def heard(plan, start, width):
        asked.append(plan.paragraph is None or start in plan.offers)
        return told(plan, start, width)

    monkeypatch.setattr(whole_paragraphs, "_offer", heard)
    lay_out(galley_of(paragraphs(), JUSTIFIED))
    assert len(asked) > 50
    assert asked.count(False) <= len(asked) / 100


def test_a_paragraph_that_is_not_weighed_has_no_loose_line(galley_of, monkeypatch):
    """The widths that were measured agree with those that the engine comes to."""
    monkeypatch.setattr(whole_paragraphs.Weighing, "best_way", lambda _: {})
    weighed = []
    plans = whole_paragraphs._planned
    monkeypatch.setattr(whole_paragraphs, "_planned", lambda *given: weighed.append(plans(*given)) or weighed[-1])
    for width in range(60, 120, 3):
        weighed.clear()
        grown = growths(galley_of(paragraphs([width]), JUSTIFIED))
        assert any(one > HALF_AN_EM for one in grown) == any(plan.paragraph for plan in weighed)


def test_lines_end_where_the_engine_would_end_them(galley_of, monkeypatch):
    """A line that is told its end is the one that the engine would have found; where it is planned, mostly."""
    told: list[object] = []
    ended = endings._ended
    monkeypatch.setattr(endings, "_ended", lambda *given: told.append(ended(*given)) or told[-1])
    bodies = [f'<p style="width: {60 + step / 2}mm">{TEXT}</p>' for step in range(110)]
    galley = galley_of("".join(bodies), JUSTIFIED)
    ours = [[boxes.text_of(line) for line in lines] for lines in lines_of(galley)]
    lines = sum(map(len, ours))
    assert sum(one is not None for one in told) > 0.6 * lines
    monkeypatch.setattr(endings, "_ended", lambda *_: None)
    engines = [[boxes.text_of(line) for line in lines] for lines in lines_of(galley)]
    assert sum(one != other for one, other in zip(ours, engines, strict=True)) <= len(bodies) / 50


QUOTED = (
    "Three short forms recur. “Ill-treatment” stands for treatment or punishment that is cruel, inhuman or degrading. "
    "“The Convention” is the Convention against Torture, and “the Optional Protocol” is the protocol to it. Full "
    "titles are in the table of instruments cited. "
)


def test_lines_are_broken_where_they_were_to_be(galley_of, monkeypatch):
    body = "".join(f'<p style="width: {90 + step / 4}mm">{QUOTED}</p>' for step in range(80))
    planned = max(growths(galley_of(body, JUSTIFIED)))
    monkeypatch.setattr(whole_paragraphs, "_MORE", ())
    assert planned < max(growths(galley_of(body, JUSTIFIED)))


def test_a_call_is_not_weighed_apart_from_its_word(galley_of, monkeypatch):
    found: list[set[int]] = []
    measured = whole_paragraphs.measured

    def kept(*of):
        paragraph = measured(*of)
        found.append({one.start for one in paragraph.breaks})
        return paragraph

    monkeypatch.setattr(whole_paragraphs, "measured", kept)
    held = '<span style="white-space: nowrap">Rights,<a>1</a></span>'
    lay_out(galley_of(f"<p>Universal Declaration of Human {held} {TEXT}</p>", JUSTIFIED))
    call = len("Universal Declaration of Human Rights,")
    assert found
    assert all(call not in starts and call + 2 in starts for starts in found)


def rows_of_wide_lines(galley) -> int:
    """How often three lines of a paragraph in a row have spaces of more than two fifths of an em."""
    found = 0
    for lines in lines_of(galley):
        texts = [[box for box in boxes.walk(line) if boxes.is_text(box)] for line in lines]
        wide = [any(box.justification_spacing > 0.15 * box.style["font_size"] for box in line) for line in texts]
        found += sum(all(wide[position : position + 3]) for position in range(len(wide) - 2))
    return found


def test_wide_lines_seldom_follow_each_other_so_that_no_river_runs_through_them(galley_of, monkeypatch):
    body = paragraphs(range(70, 110))
    with_row = rows_of_wide_lines(galley_of(body, JUSTIFIED))
    monkeypatch.setattr(weighing, "_WIDE", 0.0)
    without = rows_of_wide_lines(galley_of(body, JUSTIFIED))
    assert with_row < without, (with_row, without)


def test_spaced_small_capitals_are_weighed_too(galley_of):
    css = f"{JUSTIFIED} i {{ font-variant-caps: small-caps; letter-spacing: .03em; font-style: normal }}"
    body = paragraphs().replace("two people", "<i>xxie</i> people")
    grown = growths(galley_of(body, css))
    assert sum(one > HALF_AN_EM for one in grown) <= len(grown) / 50


def test_ragged_text_is_left_alone(galley_of):
    assert set(growths(galley_of(paragraphs(), "p { text-align: left; hyphens: auto }"))) == {0}


def test_numbers_that_hang_and_italics_are_kept(galley_of):
    css = f"{JUSTIFIED} .mark {{ display: inline-block; margin-left: -9mm; width: 9mm }}"
    body = f'<p style="width: 90mm; margin-left: 12mm"><span class=mark>14. </span><em>Requests</em>{TEXT[8:]}</p>'
    (mark,), lines = sorted(lines_of(galley_of(body, css)), key=len)
    assert boxes.text_of(mark).strip() == "14."
    assert boxes.text_of(lines[0]).startswith("14.Requests that every")
    assert abs(mark.position_x - (lines[0].position_x - 9 / 25.4 * 96)) < 0.1


def test_no_line_takes_in_more_than_was_planned(galley_of):
    """A line that is offered more room than its measure may end with the paragraph: it would stick out."""
    widths = [60 + step / 4 for step in range(200)]
    for width, lines in zip(widths, lines_of(galley_of(paragraphs(widths), JUSTIFIED)), strict=False):
        for line in lines:
            ends = [box.position_x + box.width for box in boxes.walk(line) if boxes.is_text(box)]
            assert max(ends) <= line.position_x + width / 25.4 * 96 + 0.1


words = st.lists(st.sampled_from([*TEXT.split(), "of", "a", "États-Unis", "A/RES/58/164"]), min_size=1, max_size=90)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words, st.integers(30, 110))
def test_no_word_is_lost_and_no_line_sticks_out(galley_of, said, width):
    lines = lines_of(galley_of(f'<p style="width: {width}mm">{" ".join(said)}</p>', JUSTIFIED))[0]
    printed = "".join(boxes.text_of(line).rstrip() for line in lines)
    assert printed.replace(" ", "").replace("-", "") == "".join(said).replace("-", "")
    measure = width / 25.4 * 96
    for line in lines:
        ends = [box.position_x + box.width for box in boxes.walk(line) if boxes.is_text(box)]
        assert max(ends) <= line.position_x + measure + 0.5
