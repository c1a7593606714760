from __future__ import annotations

import io

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from compendium.diagnostics import ContentError
from compendium.finishing.booklet import Source, make_booklet, picture_of
from compendium.finishing.imposition import Make
from compendium.units import Length
from tests.unit.finishing.pressing import saved

A5 = (419.528, 595.276)


def numbered(pages: int, size: tuple[float, float] = A5, rotate: int = 0) -> bytes:
    """Pages that say their number in their middle."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1].obj
        page.Contents = pdf.make_stream(f"BT /F 24 Tf {size[0] / 2} {size[1] / 2} Td (n{number}) Tj ET".encode())
        page.Resources = Dictionary(Font=Dictionary(F=font))
        if rotate:
            page.Rotate = rotate
    return saved(pdf)


def said(data: bytes) -> list[list[str]]:
    """The numbers on each side, from left to right."""
    document = pypdfium2.PdfDocument(data)
    sides = []
    for page in document:
        text = page.get_textpage()
        middle = page.get_width() / 2
        halves = (text.get_text_bounded(right=middle), text.get_text_bounded(left=middle))
        sides.append([half.strip() for half in halves])
    return sides


def booklet(pages: int, make: Make | None = None, **options: bool) -> list[list[str]]:
    return said(make_booklet([Source("a.pdf", numbered(pages))], make or Make(), **options).pdf)


def code_of(raised: pytest.ExceptionInfo[ContentError]) -> list[str]:
    return [diagnostic.code for diagnostic in raised.value.report]


def test_eight_pages_fold_on_two_sheets() -> None:
    assert booklet(8) == [["n8", "n1"], ["n2", "n7"], ["n6", "n3"], ["n4", "n5"]]


def test_three_pages_take_one_sheet_with_a_blank() -> None:
    assert booklet(3) == [["", "n1"], ["n2", "n3"]]
    assert booklet(3, last_outside=True) == [["n3", "n1"], ["n2", ""]]


def test_a_single_page_takes_one_sheet() -> None:
    made = make_booklet([Source("a.pdf", numbered(1))], Make())
    assert (made.sheets, made.blanks) == (1, (2, 3, 4))


def test_creep_moves_inner_pages_towards_the_spine() -> None:
    def left_of(creep: float) -> float:
        made = make_booklet([Source("a.pdf", numbered(16))], Make(creep=Length.from_mm(creep)))
        text = pypdfium2.PdfDocument(made.pdf)[6].get_textpage()
        return float(text.get_charbox(text.count_chars() - 1)[0])

    assert left_of(0) - left_of(1) == pytest.approx(3 * Length.from_mm(1).pt, abs=0.1)


def test_a_tumble_booklet_begins_from_both_sides() -> None:
    sources = [Source("en.pdf", numbered(3)), Source("fr.pdf", numbered(2))]
    made = make_booklet(sources, Make())
    assert (made.pages, made.blanks) == (8, (4, 5, 6))
    assert said(made.pdf)[0] == ["n1", "n1"]


def test_the_plan_is_in_both_languages_and_names_every_page() -> None:
    plan = make_booklet([Source("a.pdf", numbered(6))], Make()).plan
    assert "Sheet 1, front:  blank | 1" in plan
    assert "Feuille 1, recto" in plan
    assert "7, 8" in plan


def test_a_rotated_page_stands_upright() -> None:
    turned = numbered(4, size=(A5[1], A5[0]), rotate=90)
    made = make_booklet([Source("a.pdf", turned)], Make())
    assert said(made.pdf) == [["n4", "n1"], ["n2", "n3"]]


def test_the_picture_shows_one_sheet() -> None:
    assert picture_of(make_booklet([Source("a.pdf", numbered(4))], Make())).startswith(b"\x89PNG")


@pytest.mark.parametrize(("make", "marked"), [(Make("A3"), True), (Make("Letter", fit=True), False)], ids=str)
def test_trim_marks_stand_on_four_sides_or_not_at_all(make: Make, marked: bool) -> None:
    made = make_booklet([Source("a.pdf", numbered(4))], make)
    side = (
        pypdfium2.PdfDocument(made.pdf)[0].render(scale=2).to_pil().convert("L").point(lambda grey: 255 * (grey < 128))
    )
    width, height = side.size
    quarter = [(0, 0, width // 4, height // 6), (width * 3 // 4, height * 5 // 6, width, height)]
    assert [side.crop(corner).getbbox() is not None for corner in quarter] == [marked] * 2
    assert ("no room for trim marks" in made.plan) is not marked


def test_the_same_pages_give_the_same_bytes() -> None:
    one, other = (make_booklet([Source("a.pdf", numbered(9))], Make("SRA2", 16)).pdf for _ in range(2))
    assert one == other


def test_pages_are_made_smaller_only_when_asked() -> None:
    with pytest.raises(ContentError) as raised:
        booklet(4, Make("Letter"))
    assert code_of(raised) == ["IMP-SHEET"]
    made = make_booklet([Source("a.pdf", numbered(4))], Make("Letter", fit=True))
    assert 0.9 < made.scale < 1


@pytest.mark.parametrize(
    ("make", "code"), [(Make("A9"), "IMP-SHEET-NAME"), (Make(signature=12), "IMP-SIGNATURE")], ids=str
)
def test_what_cannot_be_made_is_a_coded_error(make: Make, code: str) -> None:
    with pytest.raises(ContentError) as raised:
        booklet(4, make)
    assert code_of(raised) == [code]


def test_bad_files_are_coded_errors() -> None:
    mixed = Pdf.open(io.BytesIO(numbered(4)))
    mixed.pages[2].obj.MediaBox = Array([0, 0, 700, 700])
    for data, code in ((b"no pdf", "IMP-FILE"), (saved(Pdf.new()), "IMP-EMPTY"), (saved(mixed), "IMP-TRIM")):
        with pytest.raises(ContentError) as raised:
            make_booklet([Source("bad.pdf", data)], Make())
        assert code_of(raised) == [code]
