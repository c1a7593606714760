"""Binding, on real Proofs: what a reader of the bound file finds."""

from __future__ import annotations

import dataclasses
import io
import subprocess

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Pdf

from compendium.binding import FOLIO_SECTION, bind
from compendium.diagnostics import EngineError
from compendium.model.proof import Target
from compendium.model.words import Lang
from tests.unit.binding.bookmaking import PUBLICATION, Making, sample_book, specimen, words


@pytest.fixture(scope="module")
def bound() -> bytes:
    return sample_book().bind()


@pytest.fixture
def pdf(bound):
    with Pdf.open(io.BytesIO(bound)) as opened:
        yield opened


def code_of(making: Making, **proofs) -> str:
    with pytest.raises(EngineError) as caught:
        bind(making.book, {FOLIO_SECTION: specimen(), **making.proofs, **proofs}, making.pagination, PUBLICATION)
    return caught.value.report.diagnostics[0].code


def links(pdf: Pdf, page: int) -> list[pikepdf.Object]:
    return list(pdf.pages[page].obj.get(Name.Annots, ()))


def target(pdf: Pdf, link: pikepdf.Object) -> tuple[int, float]:
    pages = [page.obj.objgen for page in pdf.pages]
    return pages.index(link.Dest[0].objgen), float(link.Dest[3])


def test_pages_labels_follow_the_leaves(pdf):
    assert [str(page.label) for page in pdf.pages] == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5"]


def test_blanks_are_empty_pages_of_the_same_trim(pdf):
    blank, printed = pdf.pages[1].obj, pdf.pages[2].obj
    assert Name.Contents not in blank
    for box in (Name.MediaBox, Name.TrimBox, Name.CropBox):
        assert list(blank[box]) == list(printed[box])


def test_a_folio_is_the_last_text_of_its_page(bound):
    document = pypdfium2.PdfDocument(bound)
    last = [(document[i].get_textpage().get_text_range().split() or [""])[-1] for i in range(len(document))]
    assert last == ["Title", "", "iii", "", "1", "2", "3", "4", "5"]


def test_folios_stand_on_the_outer_edge(bound):
    document = pypdfium2.PdfDocument(bound)
    width, margin = 419.5, 56.7
    for index, outer in ((4, (width - margin - 5, width - margin)), (5, (margin, margin + 5))):
        text = document[index].get_textpage()
        left, bottom, right, top = text.get_charbox(text.count_chars() - 1)
        assert outer[0] <= left < right <= outer[1]
        assert 0 < bottom < top < margin


def test_a_folio_is_an_artifact_in_the_colour_of_the_specimen(pdf):
    stamped = pdf.pages[4].obj.Contents[-1].read_bytes()
    assert stamped.splitlines()[2:4] == [b"/Artifact <</Type /Pagination /Subtype /PageNum>> BDC", b"q"]
    # The colour of the specimen, #123456.
    assert b"0.070588 0.203922 0.337255 rg" in stamped


def test_links_across_sections_become_destinations(pdf):
    making = sample_book()
    spot = making.proofs["two"].ledger.anchors["two.op2"]
    height = making.proofs["two"].ledger.height
    assert target(pdf, links(pdf, 2)[0])[0] == 4
    page, top = target(pdf, links(pdf, 2)[1])
    assert page == 8
    assert top == pytest.approx(height - spot.y, abs=0.02)
    assert Name.A not in links(pdf, 2)[1]


def test_links_within_a_section_stay_in_it_though_names_collide(pdf):
    assert target(pdf, links(pdf, 7)[-1])[0] == 4
    assert target(pdf, links(pdf, 8)[-1])[0] == 8


def test_an_unknown_anchor_is_an_error_that_names_section_and_anchor():
    making = Making().add("one", '<p><a href="compendium:nowhere.op1">x</a></p>')
    with pytest.raises(EngineError, match=r"section one refers to nowhere\.op1") as caught:
        making.bind()
    assert caught.value.report.diagnostics[0].code == "BIND-ANCHOR"


