"""Draws the imposed sheets; the pages stay what they are: vectors, inks and fonts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Matrix, Name, Object, ObjectStreamMode, Page, Pdf, Rectangle

from compendium.finishing.faults import fault
from compendium.finishing.imposition.folding import Cell, Sheet
from compendium.finishing.imposition.layout import Arrangement
from compendium.finishing.imposition.marks import marks_on
from compendium.units import Box, Length, Size

_SAME = 1.0
"""Points by which the trims of the pages may differ."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A page as it is drawn: its content cut to its bleed, its trim as it stands, points of its unit."""

    content: Object
    trim: Rectangle
    unit: float


@dataclass(slots=True)
class _Printer:
    """Prints cells; each page is copied into the file once."""

    pdf: Pdf
    sources: Sequence[Pdf]
    arrangement: Arrangement
    forms: dict[tuple[int, int], _Form]

    def side(self, cells: Sequence[Cell], marks: Object) -> None:
        sheet = self.arrangement.sheet
        self.pdf.add_blank_page(page_size=(sheet.width.pt, sheet.height.pt))
        page = self.pdf.pages[-1]
        named = Dictionary()
        drawn: list[str] = []
        for cell in cells:
            if cell.slot.page is not None:
                name = f"/Page{cell.position + 1}"
                form = self._form(cell.slot.source, cell.slot.page)
                named[name] = form.content
                placed = self._placed(cell, form).encode().decode("ascii")
                drawn.append(f"q {_clip(self.arrangement.room(cell))} {placed} cm {name} Do Q")
        page.obj[Name.Resources] = Dictionary(XObject=named)
        page.obj[Name.Contents] = Array([self.pdf.make_stream("\n".join([*drawn, ""]).encode()), marks])
        page.obj[Name.TrimBox] = Array([0, 0, *(round(edge, 4) for edge in (sheet.width.pt, sheet.height.pt))])

    def _form(self, source: int, index: int) -> _Form:
        key = (source, index)
        if key not in self.forms:
            page = self.sources[source].pages[index]
            form = page.as_form_xobject()
            form[Name.BBox] = Array(list(_bleed(page)))
            copied = self.pdf.copy_foreign(self.sources[source].make_indirect(form))
            trim = _upright(page.trimbox, form)
            self.forms[key] = _Form(copied, trim, float(page.obj.get(Name.UserUnit, 1)))
        return self.forms[key]

    def _placed(self, cell: Cell, form: _Form) -> Matrix:
        """From the page's own coordinates to its place: scaled, turned where it is head down, moved."""
        trim, box = form.trim, self.arrangement.box(cell)
        scale = self.arrangement.scale * form.unit
        matrix = Matrix().translated(-(trim.llx + trim.urx) / 2, -(trim.lly + trim.ury) / 2)
        turn = Matrix(-1, 0, 0, -1, 0, 0) if cell.head_down else Matrix()
        middle = Matrix(1, 0, 0, 1, (box.left.pt + box.right.pt) / 2, (box.bottom.pt + box.top.pt) / 2)
        return matrix @ Matrix(scale, 0, 0, scale, 0, 0) @ turn @ middle


def bleed_of(pdf: Pdf) -> Length:
    """The least bleed of the pages of a file; nothing where one has none."""
    least = None
    for page in pdf.pages:
        trim, bleed = (_edges(box) for box in (page.trimbox, _bleed(page)))
        around = min(a - b if place < 2 else b - a for place, (a, b) in enumerate(zip(trim, bleed, strict=True)))
        least = around if least is None else min(least, around)
    return Length(max(0.0, least or 0.0))


def trim_of(pdf: Pdf, file: str) -> Size:
    """The trimmed size of the pages of a file, as they are looked at.

    Raises:
        ContentError: IMP-TRIM, a page has another size than the first.
    """
    first: Size | None = None
    for number, page in enumerate(pdf.pages, start=1):
        size = _looked_at(page)
        first = first or size
        if abs(size.width.pt - first.width.pt) > _SAME or abs(size.height.pt - first.height.pt) > _SAME:
            sizes = f"{size.width.mm:.0f} x {size.height.mm:.0f} mm, the first {first.width.mm:.0f} x "
            message = f"page {number} is {sizes}{first.height.mm:.0f} mm"
            raise fault("IMP-TRIM", file, message, "impose pages of one size")
    if first is None:
        raise fault("IMP-EMPTY", file, "the file has no page", "give a file that has pages")
    return first


def draw_sheets(sources: Sequence[Pdf], sheets: Sequence[Sheet], arrangement: Arrangement, *, marks: bool) -> bytes:
    """The imposed file: for each sheet its front, then its back.

    The output intent of the first source is kept, so that its inks keep their meaning. The same sources give the same
    bytes.
    """
    pdf = Pdf.new()
    printer = _Printer(pdf, sources, arrangement, {})
    stream = pdf.make_stream(marks_on(arrangement) if marks else b"")
    for sheet in sheets:
        printer.side(sheet.front, stream)
        printer.side(sheet.back, stream)
    intents = sources[0].Root.get(Name.OutputIntents)
    if intents is not None:
        pdf.Root[Name.OutputIntents] = pdf.copy_foreign(sources[0].make_indirect(intents))
    pdf.Root[Name.ViewerPreferences] = Dictionary(Duplex=_duplex(arrangement), PrintScaling=Name("/None"))
    written = io.BytesIO()
    pdf.save(written, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return written.getvalue()


def _duplex(arrangement: Arrangement) -> Name:
    """The back is seen by turning sideways: over the short edge of a lying sheet (ISO 32000-1, table 150)."""
    lying = arrangement.sheet.width.pt > arrangement.sheet.height.pt
    return Name.DuplexFlipShortEdge if lying else Name.DuplexFlipLongEdge


def _looked_at(page: Page) -> Size:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    width, height = abs(right - left), abs(top - bottom)
    if int(page.obj.get(Name.Rotate, 0)) % 180:
        width, height = height, width
    unit = float(page.obj.get(Name.UserUnit, 1))
    return Size(Length(width * unit), Length(height * unit))


def _upright(box: Array, form: Object) -> Rectangle:
    """A box after the matrix of its form, which stands a rotated page upright."""
    matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    left, bottom, right, top = (float(edge) for edge in box)
    return matrix.transform(Rectangle(left, bottom, right, top))


def _bleed(page: Page) -> Array:
    """The bleed box where one is named: what else lies around a trim may be marks."""
    return page.bleedbox if Name.BleedBox in page.obj else page.trimbox


def _edges(box: Array) -> tuple[float, float, float, float]:
    one, two, three, four = (float(edge) for edge in box)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _clip(room: Box) -> str:
    size = room.size
    return f"{room.left.pt:.3f} {room.bottom.pt:.3f} {size.width.pt:.3f} {size.height.pt:.3f} re W n"
