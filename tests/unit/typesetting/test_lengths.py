"""Lengths of the tokens that the program measures by."""

from __future__ import annotations

from pathlib import Path

import pytest

from compendium.diagnostics import ContentError
from compendium.typesetting import named_length

STYLES = Path(__file__).parents[3] / "styles"


def test_a_length_is_read_in_points_and_millimetres(tmp_path: Path) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "tokens" / "cover.css").write_text(":root { --one: 8.5pt; --two:10mm }")
    assert named_length(tmp_path, "one").pt == 8.5
    assert named_length(tmp_path, "two").mm == pytest.approx(10)
    assert named_length(STYLES, "spine-least").pt < named_length(STYLES, "spine-most").pt


@pytest.mark.parametrize("css", [None, ":root { --spine-most: 16pt }", ":root { --spine-least: wide }"])
def test_a_length_that_is_not_there_is_told_with_its_file(tmp_path: Path, css: str | None) -> None:
    if css is not None:
        (tmp_path / "tokens").mkdir()
        (tmp_path / "tokens" / "cover.css").write_text(css)
    with pytest.raises(ContentError) as raised:
        named_length(tmp_path, "spine-least")
    (found,) = raised.value.report
    assert found.code == "TYPE-TOKEN"
    assert found.place.file.endswith("cover.css")
