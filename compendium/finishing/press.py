"""Makes the press file of a book that was painted in inks: PDF/X-4, with bleed, slug and marks."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf

from compendium.finishing.faults import fault
from compendium.finishing.identity import declare_intents, identify
from compendium.finishing.inks import Spot, ink_contents
from compendium.finishing.marks import press_marks, registration_space, slug_line
from compendium.finishing.pictures import ink_pictures
from compendium.finishing.profile import Profile
from compendium.units import Box, Length

BLEED = Length.from_mm(3)
SLUG = Length.from_mm(10)
"""Margin around the trim, bleed included: room for marks and one line."""

LEAST_ROOM = Length.from_mm(6)
"""Slug outside the bleed: a gap, a mark that can be seen, and a gap."""

_ROOT_KEYS = (
    "/OpenAction",
    "/AA",
    "/AcroForm",
    "/Outlines",
    "/Names",
    "/Dests",
    "/StructTreeRoot",
    "/MarkInfo",
    "/PageMode",
    "/PageLayout",
    "/ViewerPreferences",
)
"""What a press does not read, and what a reader of the screen file would miss nothing of."""

_PAGE_KEYS = ("/Annots", "/AA", "/StructParents", "/Tabs", "/Group")


@dataclass(frozen=True, slots=True)
class PressJob:
    """What the printer is given besides the pages.

    Attributes:
        title: of the edition, for the slug and the file's own description.
        day: the date of the edition, the one clock.
        profile: the colour profile of the press.
        signature: pages of a signature; 1 for a cover.
        bleed: how far pictures and grounds run over the trim.
        spot: a spot ink, if the job has one.
        folds: where a cover is folded, from the left edge of its trim.
        label: what the slug says instead of the folio; empty for the folio.
    """

    title: str
    day: date
    profile: Profile
    signature: int = 8
    bleed: Length = BLEED
    spot: Spot | None = None
    folds: tuple[Length, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class PressFile:
    """A press file, not yet judged.

    Attributes:
        data: the PDF.
        pages: how many pages it has, blanks included.
        blanks: positions of the blanks that fill the last signature, from 1.
        turned: how many RGB pictures were turned into inks.
    """

    data: bytes
    pages: int
    blanks: tuple[int, ...]
    turned: int


def make_press_file(painted: bytes, job: PressJob) -> PressFile:
    """Finish a PDF that was painted for the press.

    Args:
        painted: the bound book in inks, every page with a TrimBox.
        job: what the printer is given.

    Raises:
        ContentError: PRESS-BLEED, the bleed is less than the trade's 3 mm; PRESS-SIGNATURE, a signature that cannot
            be folded; PRESS-PICTURE, a picture that cannot be printed.
    """
    check_bleed(job.bleed)
    if job.signature < 1:
        raise fault("PRESS-SIGNATURE", "press", f"a signature has no {job.signature} pages", "4, 8, 16 or 32 pages")
    pdf = Pdf.open(io.BytesIO(painted))
    blanks = _fill_signature(pdf, job.signature)
    turned = ink_pictures(pdf, job.profile)
    ink_contents(pdf, job.spot)
    _strip(pdf)
    _dress(pdf, job)
    declare_intents(pdf, job.profile)
    identify(pdf, job.title, job.day, painted)
    written = io.BytesIO()
    # PDF/X-4 rests on PDF 1.6; without object streams even an old workflow reads it.
    pdf.save(
        written,
        force_version="1.6",
        object_stream_mode=ObjectStreamMode.disable,
        compress_streams=True,
        deterministic_id=True,
    )
    return PressFile(written.getvalue(), len(pdf.pages), blanks, turned)


def check_bleed(bleed: Length) -> None:
    """Check that a knife may be off.

    Raises:
        ContentError: PRESS-BLEED, the bleed is less than the trade's 3 mm.
    """
    if bleed.mm < BLEED.mm - 0.01:
        message = f"the bleed is {bleed.mm:g} mm; a knife needs {BLEED.mm:.0f} mm"
        raise fault("PRESS-BLEED", "press", message, "write `bleed: 3` or more, in millimetres")


def _fill_signature(pdf: Pdf, signature: int) -> tuple[int, ...]:
    pages = len(pdf.pages)
    wanted = pages + -pages % signature
    for _ in range(pages, wanted):
        boxes = {key: Array(list(pdf.pages[0].obj[key])) for key in ("/MediaBox", "/TrimBox")}
        blank = Dictionary({"/Type": Name.Page, "/Resources": Dictionary(), "/Contents": pdf.make_stream(b""), **boxes})
        pdf.pages.append(Page(pdf.make_indirect(blank)))
    return tuple(range(pages + 1, wanted + 1))


def _strip(pdf: Pdf) -> None:
    for key in _ROOT_KEYS:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in _PAGE_KEYS:
            if key in page.obj:
                del page.obj[key]


def _dress(pdf: Pdf, job: PressJob) -> None:
    """Give every page its boxes, clip it to its bleed and put the marks around it."""
    slug = Length(max(SLUG.pt, (job.bleed + LEAST_ROOM).pt))
    everywhere = pdf.make_indirect(registration_space(pdf))
    labels = [str(page.label) for page in pdf.pages]
    marked: dict[tuple[float, ...], Object] = {}
    for number, (page, label) in enumerate(zip(pdf.pages, labels, strict=True), start=1):
        trim = _trim(page)
        media, bleed = _around(trim, slug), _around(trim, job.bleed)
        for key, box in (("/MediaBox", media), ("/CropBox", media), ("/BleedBox", bleed), ("/TrimBox", trim)):
            page.obj[key] = _array(box)
        size = (trim.left.pt, trim.bottom.pt, trim.right.pt, trim.top.pt)
        if size not in marked:
            marked[size] = _form(pdf, media, everywhere, press_marks(trim, job.bleed, slug, job.folds))
        resources = page.obj[Name.Resources]
        for kind in ("/XObject", "/ColorSpace"):
            if kind not in resources:
                resources[kind] = Dictionary()
        resources["/XObject"]["/PressMarks"] = marked[size]
        resources["/ColorSpace"]["/All"] = everywhere
        text = f"{job.title} · {job.day.isoformat()} · {job.label or label} ({number}/{len(labels)})"
        after = f"\nQ\n/PressMarks Do\n{slug_line(trim, job.bleed, text)}\n"
        page.obj[Name.Contents] = Array(
            [pdf.make_stream(_clip(bleed).encode()), page.obj[Name.Contents], pdf.make_stream(after.encode())]
        )
        page.contents_coalesce()


def _form(pdf: Pdf, box: Box, everywhere: Object, content: str) -> Object:
    form = pdf.make_stream(content.encode())
    form[Name.Type], form[Name.Subtype], form[Name.BBox] = Name.XObject, Name.Form, _array(box)
    form[Name.Resources] = Dictionary(ColorSpace=Dictionary({"/All": everywhere}))
    return form


def _clip(bleed: Box) -> str:
    size = bleed.size
    return f"q {bleed.left.pt:.3f} {bleed.bottom.pt:.3f} {size.width.pt:.3f} {size.height.pt:.3f} re W n\n"


def _trim(page: Page) -> Box:
    one, two, three, four = (float(edge) for edge in page.trimbox)
    return Box(Length(min(one, three)), Length(min(two, four)), Length(max(one, three)), Length(max(two, four)))


def _around(box: Box, width: Length) -> Box:
    return Box(box.left - width, box.bottom - width, box.right + width, box.top + width)


def _array(box: Box) -> Array:
    return Array([round(edge.pt, 3) for edge in (box.left, box.bottom, box.right, box.top)])
