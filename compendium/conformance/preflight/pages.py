"""Rules of the press on boxes, and on what does not belong on a page that is printed."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

from compendium.conformance.preflight.rule import PDF, X4, Door, rule
from compendium.conformance.preflight.subject import Subject, box_of, listed
from compendium.diagnostics import Severity
from compendium.units import Length

_SLACK = 0.05
"""Points: rounding of box figures."""

_MARKS = (Name.TrapNet, Name.PrinterMark)
_INTENTS = frozenset({"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"})


@rule("PX-TRIM", f"{X4}, 6.12; {PDF}, 14.11.2", Door.PRESS)
def trimmed(subject: Subject) -> Iterator[str]:
    """Every page has either a TrimBox or an ArtBox."""
    pages = list(enumerate(subject.pdf.pages, start=1))
    neither = [n for n, page in pages if "/TrimBox" not in page.obj and "/ArtBox" not in page.obj]
    both = [n for n, page in pages if "/TrimBox" in page.obj and "/ArtBox" in page.obj]
    if neither:
        yield f"pages without a TrimBox: {listed(neither)}"
    if both:
        yield f"pages with a TrimBox and an ArtBox: {listed(both)}"


@rule("PX-BOXES", f"{X4}, 6.12; {PDF}, 14.11.2", Door.PRESS)
def nested(subject: Subject) -> Iterator[str]:
    """The trim lies within the bleed, and the bleed within the medium."""
    wrong = [number for number, page in enumerate(subject.pdf.pages, start=1) if not _is_nested(page.obj)]
    if wrong:
        yield f"pages whose boxes are not one within the other: {listed(wrong)}"


@rule("PX-BLEED", "practice: a knife is off by up to 3 mm", Door.PRESS, hint="let the bleed be 3 mm all round")
def bled(subject: Subject) -> Iterator[str]:
    """Every page has the bleed that is asked for."""
    least = Length.from_mm(subject.limits.bleed).pt - _SLACK
    found: dict[str, list[int]] = {}
    for number, page in enumerate(subject.pdf.pages, start=1):
        trim, bleed = box_of(page.obj, "/TrimBox"), box_of(page.obj, "/BleedBox")
        if trim is None:
            continue
        width = min(abs(a - b) for a, b in zip(trim, bleed or trim, strict=True))
        if width < least:
            found.setdefault(f"{Length(width).mm:.1f}", []).append(number)
    for said, numbers in found.items():
        yield f"the bleed is {said} mm on pages {listed(numbers)}; {subject.limits.bleed:g} mm are asked for"


@rule("PX-ANNOTATIONS", f"{X4}, 6.17; {PDF}, 14.11.3", Door.PRESS, hint="take links and notes off the page")
def unannotated(subject: Subject) -> Iterator[str]:
    """No annotation stands within the bleed."""
    wrong = []
    for number, page in enumerate(subject.pdf.pages, start=1):
        bleed = box_of(page.obj, "/BleedBox") or box_of(page.obj, "/TrimBox") or box_of(page.obj, "/MediaBox")
        annotations = page.obj.get(Name.Annots, ())
        if any(a.get(Name.Subtype) not in _MARKS and _touches(a, bleed) for a in annotations):
            wrong.append(number)
    if wrong:
        yield f"pages with annotations: {listed(wrong)}"


@rule("PX-ACTIONS", f"{X4}, 6.18", Door.PRESS)
def inactive(subject: Subject) -> Iterator[str]:
    """The file does nothing by itself: no actions, no scripts."""
    root = subject.pdf.Root
    found = [key for key in ("/AA", "/OpenAction") if isinstance(root.get(key), Dictionary)]
    if "/JavaScript" in root.get(Name.Names, Dictionary()):
        found.append("/JavaScript")
    if found:
        yield f"the catalogue has {', '.join(found)}"
    pages = [number for number, page in enumerate(subject.pdf.pages, start=1) if "/AA" in page.obj]
    if pages:
        yield f"pages with actions: {listed(pages)}"


@rule("PX-FORMS", f"{X4}, 6.26", Door.PRESS)
def no_form(subject: Subject) -> Iterator[str]:
    """The file has no form to fill in."""
    form = subject.pdf.Root.get(Name.AcroForm)
    if form is not None and (len(form.get(Name.Fields, Array())) or Name.XFA in form):
        yield "the file has a form"


@rule("PX-EMBEDDED", f"{X4}, 6.7; {PDF}, 7.11.4", Door.PRESS)
def nothing_attached(subject: Subject) -> Iterator[str]:
    """No file is attached."""
    if "/EmbeddedFiles" in subject.pdf.Root.get(Name.Names, Dictionary()):
        yield "the file has attachments"


@rule("PX-EXTERNAL", f"{X4}, 6.7; {PDF}, 7.3.8 and 8.10.4", Door.PRESS)
def self_contained(subject: Subject) -> Iterator[str]:
    """Nothing is taken from another file."""
    for stream in subject.streams():
        if Name.F in stream and stream.get(Name.Type) != Name.EmbeddedFile:
            yield "a stream stands in another file"
            return
        if Name.Ref in stream or Name.OPI in stream:
            yield "a form or picture stands for one in another file"
            return


@rule("PX-LZW", f"{X4}, 6.8", Door.PRESS)
def no_lzw(subject: Subject) -> Iterator[str]:
    """No stream is compressed with LZW."""
    if any("/LZWDecode" in _filters(stream) for stream in subject.streams()):
        yield "a stream is compressed with LZW"


@rule("PX-POSTSCRIPT", f"{X4}, 6.14", Door.PRESS)
def no_postscript(subject: Subject) -> Iterator[str]:
    """No PostScript stands in the pages."""
    if any(stream.get(Name.Subtype) == Name.PS or Name.PS in stream for stream in subject.streams()):
        yield "the file holds PostScript"


@rule("PX-COMPATIBILITY", f"{X4}, 6.19", Door.PRESS)
def no_compatibility(subject: Subject) -> Iterator[str]:
    """No content asks readers to pass over what they do not know (BX, EX)."""
    pages = [n for n, painting in enumerate(subject.paintings, start=1) if painting.operators & {"BX", "EX"}]
    if pages:
        yield f"pages with BX or EX: {listed(pages)}"


@rule("PX-RENDERING", f"{X4}, 6.23; {PDF}, table 70", Door.PRESS)
def rendering_intents(subject: Subject) -> Iterator[str]:
    """Rendering intents are the four of PDF."""
    others = {name for painting in subject.paintings for name in painting.intents} - _INTENTS
    if others:
        yield f"unknown rendering intents: {', '.join(sorted(others))}"


@rule("PX-LAYERS", f"{X4}, 6.24", Door.PRESS, severity=Severity.WARNING)
def no_layers(subject: Subject) -> Iterator[str]:
    """Nothing is printed or not by the state of a layer."""
    if Name.OCProperties in subject.pdf.Root:
        yield "the file has layers"


@rule("PX-SIGNATURE", "practice: a signature is folded from whole sheets", Door.PRESS, severity=Severity.WARNING)
def whole_signatures(subject: Subject) -> Iterator[str]:
    """The number of pages makes whole signatures; a single page is a cover or a sheet that is not folded."""
    if subject.count > 1 and subject.count % subject.limits.signature:
        yield f"{subject.count} pages are no multiple of {subject.limits.signature}"


def _is_nested(page: Object) -> bool:
    media, trim = box_of(page, "/MediaBox"), box_of(page, "/TrimBox") or box_of(page, "/ArtBox")
    if media is None or trim is None:
        return media is not None
    bleed = box_of(page, "/BleedBox") or trim
    return _within(trim, bleed) and _within(bleed, media)


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    left, bottom, right, top = (a - b for a, b in zip(inner, outer, strict=True))
    return left >= -_SLACK and bottom >= -_SLACK and right <= _SLACK and top <= _SLACK


def _touches(annotation: Object, box: tuple[float, float, float, float] | None) -> bool:
    edges = [float(edge) for edge in annotation.get(Name.Rect, Array())]
    if box is None or len(edges) != 4:
        return True
    left, right = sorted((edges[0], edges[2]))
    bottom, top = sorted((edges[1], edges[3]))
    return left < box[2] and right > box[0] and bottom < box[3] and top > box[1]


def _filters(stream: Stream) -> list[str]:
    found = stream.get(Name.Filter)
    if found is None:
        return []
    return [str(item) for item in found] if isinstance(found, Array) else [str(found)]
