"""Rules for every door."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Name, NotExtractableError, Object, PdfImage, PikepdfError, UnsupportedImageTypeError

from compendium.conformance.preflight.rule import A2, PDF, X4, Door, rule
from compendium.conformance.preflight.subject import Subject, box_of, listed
from compendium.diagnostics import Severity

MAX_PIXELS = 100_000_000
"""Pixels of one picture: A3 at 600 dots an inch has seventy million."""

_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)
_STEP = 1.0
"""Points by which the sizes of pages may differ."""


@rule("PF-PAGES", f"{PDF}, 7.7.3")
def has_pages(subject: Subject) -> Iterator[str]:
    """The file has a page."""
    if subject.count == 0:
        yield "the file has no page"


@rule("PF-CONTENT", f"{PDF}, 7.8.2")
def content_reads(subject: Subject) -> Iterator[str]:
    """The content of every page can be read to its end."""
    for number, painting in enumerate(subject.paintings, start=1):
        if painting.fault:
            yield f"page {number}: {painting.fault}"


@rule("PF-PICTURES", f"{PDF}, 8.9.5", hint="save the picture anew")
def pictures_read(subject: Subject) -> Iterator[str]:
    """Every picture is whole, and none is so large that it stops its reader."""
    for picture in subject.streams():
        if picture.get(Name.Subtype) != Name.Image:
            continue
        size = int(picture.get(Name.Width, 0)), int(picture.get(Name.Height, 0))
        said = f"a picture of {size[0]} x {size[1]} pixels"
        if size[0] * size[1] > MAX_PIXELS:
            yield f"{said} is more than a reader should open: the most is {MAX_PIXELS}"
            continue
        try:
            PdfImage(picture).as_pil_image().load()
        except (NotExtractableError, UnsupportedImageTypeError, NotImplementedError):
            # A kind of picture that this reader does not know is not broken for that.
            continue
        except (PikepdfError, OSError, ValueError, TypeError, KeyError) as error:
            yield f"{said} cannot be read: {error}"


@rule("PF-FONT-EMBEDDED", f"{X4}, 6.5; {PDF}, 9.9", hint="embed every font")
def fonts_embedded(subject: Subject) -> Iterator[str]:
    """Every font is embedded."""
    for page, font in subject.fonts:
        kind = font.get(Name.Subtype)
        if kind == Name.Type3:
            continue
        holder: Object = font
        if kind == Name.Type0:
            below = font.get(Name.DescendantFonts)
            holder = below[0] if below is not None and len(below) else font
        descriptor = holder.get(Name.FontDescriptor)
        if descriptor is None or not any(key in descriptor for key in _PROGRAMS):
            yield f"the font {str(font.get(Name.BaseFont, '?')).removeprefix('/')} (page {page}) is not embedded"


@rule("PF-FONT-SUBSET", f"{X4}, 6.5", Door.PRESS, Door.SCREEN, severity=Severity.WARNING)
def fonts_once(subject: Subject) -> Iterator[str]:
    """No font program is embedded twice."""
    seen: dict[bytes, str] = {}
    for _, font in subject.fonts:
        program = program_of(font)
        if program is None:
            continue
        name, key = str(font.get(Name.BaseFont, "?")).removeprefix("/"), program.read_raw_bytes()
        if key in seen and program.objgen != (0, 0) and seen[key] != f"{program.objgen}":
            yield f"the font {name} is embedded twice"
        seen.setdefault(key, f"{program.objgen}")


def program_of(font: Object) -> Object | None:
    """The font program that a font embeds."""
    holder = font[Name.DescendantFonts][0] if Name.DescendantFonts in font else font
    descriptor = holder.get(Name.FontDescriptor)
    return next((descriptor[key] for key in _PROGRAMS if key in descriptor), None) if descriptor is not None else None


@rule("PF-SIZE", "practice: one trim for the knife, one sheet for the copier", Door.PRESS, Door.BOOKLET)
def one_size(subject: Subject) -> Iterator[str]:
    """All pages have one size."""
    sizes = [_size(page.obj) for page in subject.pdf.pages]
    first = next((size for size in sizes if size), None)
    if first is None:
        return
    others = [
        number
        for number, size in enumerate(sizes, start=1)
        if size is None or max(abs(a - b) for a, b in zip(size, first, strict=True)) > _STEP
    ]
    if others:
        yield f"pages of another size than the first: {listed(others)}"


def _size(page: Object) -> tuple[float, float] | None:
    box = box_of(page, "/TrimBox") or box_of(page, "/MediaBox")
    return (box[2] - box[0], box[3] - box[1]) if box else None


@rule("PF-LOCKED", f"{X4}, 6.15; {A2}, 6.1.3", hint="write it without encryption")
def unlocked(subject: Subject) -> Iterator[str]:
    """The file is not encrypted."""
    if subject.pdf.is_encrypted:
        yield "the file is encrypted"


@rule("PF-ID", f"{PDF}, 14.4; {X4}, 6.10", Door.PRESS, Door.SCREEN)
def has_id(subject: Subject) -> Iterator[str]:
    """The file has an identifier of its own."""
    found = subject.pdf.trailer.get("/ID")
    if found is None or len(found) != 2 or not bytes(found[0]):
        yield "the trailer has no /ID"
