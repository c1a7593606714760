"""The remedy of `instances`: the same outlines and the same pages as the unpatched engine, and much faster."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from compendium.typesetting import instances
from compendium.typesetting.font_dates import own_font_dates
from compendium.typesetting.instances import instances_by_harfbuzz
from compendium.typesetting.layout import lay_out

BODY = """
<p>Resolved <i>unanimously</i>, with <b>grave</b> <b><i>concern</i></b>: “déjà vu”, 1234567890, ﬁn.</p>
<p style="font: 7pt 'Compendium Sans'">Sans, <i>italic</i>, <b>bold</b>: àéîœŒÇ “—”</p>
<p style="font-size: 20pt; font-weight: 600">A display line</p>
"""


def fonts(data):
    found = {}
    for page in pikepdf.open(io.BytesIO(data)).pages:
        for font in page.obj.Resources.Font.values():
            program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            found[str(font.BaseFont)] = TTFont(io.BytesIO(program))
    return found


def outlines(font):
    glyphs = font.getGlyphSet()
    found = {}
    for name in font.getGlyphOrder():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        if pen.value:
            found[name] = pen.value, font["hmtx"][name][0]
    return found


def pictures(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=2).to_pil().tobytes() for page in document]
    finally:
        document.close()


@pytest.fixture
def painted(galley_of):
    _, document = lay_out(galley_of(BODY * 20))
    with own_font_dates():
        theirs = document.write_pdf()
    _, document = lay_out(galley_of(BODY * 20))
    with own_font_dates(), instances_by_harfbuzz():
        ours = document.write_pdf()
    return ours, theirs


def test_pages_are_those_of_the_unpatched_engine(painted):
    ours, theirs = painted
    assert len(pictures(ours)) > 1
    assert pictures(ours) == pictures(theirs)


def test_outlines_and_widths_are_those_of_the_unpatched_engine(painted):
    ours, theirs = map(fonts, painted)
    assert ours.keys() == theirs.keys()
    assert len(ours) > 6
    for name, font in ours.items():
        assert outlines(font) == outlines(theirs[name]), name


def test_no_instance_varies_any_more(painted):
    assert not any("fvar" in font or "gvar" in font for font in fonts(painted[0]).values())


def test_the_engine_goes_its_own_way_where_the_instance_is_broken(galley_of, monkeypatch):
    _, document = lay_out(galley_of(BODY))
    with own_font_dates():
        theirs = document.write_pdf()
    monkeypatch.setattr(instances, "_holds_together", lambda _data: False)
    _, document = lay_out(galley_of(BODY))
    with own_font_dates(), instances_by_harfbuzz():
        assert document.write_pdf() == theirs


def test_a_face_that_shows_nothing_is_kept_without_its_glyphs(galley_of):
    _, document = lay_out(galley_of("<p>&#8203;</p>"))
    with own_font_dates(), instances_by_harfbuzz():
        data = document.write_pdf()
    assert len(data) < 10_000
