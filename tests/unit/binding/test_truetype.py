"""Subsets of one font, joined: every glyph as it was, whatever number its components had."""

from __future__ import annotations

import io

import pytest
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from compendium.binding.truetype import read_subset
from compendium.typesetting import font_files

LETTERS = "abcdefg Été à Łódź ½ naïve Ünï ŐŰ ff—«»"


def static_font(path) -> bytes:
    """An instance of a variable font, cut down to a few letters first: instancing takes its time for every glyph."""
    font = TTFont(io.BytesIO(subset_of(path.read_bytes(), LETTERS)))
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
    stream = io.BytesIO()
    instantiateVariableFont(font, axes).save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def serif() -> bytes:
    return static_font(font_files()[0])


def glyphs_of(font: bytes, text: str) -> set[int]:
    opened = TTFont(io.BytesIO(font))
    return {opened.getGlyphID(opened.getBestCmap()[ord(character)]) for character in text}


def subset_of(font: bytes, text: str) -> bytes:
    opened = TTFont(io.BytesIO(font))
    cutter = subset.Subsetter(subset.Options(retain_gids=True, drop_tables=["GSUB", "GPOS", "GDEF", "STAT"]))
    cutter.populate(text=text)
    cutter.subset(opened)
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def drawn(font: bytes, glyph: int) -> list:
    opened = TTFont(io.BytesIO(font))
    pen = DecomposingRecordingPen(opened.getGlyphSet())
    opened.getGlyphSet()[opened.getGlyphName(glyph)].draw(pen)
    return pen.value


def test_the_union_draws_every_glyph_as_the_font_does(serif):
    parts = ["Été à Łódź ½", "naïve Ünï ŐŰ", " ff—«»"]
    unions = [read_subset(subset_of(serif, text), glyphs_of(serif, text)) for text in parts]
    for other in unions[1:]:
        shared = unions[0].glyphs.keys() & other.glyphs.keys()
        assert shared
        assert all(unions[0].glyphs[glyph].digest == other.glyphs[glyph].digest for glyph in shared)
        unions[0].add(other)
    program = unions[0].program()
    for glyph in glyphs_of(serif, "".join(parts)):
        assert drawn(program, glyph) == drawn(serif, glyph)
        assert TTFont(io.BytesIO(program))["hmtx"].metrics[TTFont(io.BytesIO(program)).getGlyphName(glyph)]


def test_the_order_of_the_subsets_does_not_show(serif):
    one, two = (read_subset(subset_of(serif, text), glyphs_of(serif, text)) for text in ("Éa", "Éb"))
    three, four = (read_subset(subset_of(serif, text), glyphs_of(serif, text)) for text in ("Éb", "Éa"))
    one.add(two)
    three.add(four)
    assert one.program() == three.program()


def test_upright_and_italic_have_other_outlines(serif):
    italic = static_font(font_files()[1])
    shared = {glyph for glyph in glyphs_of(serif, "abc") if glyph in glyphs_of(italic, "abcdefg")}
    assert shared
    one, two = (read_subset(font, shared) for font in (serif, italic))
    assert all(one.glyphs[glyph].digest != two.glyphs[glyph].digest for glyph in shared)


def test_the_clock_of_the_subsetter_does_not_show(serif):
    program = read_subset(serif, glyphs_of(serif, "a")).program()
    head = TTFont(io.BytesIO(program), recalcTimestamp=False)["head"]
    assert head.modified == head.created
