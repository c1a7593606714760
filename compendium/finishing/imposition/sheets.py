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
from compendium.units import Length, Size

_SAME = 1.0
"""Points by which the trims of the pages may differ."""


@dataclass(slots=True)
class _Printer:
    """Prints cells; each page is copied into the file once."""

    pdf: Pdf
    sources: Sequence[Pdf]
    arrangement: Arrangement
    forms: dict[tuple[int, int], Object]

    def side(self, cells: Sequence[Cell], marks: Object) -> None:
        sheet = self.arrangement.sheet
        self.pdf.add_blank_page(page_size=(sheet.width.pt, sheet.height.pt))
        page = self.pdf.pages[-1]
        named = Dictionary()
        drawn: list[str] = []
        for cell in cells:
            if cell.slot.page is not None:
                name = f"/Page{cell.position + 1}"
                named[name] = self._form(cell.slot.source, cell.slot.page)
                drawn.append(f"q {self._placed(cell, named[name]).encode().decode('ascii')} cm {name} Do Q")
        page.obj[Name.Resources] = Dictionary(XObject=named)
        page.obj[Name.Contents] = Array([self.pdf.make_stream("\n".join([*drawn, ""]).encode()), marks])
        page.obj[Name.TrimBox] = Array([0, 0, *(round(edge, 4) for edge in (sheet.width.pt, sheet.height.pt))])

    def _form(self, source: int, index: int) -> Object:
        key = (source, index)
        if key not in self.forms:
            page = self.sources[source].pages[index]
            form = page.as_form_xobject()
            form[Name.BBox] = Array(list(page.trimbox))
            self.forms[key] = self.pdf.copy_foreign(self.sources[source].make_indirect(form))
        return self.forms[key]

    def _placed(self, cell: Cell, form: Object) -> Matrix:
        """From the page's own coordinates to its place: scaled, turned where it is head down, moved."""
        shown = _shown(form)
        box = self.arrangement.box(cell)
        scale = self.arrangement.scale
        matrix = Matrix().translated(-(shown.llx + shown.urx) / 2, -(shown.lly + shown.ury) / 2)
        turn = Matrix(-1, 0, 0, -1, 0, 0) if cell.head_down else Matrix()
        middle = Matrix(1, 0, 0, 1, (box.left.pt + box.right.pt) / 2, (box.bottom.pt + box.top.pt) / 2)
        return matrix @ Matrix(scale, 0, 0, scale, 0, 0) @ turn @ middle


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


def _shown(form: Object) -> Rectangle:
    """The box of a form after its own matrix, which stands a rotated page upright."""
    matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    left, bottom, right, top = (float(edge) for edge in form[Name.BBox])
    return matrix.transform(Rectangle(left, bottom, right, top))
