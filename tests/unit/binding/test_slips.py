"""What slips hold is written as it stands on the sheet; words that look like what is moved stay as they are."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from compendium.binding.gathering import TrimBox
from compendium.binding.slips import Resources, Sheet, Slips

TRICKY = "a (b) \\ /K [ 7 ] /Rect [ 1 2 3 4 ] /Pg 9 /MCID 5 /StructParent 8"
FIRST, SHEET = 50, 40


@pytest.fixture
def part():
    """A part of two slips: an element with a mark on each, and a link on the second."""
    with pikepdf.new() as pdf:
        for _ in range(2):
            page = pdf.add_blank_page(page_size=(100, 10))
            page.obj.Contents = pdf.make_stream(b"/Span <</MCID 0>> BDC /FACE 12 Tf EMC")
            page.obj.Resources = Dictionary(Font=Dictionary(FACE=pdf.make_indirect(Dictionary(Type=Name.Font))))
        one, other = (page.obj for page in pdf.pages)
        link = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Contents=String(TRICKY), Rect=Array([1, 2, 3, 4]), StructParent=2)
        )
        other.Annots = Array([link])
        marks = [0, Dictionary(Type=Name.MCR, Pg=other, MCID=0), Dictionary(Type=Name.OBJR, Pg=other, Obj=link)]
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Link, Pg=one, K=Array(marks), Alt=String(TRICKY))
        )
        pairs = Array([0, Array([element]), 1, Array([element]), 2, element])
        pdf.Root.StructTreeRoot = Dictionary(ParentTree=Dictionary(Nums=pairs))
        yield pdf


def sheet() -> Sheet:
    return Sheet(SHEET, TrimBox(0, 0, 200, 300), b"<<", parents=[b"1 0 R", b"2 0 R"])


def pasted(part) -> tuple[Sheet, Resources, dict[bytes, pikepdf.Object]]:
    target, resources = sheet(), Resources({"/Font": {"/FACE": b"3 0 R"}})
    slips = Slips(part, FIRST, resources)
    holders = [holder for slip in range(2) for holder in slips.paste(slip, target, (20, 30 + 10 * slip), 7)]
    written = {b"%d 0 R" % item.number: _parsed(item.text) for item in slips.written()}
    assert holders == target.parents[2:3] == target.parents[3:]
    return target, resources, written


def _parsed(text: bytes) -> pikepdf.Object:
    """An object with the numbers that it refers to in the place of references."""
    return pikepdf.Object.parse(text.replace(b" 0 R", b""))


def test_marks_are_numbered_on_from_those_of_the_sheet(part):
    target, _, written = pasted(part)
    element = written[target.parents[2]]
    own, marked, clickable = element.K
    assert (own, element.Pg) == (2, SHEET)
    assert (marked.MCID, marked.Pg) == (3, SHEET)
    assert b"%d 0 R" % clickable.Obj == target.links[0]
    assert [b"/MCID 2" in target.painting[1], b"/MCID 3" in target.painting[4]] == [True, True]


def test_a_link_is_moved_and_has_a_key_of_the_sheets(part):
    target, _, written = pasted(part)
    link = written[target.links[0]]
    assert [float(edge) for edge in link.Rect] == [21, 252, 23, 254]
    assert link.StructParent == 7


def test_words_are_left_alone(part):
    target, _, written = pasted(part)
    assert str(written[target.links[0]].Contents) == str(written[target.parents[2]].Alt) == TRICKY


def test_a_subset_of_a_font_has_a_name_of_its_own(part):
    target, resources, _ = pasted(part)
    assert list(resources.named["/Font"]) == ["/FACE", "/FACE1"]
    assert b"/FACE1 12 Tf" in target.painting[1]
