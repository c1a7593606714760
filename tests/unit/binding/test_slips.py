"""Slips are pasted on sheets: their paint is moved, their marks are numbered on, their fonts bear other names."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from compendium.binding.gathering import TrimBox
from compendium.binding.numbers import Numbers
from compendium.binding.slips import Resources, Sheet, Slips

FIRST, SHEET = 50, 40


@pytest.fixture
def part():
    """A part of two slips of ten points' height."""
    with pikepdf.new() as pdf:
        for _ in range(2):
            page = pdf.add_blank_page(page_size=(100, 10))
            page.obj.Contents = pdf.make_stream(b"/Span <</MCID 0>> BDC /FACE 12 Tf EMC")
            page.obj.Resources = Dictionary(Font=Dictionary(FACE=pdf.make_indirect(Dictionary(Type=Name.Font))))
        yield pdf


def pasted(part) -> tuple[Sheet, Resources]:
    sheet, resources = Sheet(SHEET, TrimBox(5, 6, 200, 300), b"<<"), Resources({"/Font": {"/FACE": b"3 0 R"}})
    sheet.parents += [b"1 0 R", b"2 0 R"]
    slips = Slips(part, Numbers(part, FIRST), resources)
    for slip in range(2):
        place = slips.paste(slip, sheet, 20, 30 + 10 * slip)
        assert (place.sheet, place.base, place.left, place.top) == (sheet, 2 + slip, 25, 270 - 10 * slip)
    return sheet, resources


def test_marks_are_numbered_on_from_those_of_the_sheet(part):
    sheet, _ = pasted(part)
    assert b"/MCID 2>>" in sheet.painting[1]
    assert b"/MCID 3>>" in sheet.painting[4]
    assert len(sheet.parents) == 4


def test_the_foot_of_a_slip_is_where_its_page_begins(part):
    sheet, _ = pasted(part)
    assert sheet.painting[0] == b"q 1 0 0 1 25.000000 260.000000 cm"
    assert sheet.painting[3] == b"q 1 0 0 1 25.000000 250.000000 cm"


def test_a_subset_of_a_font_has_a_name_of_its_own(part):
    sheet, resources = pasted(part)
    assert list(resources.named["/Font"]) == ["/FACE", "/FACE1"]
    assert b"/FACE1 12 Tf" in sheet.painting[1]
