"""The proof of a finished file: each check passes on a good book and fails on one that is faulty on purpose."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from compendium.conformance import Expectations, PrintedNumber, PrintedText, prove, proving
from compendium.conformance.means import Means
from compendium.conformance.sameness import SAMENESS
from compendium.conformance.skeletons import LINE_END_HYPHEN
from compendium.diagnostics import Report
from compendium.model.proof import PlacedNote, Spot
from tests.unit.binding.bookmaking import Making, words

ENGLISH = "The well-known municipalities notwithstanding their responsibilities officially reconsider item {n}, "
FRENCH = "Les municipalités bien connues réexaminent peut-être, « officiellement », le point {n} de l’ordre du jour, "
NOTE = "Resolution {n} of the General Assembly, on the well-being of cities."
COUNT = 12


def text(words: str, n: int, times: int = 4) -> str:
    return "".join(words.format(n=f"{n}-{k}") for k in range(times))


def paragraph(n: int, english: str = "", note: str = "") -> str:
    called = f'<span class="note" id="one.n{n}.en">{note or NOTE.format(n=n)}</span>'
    call = called if n % 3 == 0 else ""
    first = english or text(ENGLISH, n)
    return (
        f'<div id="one.op{n}"><p>{n}. {first}{call} Last words {n}.</p>'
        f'<p class="fr" lang="fr">{text(FRENCH, n)}</p></div>'
    )


def body(**replaced: str) -> str:
    return "<h1>One</h1>" + "".join(replaced.get(f"op{n}", paragraph(n)) for n in range(1, COUNT + 1))


def making(instrument: str = "", contents: str = "") -> Making:
    made = Making()
    made.add("contents", contents or '<p><a href="compendium:one">One <b>1</b></a></p>', words("Contents"), roman=True)
    made.add("one", instrument or body(), words("One"))
    page = made.proofs["one"].ledger.anchors["one.op7"].page + 1
    made.add("index", f'<p>Cities, <a href="compendium:one.op7">{page}</a></p>', words("Index"))
    return made


def expectations(made: Making) -> Expectations:
    numbers = range(1, COUNT + 1)
    op7 = str(GOOD.proofs["one"].ledger.anchors["one.op7"].page + 1)
    return Expectations(
        paragraphs=tuple(
            PrintedText("one", f"one.op{n}", ((text(ENGLISH, n), f"Last words {n}."), (text(FRENCH, n),)))
            for n in numbers
        ),
        notes=tuple(PrintedText("one", f"one.n{n}.en", ((NOTE.format(n=n),),)) for n in numbers if n % 3 == 0),
        numbers=(PrintedNumber("contents", "1", "one"), PrintedNumber("index", op7, "one.op7")),
        ledgers={section: proof.ledger for section, proof in made.proofs.items()},
    )


GOOD = making()


@pytest.fixture(scope="module")
def bound() -> bytes:
    return GOOD.bind()


class Keeping(dict):
    """Keeps in memory."""

    put = dict.__setitem__


@cache
def kept_of_the_good() -> Keeping:
    kept, bound = Keeping(), GOOD.bind()
    # Also as a library writes it that edits a file, so that an edited one has the same numbers.
    for scope, pdf in (("bound", bound), ("edited", edited(bound, lambda _: None))):
        assert prove(pdf, GOOD.book, GOOD.pagination, expectations(GOOD), Means(kept, scope=scope)).is_clean
    return kept


def proved(pdf: bytes, made: Making, expected: Expectations) -> Report:
    """What is found, which has to be the same where all is kept that was found of the good book."""
    report = prove(pdf, made.book, made.pagination, expected)
    for scope in ("bound", "edited"):
        means = Means(Keeping(kept_of_the_good()), scope=scope)
        assert prove(pdf, made.book, made.pagination, expected, means) == report
    return report


def codes(pdf: bytes, made: Making = GOOD, expected: Expectations | None = None) -> set[str]:
    return {diagnostic.code for diagnostic in proved(pdf, made, expected or expectations(made))}


def messages(made: Making) -> str:
    return "\n".join(d.message for d in proved(made.bind(), made, expectations(made)))


def edited(pdf: bytes, edit: Callable[[Pdf], None]) -> bytes:
    stream = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as opened:
        edit(opened)
        opened.save(stream)
    return stream.getvalue()


def test_a_good_book_is_proved(bound):
    ledger = GOOD.proofs["one"].ledger
    assert ledger.pages > 3
    assert messages(GOOD) == ""


def test_what_was_read_before_is_not_read_again(bound, monkeypatch):
    means = Means(kept_of_the_good(), scope="bound")
    monkeypatch.setattr(pypdfium2, "PdfDocument", None)
    assert prove(bound, GOOD.book, GOOD.pagination, expectations(GOOD), means).is_clean


def test_a_font_that_says_other_characters_is_found_though_no_page_has_changed(bound):
    def rename(pdf: Pdf) -> None:
        for page in pdf.pages[2:3]:
            for font in page.obj.Resources.Font.values():
                table = font.ToUnicode.read_bytes()
                font.ToUnicode.write(re.sub(rb"(<[0-9a-f]{4}>) <0065>", rb"\1 <0061>", table))

    assert "CONF-LOST" in codes(edited(bound, rename))


def test_the_specimen_has_paragraphs_that_run_over_pages():
    pages = [GOOD.proofs["one"].ledger.anchors[f"one.op{n}"].page for n in range(1, COUNT + 1)]
    assert sorted(pages) == pages
    assert len(set(pages)) > 3


@pytest.mark.parametrize("n", [1, 5, 6, COUNT])
@pytest.mark.parametrize("lost", ["item {n}-2, ", "officially "])
def test_a_lost_word_is_found_wherever_it_was(n, lost):
    shorter = text(ENGLISH, n).replace(lost.format(n=n), "", 1)
    made = making(body(**{f"op{n}": paragraph(n, shorter)}))
    found = messages(made)
    assert f"section one, paragraph one.op{n}: not printed" in found
    assert found.count("not printed") == 1, found


def test_a_lost_paragraph_is_named():
    made = making(body(op5='<div id="one.op5"></div>'))
    assert "paragraph one.op5: not printed" in messages(made)


def test_paragraphs_out_of_order_are_found():
    swapped = body(op2=paragraph(3).replace("one.op3", "one.op2"), op3=paragraph(2).replace("one.op2", "one.op3"))
    made = making(swapped)
    assert "CONF-LOST" in codes(made.bind(), made)


def test_a_paragraph_printed_twice_is_found():
    made = making(body() + f"<p>{text(ENGLISH, 4)}</p>")
    assert codes(made.bind(), made) == {"CONF-TWICE"}


def test_a_lost_hyphen_is_found():
    made = making(body(op4=paragraph(4, text(ENGLISH, 4).replace("4-0", "40"))))
    assert codes(made.bind(), made) == {"CONF-HYPHEN"}


def test_a_lost_note_is_found():
    made = making(body(op6=paragraph(6, note="Another note.")))
    assert "note one.n6.en: not printed" in messages(made)


def test_a_note_printed_twice_is_found():
    made = making(body() + f"<p>{NOTE.format(n=6)}</p>")
    assert codes(made.bind(), made) == {"CONF-TWICE"}


def test_a_note_on_another_page_than_its_call_is_found(bound):
    expected = expectations(GOOD)
    ledger = expected.ledgers["one"]
    notes = tuple(dataclasses.replace(n, call=n.call - 1) if n.id == "one.n9.en" else n for n in ledger.notes)
    assert any(isinstance(note, PlacedNote) and note.id == "one.n9.en" for note in notes)
    ledgers = {**expected.ledgers, "one": dataclasses.replace(ledger, notes=notes)}
    assert codes(bound, expected=dataclasses.replace(expected, ledgers=ledgers)) == {"CONF-NOTE-PAGE"}


def test_a_paragraph_that_begins_elsewhere_than_its_anchor_is_found(bound):
    expected = expectations(GOOD)
    ledger = expected.ledgers["one"]
    last = ledger.anchors[f"one.op{COUNT}"]
    anchors = {**ledger.anchors, f"one.op{COUNT}": Spot(last.page - 1, last.x, last.y)}
    ledgers = {**expected.ledgers, "one": dataclasses.replace(ledger, anchors=anchors)}
    assert "CONF-PLACE" in codes(bound, expected=dataclasses.replace(expected, ledgers=ledgers))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (PrintedNumber("index", "2", "one.op99"), "CONF-NUMBER-TARGET"),
        (PrintedNumber("index", "99", "one.op7"), "CONF-NUMBER-WRONG"),
        (PrintedNumber("index", "1", "one.op1"), "CONF-NUMBER-LINK"),
    ],
)
def test_a_wrong_number_is_found(bound, number, code):
    expected = dataclasses.replace(expectations(GOOD), numbers=(number,))
    assert codes(bound, expected=expected) == {code}


def test_a_number_that_links_to_another_page_is_found():
    made = making(contents='<p><a href="compendium:one.op7">One 1</a></p>')
    assert codes(made.bind(), made) == {"CONF-NUMBER-LINK"}


def test_a_wrong_page_label_is_found(bound):
    def relabel(pdf: Pdf) -> None:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))

    assert "CONF-LABEL" in codes(edited(bound, relabel))


def test_a_missing_folio_is_found(bound):
    def unstamp(pdf: Pdf) -> None:
        page = pdf.pages[3].obj
        page.Contents = Array([*list(page.Contents)[:-1], pdf.make_stream(b"Q")])

    assert codes(edited(bound, unstamp)) == {"CONF-FOLIO"}


def test_a_folio_under_a_number_that_ends_the_page_is_read_apart():
    number = '<p style="position: absolute; bottom: 0; right: 0; margin: 0">75</p>'
    made = Making().add("contents", f"<p>Text</p>{number}", roman=True)
    report = prove(made.bind(), made.book, made.pagination, Expectations())
    assert [d.message for d in report] == []


def test_a_folio_after_a_broken_word_is_read_apart():
    narrow = "<style>@page { margin-left: 90mm; margin-bottom: 60mm } p { text-align: justify }</style>"
    made = Making().add("one", f"{narrow}<p>{'notwithstanding municipalities ' * 60}</p>")
    bound = made.bind()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bound)]
    assert any(page.endswith(f"{LINE_END_HYPHEN}{number}") for number, page in enumerate(pages, 1))
    assert codes(bound, made, Expectations()) == set()


def test_a_blank_that_is_not_blank_is_found(bound):
    def scribble(pdf: Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 10 10 re f")

    assert codes(edited(bound, scribble)) == {"CONF-BLANK"}


def test_a_page_too_many_is_found(bound):
    assert "CONF-PAGES" in codes(edited(bound, lambda pdf: pdf.add_blank_page()))


def test_a_page_too_few_is_found(bound):
    assert "CONF-PAGES" in codes(edited(bound, lambda pdf: pdf.pages.__delitem__(3)))


def test_a_private_address_that_is_left_is_found(bound):
    def unlink(pdf: Pdf) -> None:
        link = pdf.pages[0].obj.Annots[0]
        del link["/Dest"]
        link.A = Dictionary(S=Name.URI, URI=String("compendium:one"))

    assert "CONF-LINK" in codes(edited(bound, unlink))


def test_a_link_to_no_page_is_found(bound):
    def mislead(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots[0].Dest = String("nowhere")

    assert "CONF-LINK" in codes(edited(bound, mislead))


def test_an_outline_entry_to_no_page_is_found(bound):
    def mislead(pdf: Pdf) -> None:
        pdf.Root.Outlines.First.Dest = String("nowhere")

    assert codes(edited(bound, mislead)) == {"CONF-OUTLINE"}


def test_every_code_of_a_proof_is_told():
    room = Path(proving.__file__).parent
    told = {*proving.CHECKS, *SAMENESS, "CONF-COPY"}
    assert {code for path in room.glob("*.py") for code in re.findall(r'"(CONF-[A-Z-]+)"', path.read_text())} == told