def test_an_anchor_of_two_sections_is_an_error_once_it_is_used():
    making = Making().add("one", '<p id="same">1</p>').add("two", '<p id="same">2</p>')
    assert making.bind()
    making.add("three", '<p><a href="compendium:same">x</a></p>')
    assert code_of(making) == "BIND-ANCHOR"


def test_the_outline_nests_bookmarks_under_headings(pdf):
    with pdf.open_outline() as outline:
        shown = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert shown == [("Contents / Sommaire", []), ("One / Un", ["Part"]), ("Two / Deux", ["Further"])]


def test_an_edition_of_one_language_has_headings_in_it():
    making = Making(languages=(Lang.FR,)).add("one", "<p>Un", words("One", "*Un*"))
    with Pdf.open(io.BytesIO(making.bind())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Un"]
        assert str(pdf.Root.Lang) == "fr"


def test_metadata_tells_title_publisher_languages_date(pdf):
    assert str(pdf.docinfo["/CreationDate"]) == "D:20260301000000Z"
    assert str(pdf.docinfo["/Keywords"]) == "peace, cities, paix, villes"
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "The Texts / Les Textes"
        assert metadata["dc:publisher"] == {"The Association", "L’Association"}
        assert metadata["dc:language"] == {"en", "fr"}
        assert metadata["dc:date"] == ["2026-03-01"]
    assert pdf.Root.PageLayout == Name.TwoPageRight
    assert pdf.Root.PageMode == Name.UseOutlines
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_same_values_give_the_same_bytes(bound):
    assert sample_book().bind() == bound


def test_qpdf_finds_no_fault(bound, tmp_path):
    (tmp_path / "book.pdf").write_bytes(bound)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "book.pdf"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_each_font_is_embedded_once(bound, tmp_path):
    (tmp_path / "book.pdf").write_bytes(bound)
    listed = subprocess.run(["pdffonts", tmp_path / "book.pdf"], capture_output=True, text=True, check=True).stdout
    names = [line.split()[0] for line in listed.splitlines()[2:]]
    assert names
    assert len(names) == len(set(names))


def test_unified_fonts_draw_the_same_pixels_and_text():
    accents = "½ Łódź où ça « été » Őű 0123456789 officiel <b>ÀÉ½</b> <i>Ünïcödé</i> "
    making = Making().add("one", f"<p>{accents * 3} abc</p>", display=True)
    making.add("two", f"<p>{accents * 2} xyz ÇÑ</p>", display=True)
    bound = pypdfium2.PdfDocument(making.bind())
    for index, section in ((0, "one"), (2, "two")):
        alone = pypdfium2.PdfDocument(making.proofs[section].paints[Target.SCREEN])[0]
        assert bytes(bound[index].render().buffer) == bytes(alone.render().buffer)
        assert bound[index].get_textpage().get_text_range() == alone.get_textpage().get_text_range()


class Keeping(dict):
    """Keeps in memory."""

    put = dict.__setitem__


def test_what_was_kept_makes_no_difference():
    making, kept = sample_book(), Keeping()
    cold = making.bind(kept=kept)
    assert making.bind(kept=kept) == cold
    made = set(kept)
    making.add("three", "<p>A section more.</p>")
    assert making.bind(kept=kept) == making.bind() != cold
    # The faces, the sheets of the section and the section itself; no other section is bound again.
    assert len(set(kept) - made) == 3


def test_a_proof_without_its_paint_is_an_error():
    making = sample_book()
    pressless = dataclasses.replace(making.proofs["one"], paints={Target.PRESS: b""})
    assert code_of(making, one=pressless) == "BIND-PAGES"


def test_a_pagination_that_skips_a_page_is_an_error():
    making = Making().add("one", '<p>1<p class="break">2')
    short = dataclasses.replace(making.pagination, leaves=making.pagination.leaves[:1])
    with pytest.raises(EngineError, match="section one was typeset on 2 pages, the pagination shows 1"):
        bind(making.book, {FOLIO_SECTION: specimen(), **making.proofs}, short, PUBLICATION)


def test_a_page_of_another_size_is_an_error():
    making = Making().add("one", "<p>A5").add("two", "<p>A6", css="@page { size: A6 }")
    assert code_of(making) == "BIND-SIZE"


def test_a_specimen_that_shows_no_folio_is_an_error():
    assert code_of(sample_book(), folio=specimen("")) == "BIND-FOLIO"


def test_letter_spaced_small_capitals_are_read_from_the_specimen():
    css = """@page { @bottom-center { content: "0123456789ivxlcdm"; font: 9pt Compendium Serif; letter-spacing: 1pt;
             font-variant-caps: all-small-caps; white-space: nowrap } }"""
    making = sample_book()
    bound = bind(making.book, {FOLIO_SECTION: specimen(css), **making.proofs}, making.pagination, PUBLICATION)
    page = pypdfium2.PdfDocument(bound)[2].get_textpage()
    assert page.get_text_range().endswith("iii")
    ends = [page.get_charbox(page.count_chars() - n)[0] for n in (3, 2, 1)]
    assert ends[1] - ends[0] == pytest.approx(ends[2] - ends[1], abs=0.01)
    assert ends[1] - ends[0] > 3


def test_structure_trees_become_one(tmp_path):
    making = Making()
    for section in ("one", "two"):
        making.add(section, '<h1 id="h">T</h1><p>Text <a href="#h">up</a></p>')
    bound = making.bind()
    with Pdf.open(io.BytesIO(bound)) as pdf:
        root = pdf.Root.StructTreeRoot
        document = root.K[0]
        assert [str(kid.S) for kid in document.K] == ["/Part"]
        sections = list(document.K[0].K)
        assert [str(kid.S) for kid in sections] == ["/Sect", "/Sect"]
        assert [[str(kid.S) for kid in section.K] for section in sections] == [["/H1", "/P"], ["/H1", "/P"]]
        assert [o.S for o in pdf.objects if isinstance(o, Dictionary) and o.get(Name.S) == Name.Document] == [
            Name.Document
        ]
        assert all(kid.P.objgen == document.objgen for kid in document.K)
        parents = [item for leaf in root.ParentTree.Kids for item in leaf.Nums]
        keys = [int(key) for key in parents[::2]]
        assert keys == sorted(set(keys))
        assert [[int(end) for end in leaf.Limits] for leaf in root.ParentTree.Kids] == [keys[:2], keys[2:]]
        assert int(root.ParentTreeNextKey) > keys[-1]
        assert [int(page.obj.get(Name.StructParents, -1)) for page in pdf.pages] == [keys[0], -1, keys[2]]
        assert [int(links(pdf, page)[0].StructParent) for page in (0, 2)] == [keys[1], keys[3]]
        assert [parents[1][0].Pg.objgen, parents[5][0].Pg.objgen] == [pdf.pages[i].obj.objgen for i in (0, 2)]
        pages = {page.obj.objgen for page in pdf.pages}
        assert all(kid.Pg.objgen in pages for section in sections for kid in section.K)
    (tmp_path / "book.pdf").write_bytes(bound)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "book.pdf"], capture_output=True, text=True, check=True
    )
    assert told.stdout.count('"Text "') == 2
    assert told.stderr == ""


def test_header_cells_have_ids_of_their_own_in_every_section():
    table = "<table><thead><tr><th>A<th>B<tbody><tr><td>1<td>2</table>"
    bound = Making().add("one", table).add("two", table).bind()
    with Pdf.open(io.BytesIO(bound)) as pdf:
        names = [item for leaf in pdf.Root.StructTreeRoot.IDTree.Kids for item in leaf.Names]
        ids = [str(name) for name in names[::2]]
        assert len(set(ids)) == 4
        assert ids == sorted(ids)
        assert [str(element.ID) for element in names[1::2]] == ids
        cells = [o for o in pdf.objects if isinstance(o, Dictionary) and Name.Headers in o.get(Name.A, Dictionary())]
        assert sorted(str(cell.A.Headers[0]) for cell in cells) == ids
