"""On every trim and in every mode: so many characters a line, and every line of text on the baseline grid."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from compendium.assembly import assemble
from compendium.composition import compose
from compendium.conformance.typography.columns import NOTE, Grid, body, grid_of, texts
from compendium.conformance.typography.lines import Line, PrintedPage, read_pages
from compendium.model.proof import Target
from compendium.production import Project
from compendium.source import read
from compendium.typesetting import typeset

ROOT = Path(__file__).parents[3]
TRIMS = ("A5", "160x240", "B5", "A4", "Letter")
MODES = {"parallel": (38, 50), "facing": (60, 72), "single": (60, 72)}
"""Characters of a full line, spaces counted, that a reader's eye likes: in one of two columns, in one."""

OFF = 0.25
"""Points that a line may be off the grid."""

ENGLISH = (
    "Requests that every municipal well of the district should be inspected each spring by two people whom the council "
    "has appointed, that what they find there be recorded in a register which anyone may consult, and that those who "
    "obstruct, close or sell the water of a public cistern should answer for it before the committee of the valley. "
)
FRENCH = (
    "Demande que chaque puits municipal du district soit inspecté au printemps par deux personnes que le conseil aura "
    "nommées, que leurs constats soient inscrits dans un registre ouvert à tous, et que quiconque obstrue ou vend "
    "l’eau d’une citerne publique en réponde devant la commission de la vallée, sans délai et sans exception aucune. "
)


def pages_of(folder: Path, mode: str, trim: str) -> tuple[PrintedPage, ...]:
    """The pages of an instrument with its adopted text, our digest of it, and themes below each paragraph."""
    both = {"en": ENGLISH * 3, "fr": FRENCH * 3}
    operative = [{"number": n, "adopted": both, "digest": both, "themes": ["water"]} for n in range(1, 7)]
    languages = ["en"] if mode == "single" else ["en", "fr"]
    files = {
        "themes": [{"id": "water", "label": {"en": "water and its keepers", "fr": "eau et ses gardiens"}}],
        "bodies": [{"id": "council", "name": {"en": "Council", "fr": "Conseil"}}],
        "publication": {
            "id": "wells",
            "title": {"en": "Wells", "fr": "Puits"},
            "publisher": {"en": "The House", "fr": "La Maison"},
            "date": "2026-11-01",
        },
        "editions/wells": {"id": "wells", "languages": languages, "mode": mode, "trim": trim, "wording": "both"},
        "instruments/wells": {
            "id": "wells",
            "kind": "resolution",
            "body": "council",
            "title": {"en": "On wells", "fr": "Des puits"},
            "adopted": {"date": "2001-05-04"},
            "operative": operative,
        },
    }
    for name, value in files.items():
        path = folder / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    project = Project.at(ROOT, folder / "content")
    library, report = read(project.content)
    assert library is not None, [str(finding) for finding in report]
    book = assemble(library, library.editions["wells"])
    section = next(section for section in book.sections if section.id == "wells")
    return read_pages(typeset(compose(section, book, project.house), "d", budget=60).paints[Target.SCREEN])


def characters(pages: tuple[PrintedPage, ...], leading: float) -> float:
    """The characters of a full line, on the average."""
    counts = []
    for text in texts(list(enumerate(pages)), leading):
        if len(text.lines) > 8:
            right = max(line.right for line in text.lines)
            counts += [len(line.text) for line in text.lines[1:-1] if line.right > right - line.size]
    assert len(counts) > 30
    return sum(counts) / len(counts)


def leading_of(mode: str, trim: str) -> float:
    """The leading that the tokens give."""
    css = (ROOT / "styles" / "tokens" / "trim" / f"{trim.lower()}.css").read_text("utf-8")
    single, parallel = (float(found) for found in re.findall(r"--leading: ([\d.]+)pt", css))
    return parallel if mode == "parallel" else single


def strays(page: PrintedPage, grid: Grid) -> Iterator[Line]:
    """Lines off the grid; type as small as that of notes may stand on its thirds."""
    thirds = Grid(grid.leading / 3, grid.phase)
    for paragraph in body(page, grid.leading):
        for line in () if paragraph.is_heading else paragraph.lines:
            own = thirds if line.size < NOTE * grid.leading else grid
            if own.distance(line.baseline) > OFF:
                yield line


@pytest.mark.parametrize(("mode", "trim"), list(itertools.product(MODES, TRIMS)))
def test_measure_and_grid(tmp_path, mode, trim):
    pages = pages_of(tmp_path, mode, trim)
    grid = grid_of(pages)
    assert abs(grid.leading - leading_of(mode, trim)) < 0.06
    least, most = MODES[mode]
    assert least <= characters(pages, grid.leading) <= most
    assert [line.text for page in pages for line in strays(page, grid)] == []
