"""The file as a whole: its pages by number, its labels, and what of it has to be read again."""

from __future__ import annotations

import io
import struct

import pypdfium2
import pytest
from fontTools.ttLib.sfnt import SFNTReader
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.conformance.fingerprints import Fingerprints
from compendium.conformance.finished import FinishedFile
from compendium.conformance.glyphs import shown_on
from compendium.conformance.leaves import Leaves, opened
from compendium.conformance.means import Means
from tests.unit.binding.bookmaking import Making, words


def book(*bodies: str) -> tuple[bytes, dict[str, range]]:
    making = Making()
    for number, body in enumerate(bodies):
        making.add(f"s{number}", body, words(f"Section {number}"))
    starts = making.pagination.starts
    return making.bind(), {
        name: range(start, start + making.proofs[name].ledger.pages) for name, start in starts.items()
    }


def saved(pdf: Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


LONG = "".join(
    f"<p style='break-after: page'>Page {n}, <a href='https://example.org/{n}'>out</a></p>" for n in range(9)
)


@pytest.mark.parametrize("change", ["as it is", "as a library writes it", "nested"])
def test_pages_are_those_that_a_library_finds(change):
    data, _ = book("<p>One</p>", LONG, "<p>Three</p>")
    with Pdf.open(io.BytesIO(data)) as pdf:
        if change == "nested":
            held = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([pdf.Root.Pages]), Count=len(pdf.pages)))
            pdf.Root.Pages.Parent, pdf.Root.Pages = held, held
        data = data if change == "as it is" else saved(pdf)
    with Pdf.open(io.BytesIO(data)) as pdf, opened(data) as lazily:
        assert list(Leaves(lazily).numbers) == [page.objgen for page in pdf.pages]


def test_a_page_tree_that_goes_round_is_refused():
    data, _ = book("<p>One</p>")
    with Pdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
        pdf.Root.Pages.Kids = Array([pdf.Root.Pages, pdf.Root.Pages])
        with pytest.raises(ValueError, match="no end"):
            Leaves(pdf)


def test_labels_are_those_that_a_library_tells():
    with Pdf.new() as pdf:
        for _ in range(70):
            pdf.add_blank_page()
        runs = [
            (0, Dictionary(S=Name.r)),
            (9, Dictionary(S=Name.D, St=7, P=String("A-"))),
            (12, Dictionary(S=Name.R, St=38)),
            (14, Dictionary(P=String("Cover"))),
            (15, Dictionary(S=Name.a)),
            (41, Dictionary(S=Name.A)),
            (67, Dictionary(S=Name.a, St=52)),
            (68, Dictionary(S=Name.D)),
        ]
        pdf.Root.PageLabels = Dictionary(Nums=Array([entry for run in runs for entry in run]))
        data = saved(pdf)
    file = FinishedFile(data)
    with Pdf.open(io.BytesIO(data)) as pdf:
        told = [page.label for page in pdf.pages]
    # After `z` the library goes on as spreadsheets do; the standard has `aa` to `zz`.
    assert [file.label(index) for index in range(70)] == [*told[:67], "zz", *told[68:]]
    file.close()


def test_of_a_section_without_texts_only_the_pages_that_changed_are_read(monkeypatch):
    kept: dict[str, bytes] = {}
    means = Means(Keeping(kept))
    data, sections = book("<p>One</p>", LONG)
    read(data, sections, means)
    changed, _ = book("<p>One</p>", LONG.replace("Page 4", "Page 44"))
    loaded = pages_loaded(monkeypatch)
    read(changed, sections, means)
    assert loaded == [sections["s1"].start + 4]


def test_what_was_read_before_is_told_without_help():
    kept: dict[str, bytes] = {}
    given: list[int] = []

    def share(work, items):
        given.append(len(items))
        return map(work, items)

    means = Means(Keeping(kept), share)
    data, sections = book("<p>One</p>", LONG)
    read(data, sections, means)
    read(data, sections, means)
    assert given == [1, 0]


