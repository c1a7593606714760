"""The cover is the first leaf of the screen edition and of nothing else."""

from __future__ import annotations

import pikepdf
import pytest
import yaml

from compendium.diagnostics import ContentError
from compendium.production import build, build_interior
from compendium.production.press import press


def labels(path):
    with pikepdf.open(path) as pdf:
        return [str(page.label) for page in pdf.pages]


def titled(project, title):
    path = project.content / "editions" / "bench.yaml"
    edition = yaml.safe_load(path.read_text("utf-8")) | {"title": {"en": title, "fr": title}}
    path.write_text(yaml.safe_dump(edition), "utf-8")


def test_the_screen_edition_opens_with_its_cover_and_the_press_does_without(project) -> None:
    (finished,) = build(project, workers=1)
    screen = labels(finished.path)
    assert screen[:4] == ["Cover", "Cover", "i", "ii"]
    assert finished.starts["cover"] == 0
    assert finished.starts["half-title"] == 2
    inside = build_interior(project, "bench", workers=1)
    assert labels(inside.path) == screen[2:]
    assert inside.pages == len(screen) - 2
    (pressed,) = press(project, workers=1)
    assert pressed.pages - len(pressed.blanks) == inside.pages
    with pikepdf.open(pressed.path) as inside_file, pikepdf.open(pressed.cover) as wrap:
        assert len(wrap.pages) == 1
        assert wrap.pages[0].trimbox[2] > 2 * inside_file.pages[0].trimbox[2] - 100


def test_a_title_without_end_is_named_where_it_is_written(project) -> None:
    titled(project, "Small works " * 40)
    with pytest.raises(ContentError) as raised:
        build(project, workers=1)
    (found,) = raised.value.report
    assert found.code == "PROD-COVER"
    assert found.place.file.endswith("bench.yaml")
    assert found.place.line
    assert not list(project.output.glob("*.pdf"))


def test_a_long_title_keeps_its_cover(project) -> None:
    titled(project, "The works of the harbours and of the cities that they serve")
    (finished,) = build(project, workers=1)
    assert labels(finished.path)[2] == "i"
