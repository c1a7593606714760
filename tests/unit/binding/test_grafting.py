"""The structures of parts grow together into one, its marks and links where the slips were pasted."""

from __future__ import annotations

import pikepdf
import pytest

from compendium.binding.gathering import TrimBox
from compendium.binding.grafting import Graft
from compendium.binding.numbers import Numbers
from compendium.binding.slips import Pasted, Sheet
from compendium.model.slips import SlipElement, SlipLink, SlipMark

WHOLE, SECTION, KEY, FIRST = 3, 9, 7, 50
WORDS = "a (b) \\ é 終"


def item(*kids: SlipElement | SlipMark | SlipLink) -> SlipElement:
    return SlipElement("/S /LI", kids)


def part(*kids: SlipElement | SlipMark) -> SlipElement:
    """The structure of a part, as typesetting keeps it."""
    return SlipElement("/S /Document/Lang (en)", (SlipElement("/S /Sect", (SlipElement("/S /Index", kids),)),))


def listed(*items: SlipElement) -> SlipElement:
    return SlipElement("/S /L/A <</O /List>>", items)


@pytest.fixture
def sheets() -> list[Sheet]:
    return [Sheet(n, TrimBox(0, 0, 200, 300), b"<<", parents=[b"null"] * 4) for n in (40, 41)]


def grown(sheets: list[Sheet], *parts: SlipElement) -> tuple[dict[bytes, pikepdf.Object], Graft]:
    """All that is written, by reference, with bare numbers in the place of references."""
    places = {slip: Pasted(sheets[slip], slip + 1, 10.0, 100.0) for slip in range(2)}
    written, graft = [], Graft(WHOLE, SECTION, KEY)
    with pikepdf.new() as pdf:
        numbers = Numbers(pdf, FIRST)
        for structure in parts:
            written += graft.grow(structure, places, numbers)
    written += graft.written()
    return {b"%d 0 R" % one.number: pikepdf.Object.parse(one.text.replace(b" 0 R", b"")) for one in written}, graft


def test_marks_are_those_of_the_sheets(sheets):
    written, _ = grown(sheets, part(item(SlipMark(0, 0), SlipMark(1, 0), SlipMark(0, 1))))
    holder = sheets[0].parents[1]
    element = written[holder]
    assert (element.Pg, element.P, element.S) == (40, WHOLE, "/LI")
    assert [kid if isinstance(kid, int) else (kid.Pg, kid.MCID) for kid in element.K] == [1, (41, 2), 2]
    assert sheets[0].parents[2] == sheets[1].parents[2] == holder


def test_a_link_is_moved_and_found_by_its_key(sheets):
    link = SlipLink(1, (1.0, 2.0, 3.0, 4.0), "compendium:a(b", WORDS)
    written, graft = grown(sheets, part(item(link), item(link)))
    first, second = (written[reference] for reference in sheets[1].links)
    assert [float(edge) for edge in first.Rect] == [11, 98, 13, 96]
    assert (str(first.A.URI), str(first.Contents)) == ("compendium:a(b", WORDS)
    assert [first.StructParent, second.StructParent] == [KEY, KEY + 1]
    clickable = written[graft.holders[1]].K[0]
    assert (b"%d 0 R" % clickable.Obj, clickable.Pg) == (sheets[1].links[1], 41)


def test_a_link_within_the_section_keeps_its_name(sheets):
    written, _ = grown(sheets, part(item(SlipLink(0, (0.0, 0.0, 1.0, 1.0), "#there", "there"))))
    assert str(written[sheets[0].links[0]].Dest) == "there"


def test_a_list_that_goes_on_is_one_list(sheets):
    letter = SlipElement("/S /H2", (SlipMark(0, 0),))
    written, _ = grown(sheets, part(letter, listed(item())), part(listed(item(), item())), part(letter, listed(item())))
    numbers = list(written[b"%d 0 R" % WHOLE].K)
    kids = [written[b"%d 0 R" % number] for number in numbers]
    assert [str(kid.S) for kid in kids] == ["/H2", "/L", "/H2", "/L"]
    assert [len(kid.K) for kid in kids] == [1, 3, 1, 1]
    assert {written[b"%d 0 R" % inner].P for inner in kids[1].K} == {numbers[1]}