def test_another_glyph_in_a_font_changes_no_page_that_does_not_show_it(monkeypatch):
    means = Means(Keeping({}))
    data, sections = book("<p>A book bound</p>", LONG)
    read(data, sections, means)
    loaded = pages_loaded(monkeypatch)
    changed, _ = book("<p>A book burnt</p>", LONG)
    read(changed, sections, means)
    assert loaded == [0]


SHOWN, OTHER = 0x1C, 0x12
"""The glyphs of `a` and `Q` in the house's serif."""


def another_text(font: Object, glyph: int) -> None:
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<%04x> <00" % glyph, b"<%04x> <01" % glyph))


def another_width(font: Object, glyph: int) -> None:
    below = font.DescendantFonts[0]
    places = {int(first): place for place, first in enumerate(below.W) if not isinstance(first, Array)}
    below.W[places[glyph] + 1] = Array([7])


def another_outline(font: Object, glyph: int) -> None:
    program = font.DescendantFonts[0].FontDescriptor.FontFile2
    data = bytearray(program.read_bytes())
    tables = {entry.tag: entry.offset for entry in SFNTReader(io.BytesIO(data)).tables.values()}
    (place,) = struct.unpack_from(">I", data, tables["loca"] + 4 * glyph)
    data[tables["glyf"] + place + 20] ^= 1
    program.write(bytes(data))


def another_height(font: Object, _: int) -> None:
    font.DescendantFonts[0].FontDescriptor.Ascent = 7


@pytest.mark.parametrize("glyph", [SHOWN, OTHER])
@pytest.mark.parametrize("change", [another_text, another_width, another_outline, another_height])
def test_of_a_font_what_a_page_shows_has_a_say(change, glyph):
    data, sections = book("<p>Quill</p>", "<p>a page</p>")
    with Pdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[sections["s1"].start].obj
        shown = shown_on(page)
        assert shown
        before = Fingerprints(pdf).page(page, shown)
        name = next(name for name, codes in shown.items() if f"{SHOWN:04x}" in codes)
        change(page.Resources.Font[f"/{name}"], glyph)
        is_same = Fingerprints(pdf).page(page, shown) == before
        assert is_same == (glyph == OTHER and change != another_height)


@pytest.mark.parametrize(
    ("contents", "found"),
    [
        (b"BT /A 9 Tf [<0003>-4<00010002>] TJ ET", {"A": "000100020003"}),
        (b"/A 9 Tf q /B 9 Tf <0001> Tj Q /P <</ActualText <feff>>> BDC <0002> Tj EMC", {"A": "0002", "B": "0001"}),
        (b"0 0 9 9 re f", {}),
        (b"/A 9 Tf (ab) Tj", None),
        (b"/A 9 Tf [<0001> (ab)] TJ", None),
        (b"/A 9 Tf <0001> '", None),
        (b"/A 9 Tf <000> Tj", None),
        (b"/C 9 Tf <0001> Tj", None),
        (b"<0001> Tj", None),
        (b"BI /W 1 ID x EI", None),
    ],
)
def test_what_a_page_shows_is_told_or_it_is_said_that_it_cannot_be(contents, found):
    with Pdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.Resources = Dictionary(Font=Dictionary(A=Dictionary(), B=Dictionary()))
        page.Contents = pdf.make_stream(contents)
        assert shown_on(page) == found


def test_what_a_form_shows_is_not_told():
    with Pdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.Contents = pdf.make_stream(b"/X Do")
        page.Resources = Dictionary(XObject=Dictionary(X=pdf.make_stream(b"", Subtype=Name.Form)))
        assert shown_on(page) is None


def pages_loaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with each page that is read."""
    loaded: list[int] = []
    get = pypdfium2.PdfDocument.__getitem__

    def counted(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        loaded.append(index)
        return get(document, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", counted)
    return loaded


class Keeping:
    """Keeps in a dictionary."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self.get, self.put = kept.get, kept.__setitem__


def read(data: bytes, sections: dict[str, range], means: Means) -> None:
    file = FinishedFile(data)
    assert not file.read(sections, {}, means).diagnostics
    file.close()
