"""Imposed files, folded: what stands where is read by poppler on the flat sheets, and folded as paper is.

Nothing of the imposing room is asked but to make the file; the folding knows paper alone.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from compendium.finishing.booklet import Source, make_booklet
from compendium.finishing.imposition import Make
from compendium.units import Length
from tests.unit.finishing.pressing import A5, saved

A6 = (297.638, 419.528)
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(\w+)</word>')
PAGE = re.compile(r'<page width="(.+?)" height="(.+?)">(.*?)</page>', re.DOTALL)


def book(pages: int, name: str, size: tuple[float, float] = A6) -> Source:
    """Pages that say in their middle who they are (`a3`), near their head `top` and near their left edge `left`."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    width, height = size
    for number in range(1, pages + 1):
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1].obj
        said = (("", width / 2, height / 2), ("top", width / 2, height * 0.9), ("left", width * 0.1, height / 2))
        drawn = [f"BT /F 6 Tf 1 0 0 1 {x} {y} Tm ({name}{number}{what}) Tj ET" for what, x, y in said]
        page.Contents, page.Resources = pdf.make_stream(" ".join(drawn).encode()), Dictionary(Font=Dictionary(F=font))
    return Source(f"{name}.pdf", saved(pdf))


@dataclass(frozen=True)
class Face:
    """One page as it lies on the paper, seen from the front: its name, where its head and its left edge point."""

    name: str
    head: tuple[int, int]
    left: tuple[int, int]


@dataclass(frozen=True)
class Leaf:
    """A piece of paper of the size of a page: what looks up, and what looks down."""

    up: Face | None
    down: Face | None


Paper = dict[tuple[int, int], list[Leaf]]
"""Column and row to the leaves that lie there, the uppermost first."""


