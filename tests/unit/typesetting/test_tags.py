"""The structure tree of a Proof, as a screen reader would read it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from compendium.conformance.aloud import read_aloud
from compendium.diagnostics import EngineError
from compendium.model.proof import Galley, Target
from compendium.typesetting import typeset
from compendium.typesetting.layout import lay_out
from compendium.typesetting.paint import paint

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "typesetting" / "tags"
LONG = "Every city that joins the others measures what its wells give. " * 60


def painted(galley: Galley) -> bytes:
    return typeset(galley, "d").paints[Target.SCREEN]


def heard(galley: Galley) -> list[str]:
    return [str(said).strip() for said in read_aloud(painted(galley))]


def content(data: bytes, page: int) -> list[tuple[str, str]]:
    """The operators of a page with their first operands."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = pikepdf.parse_content_stream(pdf.pages[page])
        return [(str(i.operator), " ".join(str(o) for o in i.operands)) for i in found]


def test_golden():
    galley = Galley("golden", (GOLDEN / "in.html").read_text(), (GOLDEN / "in.css",), (GOLDEN,))
    lines = [str(said) for said in read_aloud(painted(galley))]
    assert "\n".join(lines) + "\n" == (GOLDEN / "expected.txt").read_text()


def test_a_paragraph_over_two_pages_is_one_element(galley_of):
    data = painted(galley_of(f"<p>{LONG * 2}</p><p>End</p>"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 1
    paragraphs = [said for said in read_aloud(data) if said.role == "P"]
    assert [said.text for said in paragraphs] == [(LONG * 2).strip(), "End"]


def test_a_note_follows_its_call_in_made_up_pages(galley_of):
    body = '<section><p>One<span class="note" id="n1" data-mark="1">First.</span> two.</p></section>'
    galley = galley_of(body)
    made = Galley(galley.section, galley.html.replace("<html", '<html data-makeup="pages"'), *_rest(galley))
    assert heard(made) == [
        "Document [en]", "Sect", "P: One … two.", "Reference", "Link: 1 (Note 1)", "Note: First.", "Lbl: 1.",
    ]  # fmt: skip


def _rest(galley: Galley) -> tuple:
    return galley.stylesheets, galley.roots


def test_running_heads_are_artifacts_of_the_kind_that_they_are(galley_of):
    css = "".join(
        f'@page {{ @{place}-left {{ content: "{words}"; font: 8pt "Compendium Sans" }} }}'
        for place, words in (("top", "Head"), ("bottom", "Foot"))
    )
    data = painted(galley_of("<p>Text.</p>", css))
    kinds = [operands for operator, operands in content(data, 0) if operator == "BDC" and "/Artifact" in operands]
    assert sum("/Header" in kind for kind in kinds) == 1
    assert sum("/Footer" in kind for kind in kinds) == 1
    assert all("Head" not in line and "Foot" not in line for line in heard(galley_of("<p>Text.</p>", css)))


def test_a_heading_that_a_table_repeats_is_read_once(galley_of):
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in range(80))
    table = f"<table><thead><tr><th>Row</th></tr></thead><tbody>{rows}</tbody></table>"
    lines = heard(galley_of(table))
    assert lines.count("TH: Row") == 1
    assert lines.count("TD: 79") == 1


def test_words_are_whole_and_parted_by_spaces(galley_of):
    text = "Incomprehensibilities internationally recognised; ill-treatment of well-being underground. " * 8
    css = 'html { hyphens: auto; hyphenate-character: "-" } p { text-align: justify; width: 40mm }'
    data = painted(galley_of(f"<p>{text}</p>", css))
    assert [said.text for said in read_aloud(data) if said.role == "P"] == [text.strip()]
    soft = [operands for operator, operands in content(data, 0) if operator == "BDC" and "ActualText" in operands]
    assert soft


def test_text_is_the_same_whatever_is_painted_first(galley_of):
    galley = galley_of(f"<p>{LONG}</p>")
    _, document = lay_out(galley)
    first = paint(document, Target.SCREEN, "s")
    assert paint(document, Target.SCREEN, "s") == first
    _, other = lay_out(galley)
    press = paint(other, Target.PRESS, "s")
    assert paint(document, Target.PRESS, "s") == press
    assert paint(other, Target.SCREEN, "s") == first


def test_a_link_has_one_annotation_a_line(galley_of):
    data = painted(galley_of('<p id="a">See <a href="#a">the <em>old</em> <b>well</b></a>.</p>'))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(link.Contents) for link in pdf.pages[0].Annots] == ["the old well"]


def test_a_picture_without_words_is_refused(galley_of):
    galley = galley_of('<p><img src="dot.png"></p>')
    (galley.roots[0] / "dot.png").write_bytes((GOLDEN / "dot.png").read_bytes())
    with pytest.raises(EngineError) as error:
        typeset(galley, "d")
    assert [d.code for d in error.value.report] == ["TYPE-ALT"]
    assert "dot.png" in str(error.value)


def test_poppler_reads_the_tree_without_complaint(galley_of, tmp_path):
    (tmp_path / "page.pdf").write_bytes(painted(galley_of("<h1>Water</h1><p>Text <em>with</em> words.</p>")))
    told = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    assert '"Text "' in told.stdout


def test_the_engines_own_tags_would_not_do(galley_of):
    _, document = lay_out(galley_of(f'<p>{LONG}<span lang="fr">Fin.</span></p>'))
    said = read_aloud(document.write_pdf(pdf_tags=True))
    paragraphs = [one for one in said if one.role == "P"]
    assert not paragraphs[0].text, "the engine joins the lines of a paragraph by itself: see what tags/ is still for"
    assert not any(one.lang for one in said), "the engine writes languages by itself: see what tags/ is still for"
