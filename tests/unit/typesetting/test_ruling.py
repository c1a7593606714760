"""The proof for the compositor: the same text, and a grid that its lines stand on."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from compendium.conformance.typography.lines import read_pages
from compendium.diagnostics import EngineError
from compendium.model.proof import Target
from compendium.typesetting import digest_galley, typeset

NEAR = 0.25
"""Points."""
TEXT = "<p>" + "Wells are asked for, and more of them. " * 30 + "</p>"
TOKENS = ":root { --grid: #4aa3c7; --frame: #d7a2c8 }"


def painted(galley, tmp_path, tokens=TOKENS):
    (tmp_path / "styles" / "tokens").mkdir(exist_ok=True)
    (tmp_path / "styles" / "tokens" / "ink.proof.css").write_text(tokens)
    return typeset(galley, digest_galley(galley), (Target.SCREEN, Target.PROOF)).paints


def ruled(data: bytes) -> list[list[float]]:
    """The heights of the level lines of each page, in points from the head of its trim."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            matrix, kept, heights = pikepdf.Matrix(), [], []
            head = float(page.trimbox[3])
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "q":
                        kept.append(matrix)
                    case "Q":
                        matrix = kept.pop()
                    case "cm":
                        matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                    case "l":
                        heights.append(head - matrix.transform(tuple(map(float, operands)))[1])
            found.append(heights)
    return found


def off_grid(screen: bytes, proof: bytes, size: float) -> list[str]:
    """Lines of running text that no ruled line lies under."""
    return [
        f"{line.baseline:.2f} {line.text}"
        for page, heights in zip(read_pages(screen), ruled(proof), strict=True)
        for paragraph in page.paragraphs
        for line in paragraph.lines
        if abs(line.size - size) < 0.05 and min(abs(line.baseline - height) for height in heights) > NEAR
    ]


def test_every_line_stands_on_a_ruled_line(galley_of, tmp_path):
    paints = painted(galley_of(TEXT * 4), tmp_path)
    pages = read_pages(paints[Target.SCREEN])
    assert len(pages) > 1
    assert sum(1 for page in pages for _ in page.lines) >= 60
    assert off_grid(paints[Target.SCREEN], paints[Target.PROOF], 9) == []


def test_lines_off_the_grid_are_seen(galley_of, tmp_path):
    paints = painted(galley_of(TEXT + "<p style='margin-top: 4pt'>Moved.</p>"), tmp_path)
    assert [line.split()[1] for line in off_grid(paints[Target.SCREEN], paints[Target.PROOF], 9)] == ["Moved."]


def test_the_text_is_that_of_the_screen(galley_of, tmp_path):
    paints = painted(galley_of(TEXT * 4), tmp_path)
    texts = [
        [page.get_textpage().get_text_range().split() for page in pypdfium2.PdfDocument(data)]
        for data in paints.values()
    ]
    assert texts[0] == texts[1]


def test_styles_without_the_colours_are_named(galley_of, tmp_path):
    with pytest.raises(EngineError) as error:
        painted(galley_of(TEXT), tmp_path, ":root { --grid: #4aa3c7 }")
    assert [finding.code for finding in error.value.report] == ["TYPE-INK"]


def test_a_call_is_raised_whatever_its_sign(galley_of):
    css = "sup { font-size: .7em; line-height: 0; vertical-align: .4em }"
    data = typeset(galley_of("<p>Vienne, 25 juin 1993<sup>e</sup>, le puits</p>", css), "digest").paints[Target.SCREEN]
    (line,) = [line for page in read_pages(data) for paragraph in page.paragraphs for line in paragraph.lines]
    assert [line.text[position] for position in sorted(line.raised)] == ["e"]


def test_small_capitals_are_told_from_capitals(galley_of):
    css = "i { font-style: normal; font-variant-caps: all-small-caps }"
    data = typeset(galley_of("<p>XV <i>XXI</i> VI</p>", css), "digest").paints[Target.SCREEN]
    (line,) = [line for page in read_pages(data) for paragraph in page.paragraphs for line in paragraph.lines]
    assert "".join(line.text[position] for position in sorted(line.small)).strip() == "XXI"
