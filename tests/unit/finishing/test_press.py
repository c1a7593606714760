from __future__ import annotations

import io
import os
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, Pdf
from PIL import Image

from compendium.conformance.judges import JudgeMissingError, judge_standards, judge_syntax, plates_of
from compendium.conformance.preflight import OUTSIDE, Door, preflight
from compendium.diagnostics import ContentError
from compendium.finishing.inks import Spot
from compendium.finishing.profile import check_profile, find_profile
from compendium.units import Length
from tests.unit.finishing.pressing import A5, PROFILES, painted, pressed, profile, saved

RULES = b"0 g 100 100 200 20 re f 1 1 1 rg 110 105 20 5 re f /DeviceCMYK cs 0 0 0 1 scn 100 300 50 5 re f"


def operators(data: bytes, page: int = 0) -> list[tuple[str, list[str]]]:
    pdf = Pdf.open(io.BytesIO(data))
    steps = pikepdf.parse_content_stream(pdf.pages[page])
    return [(str(step.operator), [str(operand) for operand in step.operands]) for step in steps]


def picture(pixels: Image.Image, space: Name) -> bytes:
    pdf = Pdf.open(io.BytesIO(painted(b"q 72 0 0 72 100 100 cm /Im Do Q")))
    stream = pdf.make_stream(pixels.tobytes())
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, space
    stream.Width, stream.Height, stream.BitsPerComponent = pixels.width, pixels.height, 8
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im=stream)
    return saved(pdf)


def code_of(raised: pytest.ExceptionInfo[ContentError]) -> list[str]:
    return [diagnostic.code for diagnostic in raised.value.report]


def test_neutrals_become_black_alone_and_solid_black_overprints_but_white_does_not() -> None:
    shown = operators(pressed(painted(RULES)).data)
    assert not {"g", "rg"} & {operator for operator, _ in shown}
    inks = [(operator, values) for operator, values in shown if operator in {"k", "gs"}]
    assert [operator for operator, _ in inks] == ["k", "gs", "k", "gs", "k", "gs"]
    assert [values for operator, values in inks if operator == "gs"] == [["/Over10"], ["/Over00"], ["/Over10"]]


def test_the_press_file_passes_preflight() -> None:
    outcome = preflight(pressed(painted(RULES, RULES, annotated=True)).data, "press.pdf", Door.PRESS)
    assert [str(d) for d in outcome.report] == []


def test_the_judge_of_pdf_a_passes_it_by_its_twin_intent_and_finds_one_leftover_colour(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(pressed(painted(RULES)).data)
    bad.write_bytes(pressed(painted(b"0.8 0 0 rg 100 100 20 20 re f")).data)
    verdicts = judge_standards([good, bad], ["2b"])
    assert [bool(verdict.breaches) for verdict in verdicts] == [False, True]
    assert "PX-RGB" in [d.code for d in preflight(bad.read_bytes(), "bad.pdf", Door.PRESS).report]


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(pressed(painted(RULES)).data)
    assert not judge_syntax(path).breaches


def separated(data: bytes, box: str = "Trim") -> dict[str, tuple[int, int]]:
    """The least and the most ink on each plate of the first page, from 0 to 255."""
    try:
        plates = plates_of(data, box=box)[0]
    except JudgeMissingError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))
    return {name: plate.getextrema() for name, plate in plates.items()}


def test_text_and_rules_stand_on_the_black_plate_only() -> None:
    assert separated(pressed(painted(RULES)).data) == {
        "Cyan": (0, 0),
        "Magenta": (0, 0),
        "Yellow": (0, 0),
        "Black": (0, 255),
    }


GROUND = b"1 0.78 0.3 0.25 k -9 -9 500 700 re f "


def test_a_spot_ink_has_a_plate_of_its_own() -> None:
    content = GROUND + b"1 1 1 rg 50 50 99 99 re f"
    data = pressed(painted(content), spot=Spot("PANTONE 294 C", (1, 0.78, 0.3, 0.25))).data
    process = dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black"), (0, 0))
    assert separated(data) == process | {"PANTONE 294 C": (0, 255)}
    # The registration marks stand on every plate.
    assert {most for _, most in separated(data, "Crop").values()} == {255}


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (GROUND + b"0 0 0 1 k 50 50 9 9 re f", True),
        (b"1 0.78 0.3 0.25 k 0 0 99 99 re f 0 0 0 1 k 150 150 9 9 re f", False),
        (GROUND + b"0 0 0 0.9 k 50 50 9 9 re f", False),
    ],
    ids=["black overprints the ground", "black beside the ground", "grey knocks the ground out"],
)
def test_ink_is_summed_where_it_lies(content: bytes, wrong: bool) -> None:
    data = pressed(painted(content)).data
    separated(data)
    report = preflight(data, "press.pdf", Door.PRESS, spared=OUTSIDE).report
    assert [d.code for d in report] == (["PX-INK"] if wrong else [])
    assert all("308 % of ink on pages 1;" in d.message for d in report)