def faces(data: bytes, folder: Path) -> list[tuple[float, float, list[tuple[float, float, Face]]]]:
    """Width, height and faces of every side of every sheet, as poppler reads them; heights count from the foot."""
    (folder / "sheets.pdf").write_bytes(data)
    command = ["pdftotext", "-bbox", str(folder / "sheets.pdf"), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sides = []
    for width, height, content in PAGE.findall(told):
        spots = {}
        for left, top, right, bottom, word in WORD.findall(content):
            spots[word] = (float(left) + float(right)) / 2, float(height) - (float(top) + float(bottom)) / 2
        names = [word for word in spots if re.fullmatch(r"[a-z]\d+", word)]
        found = [(*spots[n], Face(n, way(spots[n], spots[f"{n}top"]), way(spots[n], spots[f"{n}left"]))) for n in names]
        sides.append((float(width), float(height), found))
    return sides


def way(here: tuple[float, float], there: tuple[float, float]) -> tuple[int, int]:
    """Which way it is: right, left, up or down."""
    across, up = there[0] - here[0], there[1] - here[1]
    return (0, 1 if up > 0 else -1) if abs(up) > abs(across) else (1 if across > 0 else -1, 0)


def mirrored(face: Face | None, axis: int) -> Face | None:
    """A face as it lies when the paper has been turned over about a line across an axis."""
    if face is None:
        return None
    over = (-1, 1) if axis == 0 else (1, -1)
    ways = [(way[0] * over[0], way[1] * over[1]) for way in (face.head, face.left)]
    return Face(face.name, *ways)


def flat(front, back, places: tuple[int, int]) -> Paper:
    """The open sheet, front up; what is behind a place is found by turning the sheet over sideways."""
    (width, height, seen), (_, _, behind) = front, back

    def at(x: float, y: float) -> tuple[int, int]:
        return int(x / width * places[0]), int(y / height * places[1])

    up = {at(x, y): face for x, y, face in seen}
    down = {at(width - x, y): mirrored(face, 0) for x, y, face in behind}
    assert (len(up), len(down)) == (len(seen), len(behind))
    grid = [(column, row) for column in range(places[0]) for row in range(places[1])]
    return {place: [Leaf(up.get(place), down.get(place))] for place in grid}


def folded(paper: Paper, first: str) -> tuple[list[Leaf], str]:
    """Fold the longer side in half, away from the half that bears the first page, until one place is left.

    Returns:
        the leaves, the uppermost first, and on which side the last fold is.
    """
    last = ""
    while len(paper) > 1:
        columns, rows = (1 + max(place[axis] for place in paper) for axis in (0, 1))
        # Pages are higher than wide: as many rows as columns make a sheet that is higher than wide.
        axis, count = (0, columns) if columns > rows else (1, rows)
        place = next(place for place, pile in paper.items() if pile[0].up and pile[0].up.name == first)
        low = place[axis] < count // 2
        kept: Paper = {}
        behind: Paper = {}
        for place, pile in paper.items():
            across = count - 1 - place[axis]
            if (place[axis] < count // 2) == low:
                kept[place] = pile
            else:
                onto = (across, place[1]) if axis == 0 else (place[0], across)
                over = [Leaf(mirrored(leaf.down, axis), mirrored(leaf.up, axis)) for leaf in reversed(pile)]
                behind[onto] = over
        off = 0 if low else count // 2
        paper = {}
        for (column, row), pile in kept.items():
            paper[(column - off, row) if axis == 0 else (column, row - off)] = [*pile, *behind[column, row]]
        last = {(0, True): "right", (0, False): "left", (1, True): "top", (1, False): "foot"}[axis, low]
    return paper[0, 0], last


PLACES = {2: (2, 1), 4: (2, 2), 8: (4, 2), 16: (4, 4)}


def leafed(data: bytes, up: int, signature: int, folder: Path) -> list[str]:
    """The names of the pages in the order in which the folded book is leafed through; blanks have none.

    Every page has to stand upright with its spine on the side of the last fold.
    """
    sides = faces(data, folder)
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    within = signature // (2 * up)
    book: list[str] = []
    for start in range(0, len(sheets), within):
        gathered: list[str] = []
        # The innermost first: each sheet is put around what lies within.
        for front, back in reversed(sheets[start : start + within]):
            leaves, spine = folded(flat(front, back, PLACES[up]), outermost(front))
            pages = [name for leaf in leaves for name in upright(leaf, spine)]
            gathered = [*pages[: len(pages) // 2], *gathered, *pages[len(pages) // 2 :]]
        book += gathered
    return book


def outermost(front) -> str:
    """The lowest page of a side; of the second book of a tumble the highest, as it stands the other way round."""
    names = [face.name for _, _, face in front[2]]
    return min(names, key=lambda name: (name[0], int(name[1:]) * (1 if name[0] == "a" else -1)))


def upright(leaf: Leaf, spine: str) -> list[str]:
    """The names of the two pages of a leaf; those of the second book have to stand head down."""
    turned = spine == "right"
    names = []
    for face, is_recto in ((leaf.up, True), (leaf.down, False)):
        if face is None:
            names.append("")
            continue
        down = turned != face.name.startswith("b")
        assert face.head == (0, -1 if down else 1), f"{face.name} stands head down"
        to_spine = (-1, 0) if spine == "left" else (1, 0)
        # A recto has its spine on its left, a verso on its right; seen from behind, left is right. The second book of a
        # tumble is read from its other end: its rectos are versos of the first.
        as_recto = is_recto != face.name.startswith("b")
        left_is_spine = face.left == to_spine
        assert left_is_spine == as_recto, f"the spine of {face.name} is on the wrong side"
        names.append(face.name)
    return names


def names(pages: int, name: str, total: int) -> list[str]:
    return [f"{name}{number}" for number in range(1, pages + 1)] + [""] * (total - pages)


SCHEMES = [
    ("saddle A5 on A4", 19, A5, Make("A4", creep=Length.from_mm(0.1)), 2, 20),
    ("saddle A4 on A3", 24, (595.276, 841.89), Make("A3"), 2, 24),
    ("saddle A6 on A4, three pages", 3, A6, Make("A4"), 2, 4),
    ("signatures of 8", 21, A6, Make("SRA3", 8), 4, 8),
    ("signatures of 16", 30, A6, Make("SRA3", 16, Length.from_mm(0.1)), 8, 16),
    ("signatures of 16 on smaller sheets", 30, A6, Make("A4", 16, Length.from_mm(0.1)), 2, 16),
    ("signatures of 32", 61, A6, Make("SRA2", 32), 16, 32),
]


@pytest.mark.parametrize(
    ("pages", "size", "make", "up", "signature"), [s[1:] for s in SCHEMES], ids=[s[0] for s in SCHEMES]
)
def test_the_folded_file_reads_from_the_first_page_to_the_last(tmp_path, pages, size, make, up, signature) -> None:
    made = make_booklet([book(pages, "a", size)], make)
    whole = signature if make.signature else made.pages
    assert leafed(made.pdf, up, whole, tmp_path) == names(pages, "a", pages + -pages % signature)


def test_a_folded_tumble_has_two_fronts(tmp_path) -> None:
    made = make_booklet([book(9, "a", A5), book(6, "b", A5)], Make())
    read = leafed(made.pdf, 2, made.pages, tmp_path)
    assert read[:9] == names(9, "a", 9)
    assert [name for name in reversed(read) if name][:6] == names(6, "b", 6)
    assert read[-1] == "b1"


def ground(pages: int) -> Source:
    """Pages that are black to their bleed, 3 mm around the trim, and beyond it."""
    pdf = Pdf.new()
    over = Length.from_mm(3).pt
    for number in range(pages):
        pdf.add_blank_page(page_size=A6)
        page = pdf.pages[-1].obj
        page.Contents = pdf.make_stream(b"-99 -99 900 900 re f" if number == 0 else b"")
        page.MediaBox, page.TrimBox = Array([-50, -50, A6[0] + 50, A6[1] + 50]), Array([0, 0, *A6])
        page.BleedBox = Array([-over, -over, A6[0] + over, A6[1] + over])
    return Source("ground.pdf", saved(pdf))


@pytest.mark.parametrize(("make", "up"), [(Make("A4"), 2), (Make("SRA3", 8), 4), (Make("SRA3", 16), 8)], ids=str)
def test_pages_bleed_where_they_are_cut_and_not_over_the_fold(make, up) -> None:
    made = make_booklet([ground(16)], replace(make, creep=Length.from_mm(1)))
    assert "3 mm" in made.plan.replace("\N{NO-BREAK SPACE}", " ")
    side = pypdfium2.PdfDocument(made.pdf)[0].render(scale=4).to_pil().convert("L")
    # Marks are thin: what is black and thick is the page.
    left, top, right, bottom = (
        side.point(lambda grey: 255 if grey < 128 else 0)
        .resize((side.width // 8, side.height // 8), 4)
        .point(lambda part: 255 if part > 200 else 0)
        .getbbox()
    )
    width, height = (right - left) * 2, (bottom - top) * 2
    bleed = Length.from_mm(3).pt
    assert height == pytest.approx(A6[1] + 2 * bleed, abs=4)
    assert width == pytest.approx(A6[0] + bleed, abs=4)
    assert made.sheets * up * 2 == made.pages
