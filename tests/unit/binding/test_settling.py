"""Fonts are written alike whatever the subsetter says of the glyphs that it keeps."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont
from pikepdf import Name, Object, Pdf

from compendium.binding import settle
from compendium.binding.fonts import joinable_fonts
from compendium.model.proof import Galley, Target
from compendium.typesetting.layout import lay_out
from compendium.typesetting.paint import paint


def descriptors(pdf: Pdf) -> list[Object]:
    fonts = joinable_fonts(page.obj for page in pdf.pages)
    return [font[Name.DescendantFonts][0][Name.FontDescriptor] for font in fonts]


def painted() -> bytes:
    html = "<!doctype html><title>T</title><p style='font-family: Compendium Serif'>Été <b>wide</b>"
    _, document = lay_out(Galley("cover", html, (), ()))
    return paint(document, Target.SCREEN, "cover")


def stated_otherwise(data: bytes) -> bytes:
    """The same fonts, their tables as another subsetter might leave them."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        for descriptor in descriptors(pdf):
            font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), recalcBBoxes=False, recalcTimestamp=False)
            font["head"].xMin, font["head"].yMax = -999, 2000
            font["hhea"].advanceWidthMax, font["hhea"].xMaxExtent = 3000, 3000
            font["maxp"].maxPoints = 999
            written = io.BytesIO()
            font.save(written)
            descriptor.FontFile2.write(written.getvalue())
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def test_what_the_subsetter_states_makes_no_difference() -> None:
    data = painted()
    with Pdf.open(io.BytesIO(settle(data))) as one, Pdf.open(io.BytesIO(settle(stated_otherwise(data)))) as other:
        ours = [descriptor.FontFile2.read_bytes() for descriptor in descriptors(one)]
        assert ours == [descriptor.FontFile2.read_bytes() for descriptor in descriptors(other)]
    font = TTFont(io.BytesIO(ours[0]))
    font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])
    assert font["hhea"].advanceWidthMax == max(advance for advance, _ in font["hmtx"].metrics.values())
