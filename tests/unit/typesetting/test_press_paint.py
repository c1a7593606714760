from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Pdf

from compendium.diagnostics import EngineError
from compendium.model.proof import Proof, Target
from compendium.typesetting import digest_galley, typeset
from compendium.typesetting.inks import UnmappedColourError, read_inks

BOTH = (Target.SCREEN, Target.PRESS)
COLOURS = "a { color: inherit } p { color: #112233 } q { color: #777777 } q::before, q::after { content: none }"


def inks(folder: Path, screen: str = "--name: #112233;", press: str = "--name: device-cmyk(0.2 0.4 0 0.1);") -> None:
    tokens = folder / "styles" / "tokens"
    tokens.mkdir(parents=True)
    (tokens / "ink.screen.css").write_text(f":root {{ {screen} }}")
    (tokens / "ink.press.css").write_text(f":root {{ {press} }}")


def proof_of(galley) -> Proof:
    return typeset(galley, digest_galley(galley), BOTH)


def colours(data: bytes) -> set[tuple[str, tuple[float, ...]]]:
    pdf = Pdf.open(io.BytesIO(data))
    steps = [step for page in pdf.pages for step in pikepdf.parse_content_stream(page)]
    wanted = {"rg", "RG", "g", "G", "scn", "SCN", "k", "K"}
    return {
        (str(step.operator), tuple(round(float(part), 2) for part in step.operands))
        for step in steps
        if str(step.operator) in wanted
    }


def text(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def test_named_colours_become_their_inks_and_neutrals_black(galley_of, tmp_path) -> None:
    inks(tmp_path)
    proof = proof_of(galley_of("<p>Named <q>neutral</q></p>", COLOURS))
    assert colours(proof.paints[Target.PRESS]) == {("scn", (0.2, 0.4, 0, 0.1)), ("scn", (0, 0, 0, 0.53))}


def test_the_screen_paint_is_what_it_is_without_the_press(galley_of, tmp_path) -> None:
    inks(tmp_path)
    galley = galley_of("<p>Named <a href='#x'>link</a> <q id='x'>neutral</q></p>", COLOURS)
    alone = typeset(galley, digest_galley(galley), (Target.SCREEN,))
    proof = proof_of(galley)
    assert proof.paints[Target.SCREEN] == alone.paints[Target.SCREEN]
    assert text(proof.paints[Target.PRESS]) == text(proof.paints[Target.SCREEN])


def test_the_press_paint_has_no_links_and_a_bleed(galley_of, tmp_path) -> None:
    inks(tmp_path)
    proof = proof_of(galley_of("<p>A <a href='https://example.org'>link</a></p>", COLOURS))
    pdf = Pdf.open(io.BytesIO(proof.paints[Target.PRESS]))
    page = pdf.pages[0].obj
    assert "/Annots" not in page
    assert float(page.TrimBox[0]) - float(page.MediaBox[0]) == pytest.approx(5 / 25.4 * 72, abs=0.01)


def test_a_colour_without_an_ink_is_a_coded_error(galley_of, tmp_path) -> None:
    inks(tmp_path)
    with pytest.raises(EngineError) as raised:
        proof_of(galley_of("<p>Red</p>", "p { color: #cc0000 }"))
    assert [d.code for d in raised.value.report] == ["TYPE-INK"]
    assert "#cc0000" in str(raised.value)


def test_two_inks_for_one_colour_are_refused(tmp_path) -> None:
    inks(tmp_path, "--a: #112233; --b: #112233;", "--a: device-cmyk(1 0 0 0); --b: device-cmyk(0 1 0 0);")
    with pytest.raises(UnmappedColourError, match="--b"):
        read_inks(tmp_path / "styles")


def test_every_colour_of_the_house_has_an_ink() -> None:
    styles = Path(__file__).parents[3] / "styles"
    screen, press = ((styles / "tokens" / f"ink.{name}.css").read_text() for name in ("screen", "press"))
    names = [line.split(":")[0].strip() for line in screen.splitlines() if line.strip().startswith("--")]
    assert [name for name in names if f"{name}:" not in press] == []
    assert read_inks(styles)
