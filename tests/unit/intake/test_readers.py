from __future__ import annotations

from pathlib import Path

import yaml

from compendium.intake import prove, read_text, take_in
from compendium.intake.readers import read
from compendium.model.instrument import Instrument
from tests.unit.intake import documents as word

ITALIC = "<w:i/>"


def instrument(path: Path) -> Instrument:
    return Instrument.model_validate(yaml.safe_load(read_text(path).instrument_yaml))


def resolution(path: Path) -> Path:
    inserted = '<w:ins w:id="1" w:author="x"><w:r><w:t>and foggy </w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    body = [
        word.paragraph(word.run("Resolution adopted by the General Assembly on 3 May 2016")),
        word.paragraph(word.run("70/999.\tLamps in public squares", marks="<w:b/>")),
        word.paragraph(word.run("\tThe General Assembly,")),
        word.paragraph(
            word.run("Recalling", marks=ITALIC), word.run(" the Charter,"), word.call(1), word.run(" and lamps,")
        ),
        word.paragraph(
            word.run("Noting", marks=ITALIC), word.run(" the dark "), inserted, deleted, word.run("evenings,")
        ),
        word.numbered(0, word.run("Decides", marks=ITALIC), word.run(" that lamps shall be:")),
        word.numbered(1, word.run("Clean, both:")),
        word.numbered(2, word.run("Inside;")),
        word.numbered(2, word.run("Outside;")),
        word.numbered(1, word.run("Bright;")),
        word.numbered(
            0,
            word.run("Requests", marks=ITALIC),
            word.run(" the "),
            word.run("ga", marks="<w:smallCaps/>"),
            word.run(" to act."),
        ),
        word.paragraph(word.run("90th plenary meeting")),
        word.paragraph(word.run("3 May 2016")),
    ]
    return word.write(path, body, notes=("Resolution 3 A (I).",), header="United NationsA/RES/70/999")


def test_word_numbers_notes_and_styles(tmp_path: Path) -> None:
    found = instrument(resolution(tmp_path / "a.docx"))
    assert found.symbol == "A/RES/70/999"
    assert [p.number for p in found.operative] == [1, 2]
    assert [c.key for c in found.walk()] == ["pp1", "pp2", "op1", "op1.a", "op1.a.i", "op1.a.ii", "op1.b", "op2"]
    assert found.preamble[0].adopted
    assert found.preamble[0].adopted.en == "Recalling the Charter,[^1] and lamps,"
    assert found.operative[1].adopted
    assert found.operative[1].adopted.en == "Requests the [ga]{.sc} to act."


def test_word_insertions_are_accepted_and_deletions_dropped(tmp_path: Path) -> None:
    path = resolution(tmp_path / "a.docx")
    text = read(path).text
    assert "dark and foggy evenings" in text
    assert "gone" not in text
    messages = " ".join(notice.message for notice in read_text(path).notices)
    assert "1 tracked insertions accepted" in messages
    assert "1 tracked deletions dropped" in messages


def test_word_file_is_proved(tmp_path: Path) -> None:
    path = resolution(tmp_path / "a.docx")
    outcome = take_in(path, tmp_path / "content")
    assert prove(path, tmp_path / "content", outcome.intake.ident).is_clean


def test_html_lists_notes_and_leads(tmp_path: Path) -> None:
    path = tmp_path / "trams.html"
    path.write_text(
        "<h1>Declaration on Trams</h1><p>Adopted in Graz on 7 June 2010</p>"
        '<p><em>Recalling</em> the first tram,<sup><a href="#fn1" id="r1">1</a></sup></p>'
        "<ol><li><em>Calls upon</em> cities to run trams,\n and keep them:<ol "
        "type='a'><li>clean;</li><li>safe;</li></ol></li>"
        "<li><em>Invites</em> all riders.</li></ol><p>Graz, 7 June 2010</p><hr>"
        '<ol><li id="fn1"><p>See the tramway act. <a href="#r1">↩</a></p></li></ol>',
        encoding="utf-8",
    )
    found = instrument(path)
    assert [c.key for c in found.walk()] == ["pp1", "op1", "op1.a", "op1.b", "op2"]
    assert found.preamble[0].adopted
    assert found.preamble[0].adopted.en == "Recalling the first tram,[^1]"
    assert found.notes["1"].adopted
    assert found.notes["1"].adopted.en == "See the tramway act."


def test_akoma_ntoso(tmp_path: Path) -> None:
    path = tmp_path / "wells.xml"
    path.write_text(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><preface>'
        "<p><docNumber>A/RES/70/998</docNumber></p><p><docTitle>Wells in villages</docTitle></p>"
        "<p>Resolution adopted by the General Assembly on 3 May 2016</p></preface>"
        "<preamble><p>The General Assembly,</p><p><i>Recalling</i> the Charter,"
        '<authorialNote marker="1"><p>See resolution 1.</p></authorialNote></p></preamble>'
        "<mainBody><paragraph><num>1.</num><content><p><i>Decides</i> to dig wells;</p></content></paragraph>"
        "<paragraph><num>2.</num><intro><p><i>Urges</i> villages:</p></intro>"
        "<subparagraph><num>(a)</num><content><p>To dig.</p></content></subparagraph></paragraph></mainBody>"
        "<conclusions><p>3 May 2016</p></conclusions></statement></akomaNtoso>",
        encoding="utf-8",
    )
    found = instrument(path)
    assert (found.symbol, found.title.en) == ("A/RES/70/998", "Wells in villages")
    assert [c.key for c in found.walk()] == ["pp1", "op1", "op2", "op2.a"]
    assert found.notes["1"].adopted
    assert found.notes["1"].adopted.en == "See resolution 1."


def test_word_note_with_a_mark_of_its_own(tmp_path: Path) -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    body = [
        word.paragraph(word.run("Resolution adopted by the Human Rights Council"), star),
        word.paragraph(word.run("16/98. On lamps")),
        word.paragraph(word.run("The Human Rights Council,")),
        word.paragraph(word.run("Noting the Act,"), word.call(2)),
        word.paragraph(word.run("1. Decides to act.")),
    ]
    found = instrument(word.write(tmp_path / "a.docx", body, notes=("* Reissued.", "See the Act.")))
    assert {label: note.adopted.en for label, note in found.notes.items() if note.adopted} == {
        "*": "Reissued.",
        "1": "See the Act.",
    }
    assert [words.en for words in found.masthead] == ["Resolution adopted by the Human Rights Council[^*]"]
    assert found.preamble[0].adopted is not None
    assert found.preamble[0].adopted.en == "Noting the Act,[^1]"