def test_the_cross_of_a_wrap_leaves_the_fold_free() -> None:
    half = Length(A5[0] / 2)
    plain, wrap = (pressed(painted(b""), folds=folds).data for folds in ((), (half,)))
    separated(plain)
    inked = [plates_of(data, box="Media")[0]["Cyan"] for data in (plain, wrap)]
    slug = Length.from_mm(10).pt
    # Above the bleed, beside the fold: the arms of a cross, or nothing.
    beside = tuple(map(round, (slug + half.pt + 2, 0, slug + half.pt + 9, slug - Length.from_mm(3).pt)))
    assert [plate.crop(beside).getextrema()[1] for plate in inked] == [255, 0]
    assert inked[1].crop((beside[0] - 5, 0, beside[0], beside[3])).getextrema()[1] == 255


def test_the_signature_is_filled_up_and_the_blanks_are_told() -> None:
    made = pressed(painted(RULES, RULES, RULES), signature=8)
    assert (made.pages, made.blanks) == (8, (4, 5, 6, 7, 8))
    assert pressed(painted(RULES), signature=1).blanks == ()


def test_the_same_pages_give_the_same_bytes() -> None:
    assert pressed(painted(RULES)).data == pressed(painted(RULES)).data


def test_boxes_lie_one_within_the_other() -> None:
    pdf = Pdf.open(io.BytesIO(pressed(painted(RULES)).data))
    page = pdf.pages[0].obj
    boxes = [[float(edge) for edge in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")]
    widths = [(outer[2] - inner[2]) / Length.from_mm(1).pt for outer, inner in pairwise(boxes)]
    assert widths == pytest.approx([7, 3], abs=0.01)


def test_a_spot_ink_stands_for_its_process_colour() -> None:
    spot = Spot("PANTONE 294 C", (1, 0.6, 0, 0.2))
    shown = operators(pressed(painted(b"1 0.6 0 0.2 k 0 0 50 50 re f 0 0 0 1 k 0 0 5 5 re f"), spot=spot).data)
    assert ("cs", ["/Spot"]) in shown
    assert ("k", ["0", "0", "0", "1"]) in [(o, [v.rstrip("0").rstrip(".") or "0" for v in vs]) for o, vs in shown]


@pytest.mark.parametrize(
    ("colour", "space"), [((200, 30, 30), "/DeviceCMYK"), ((90, 90, 90), "/DeviceGray")], ids=["red", "grey"]
)
def test_an_rgb_picture_becomes_inks_and_a_grey_one_grey(colour: tuple[int, int, int], space: str) -> None:
    made = pressed(picture(Image.new("RGB", (300, 300), colour), Name.DeviceRGB))
    pdf = Pdf.open(io.BytesIO(made.data))
    assert (made.turned, str(pdf.pages[0].obj.Resources.XObject.Im.ColorSpace)) == (1, space)


def test_a_coarse_picture_is_warned_of_with_its_figure() -> None:
    made = pressed(picture(Image.new("L", (100, 100), 90), Name.DeviceGray))
    outcome = preflight(made.data, "press.pdf", Door.PRESS)
    assert outcome.passed
    assert [d.message for d in outcome.report if "100 pixels an inch" in d.message]


def test_a_broken_picture_is_a_coded_error() -> None:
    pdf = Pdf.open(io.BytesIO(picture(Image.new("RGB", (300, 300)), Name.DeviceRGB)))
    pdf.pages[0].obj.Resources.XObject.Im.write(b"too short")
    with pytest.raises(ContentError) as raised:
        pressed(saved(pdf))
    assert code_of(raised) == ["PRESS-PICTURE"]


def test_a_huge_picture_is_refused_before_it_is_opened() -> None:
    pdf = Pdf.open(io.BytesIO(picture(Image.new("RGB", (30, 30)), Name.DeviceRGB)))
    image = pdf.pages[0].obj.Resources.XObject.Im
    image.Width = image.Height = 60_000
    with pytest.raises(ContentError) as raised:
        pressed(saved(pdf))
    assert code_of(raised) == ["PRESS-PICTURE"]


def test_a_bleed_of_nothing_is_a_coded_error() -> None:
    with pytest.raises(ContentError) as raised:
        pressed(painted(RULES), bleed=Length(0))
    assert code_of(raised) == ["PRESS-BLEED"]


def test_bad_profiles_are_coded_errors() -> None:
    with pytest.raises(ContentError) as raised:
        find_profile("missing.icc", "FOGRA39", [PROFILES])
    assert code_of(raised) == ["PRESS-PROFILE"]
    with pytest.raises(ContentError) as raised:
        find_profile("../README.md", "FOGRA39", [PROFILES])
    assert code_of(raised) == ["PRESS-PROFILE"]
    with pytest.raises(ContentError) as raised:
        check_profile("cut.icc", "FOGRA39", profile().data[:5000])
    assert code_of(raised) == ["PRESS-PROFILE-DAMAGED"]
    rgb = bytearray(profile().data)
    rgb[16:20] = b"RGB "
    with pytest.raises(ContentError) as raised:
        check_profile("rgb.icc", "FOGRA39", bytes(rgb))
    assert code_of(raised) == ["PRESS-PROFILE-SPACE"]
