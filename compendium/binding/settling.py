"""A paint that leaves the house by itself, such as a cover: its fonts as binding writes those of a book."""

from __future__ import annotations

import io

from pikepdf import Name, ObjectStreamMode, Pdf

from compendium.binding.cmaps import read_widths
from compendium.binding.fonts import joinable_fonts
from compendium.binding.truetype import read_subset


def settle(painted: bytes) -> bytes:
    """The same pages, whose font programs no longer depend on the version of the subsetter; see `truetype`."""
    with Pdf.open(io.BytesIO(painted)) as pdf:
        for font in joinable_fonts(page.obj for page in pdf.pages):
            descendant = font[Name.DescendantFonts][0]
            descriptor = descendant[Name.FontDescriptor]
            shown = set(read_widths(descendant[Name.W].unparse(resolved=True)))
            program = read_subset(descriptor[Name.FontFile2].read_bytes(), shown).program()
            descriptor[Name.FontFile2] = pdf.make_stream(program, Length1=len(program))
        written = io.BytesIO()
        pdf.save(written, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return written.getvalue()
