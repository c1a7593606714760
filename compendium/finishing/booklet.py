"""A booklet for the stapler or the binder: imposed sheets of any PDF, with their plan and a picture of one sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pikepdf import ObjectStreamMode, Pdf
from PIL import Image, ImageDraw

from compendium.finishing.faults import fault
from compendium.finishing.imposition import (
    Make,
    Slot,
    arrange,
    blanks_of,
    bleed_of,
    draw_sheets,
    impose,
    plan_of,
    reading_order,
    trim_of,
    tumble_order,
)
from compendium.units import Length, Size

SADDLE = 4
"""A folded sheet has four pages."""

SIGNATURES = (8, 16, 32)
"""Pages of a signature for perfect binding, as sheets are folded three, four or five pages thick at most."""

_PICTURE_WIDTH = 900
"""Pixels of one side in the proof picture."""

_GAP = 12
"""Pixels between the two sides."""


@dataclass(frozen=True, slots=True)
class Source:
    """A finished PDF that goes into a booklet.

    Attributes:
        name: its file name, for messages.
        data: the PDF.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Booklet:
    """An imposed booklet.

    Attributes:
        pdf: the sheets, fronts and backs in turn.
        plan: the plan in words, in both languages.
        pages: pages of the folded booklet, blanks included.
        blanks: positions of the blanks, from 1.
        sheets: how many sheets it takes.
        sheet: size of the sheet as it lies.
        scale: by how much pages were made smaller; 1 for not at all.
    """

    pdf: bytes
    plan: str
    pages: int
    blanks: tuple[int, ...]
    sheets: int
    sheet: Size
    scale: float


def make_booklet(sources: Sequence[Source], make: Make, *, last_outside: bool = False) -> Booklet:
    """Impose one PDF, or two of them back to back.

    Args:
        sources: one PDF; two for a tumble booklet, whose second book is read from the other side.
        make: sheet, binding and creep.
        last_outside: whether the last page is a back cover (see `reading_order`).

    Raises:
        ContentError: a file cannot be read (IMP-FILE), is locked (IMP-LOCKED) or empty (IMP-EMPTY), its pages have
            several sizes (IMP-TRIM) or do not fit (IMP-SHEET, IMP-SHEET-NAME), the signature is none (IMP-SIGNATURE).
    """
    opened = [_opened(source) for source in sources]
    if make.signature is not None and make.signature not in SIGNATURES:
        known = ", ".join(map(str, SIGNATURES))
        raise fault("IMP-SIGNATURE", "booklet", f"a signature has no {make.signature} pages", f"take one of {known}")
    trims = [trim_of(pdf, source.name) for pdf, source in zip(opened, sources, strict=True)]
    if len({(round(t.width.mm), round(t.height.mm)) for t in trims}) > 1:
        raise fault(
            "IMP-TRIM", sources[1].name, "the two books have pages of different sizes", "build both on one trim"
        )
    multiple = make.signature or SADDLE
    slots = _slots([len(pdf.pages) for pdf in opened], multiple, last_outside=last_outside)
    signature = make.signature or len(slots)
    arrangement = arrange(trims[0], signature, make)
    sheets = impose(slots, signature, arrangement.up)
    data = draw_sheets(opened, sheets, arrangement, marks=True)
    bleed = Length(min(bleed_of(pdf).pt for pdf in opened) * arrangement.scale)
    plan = plan_of(slots, sheets, arrangement, [[str(page.label) for page in pdf.pages] for pdf in opened], bleed)
    return Booklet(data, plan, len(slots), blanks_of(slots), len(sheets), arrangement.sheet, arrangement.scale)


def with_sheet_before(booklet: bytes, page: bytes) -> bytes:
    """Put a sheet of its own before a booklet: the page, and an empty back, so that the sides stay in step."""
    pdf, before = Pdf.open(io.BytesIO(booklet)), Pdf.open(io.BytesIO(page))
    edges = [float(edge) for edge in pdf.pages[0].mediabox]
    pdf.pages.insert(0, before.pages[0])
    pdf.add_blank_page(page_size=(edges[2] - edges[0], edges[3] - edges[1]))
    pdf.pages.insert(1, pdf.pages[-1])
    del pdf.pages[-1]
    front = pdf.pages[0].obj
    for key in ("/Annots", "/StructParents", "/Tabs"):
        if key in front:
            del front[key]
    written = io.BytesIO()
    pdf.save(written, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return written.getvalue()


def picture_of(booklet: Booklet) -> bytes:
    """A PNG of the first sheet, its front above or left of its back, to fold a trial sheet after."""
    document = pypdfium2.PdfDocument(booklet.pdf)
    try:
        sides = [_picture(document[index]) for index in range(2)]
    finally:
        document.close()
    width, height = sides[0].size
    across, down = (width + _GAP, 0) if height > width else (0, height + _GAP)
    together = Image.new("L", (width + across, height + down), 160)
    for index, side in enumerate(sides):
        together.paste(side, (index * across, index * down))
    written = io.BytesIO()
    together.save(written, "PNG", optimize=False)
    return written.getvalue()


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=_PICTURE_WIDTH / page.get_width()).to_pil().convert("L")
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=0)
    return picture


def _slots(pages: Sequence[int], multiple: int, *, last_outside: bool) -> tuple[Slot, ...]:
    if len(pages) == 1:
        return reading_order(pages[0], multiple, last_outside=last_outside)
    return tumble_order(pages[0], pages[1], multiple)


def _opened(source: Source) -> Pdf:
    try:
        pdf = Pdf.open(io.BytesIO(source.data))
        len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise fault("IMP-LOCKED", source.name, "the file is locked with a password", "take the lock away") from error
    except pikepdf.PdfError as error:
        raise fault(
            "IMP-FILE", source.name, "the file is no PDF, or damaged beyond repair", "give a whole PDF"
        ) from error
    return pdf
