"""The remedy of `font_dates`, and whether the engine still needs it."""

from __future__ import annotations

import io

import pikepdf
from fontTools.ttLib import TTFont

from compendium.model.proof import Target
from compendium.typesetting import font_files
from compendium.typesetting.layout import lay_out
from compendium.typesetting.paint import paint


def dates(data: bytes) -> set[int]:
    found = set()
    for page in pikepdf.open(io.BytesIO(data)).pages:
        for font in page.obj.Resources.Font.values():
            program = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
            found.add(TTFont(io.BytesIO(program))["head"].modified)
    return found


def own_dates() -> set[int]:
    return {TTFont(path)["head"].modified for path in font_files()}


def test_fonts_keep_their_own_dates(galley_of):
    _, document = lay_out(galley_of("<p>Text <i>and</i> <b>more</b>."))
    assert dates(paint(document, Target.SCREEN, "s")) <= own_dates()


def test_the_engine_still_needs_the_remedy(galley_of):
    _, document = lay_out(galley_of("<p>Text <i>and</i> <b>more</b>."))
    assert not dates(document.write_pdf()) & own_dates(), "the engine keeps the dates by itself: drop font_dates.py"
