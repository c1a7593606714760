"""The walk to the stapler: imposed sheets with their plan, a picture of the first sheet, and how to print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from compendium.assembly import HomeSheet
from compendium.binding import settle
from compendium.composition import compose
from compendium.conformance.preflight import Door, preflight
from compendium.diagnostics import Report
from compendium.finishing.booklet import Booklet, Source, make_booklet, picture_of, with_sheet_before
from compendium.finishing.cover import paper_named
from compendium.finishing.imposition import Make
from compendium.model.book import Book, Section
from compendium.model.edition import Edition
from compendium.model.proof import Target
from compendium.model.words import BothWords, Lang
from compendium.production.judging import passed
from compendium.production.made import ENDING, MadeFile, enter, write_made
from compendium.production.project import Project
from compendium.production.proofs import compositors
from compendium.production.store import Store

_HOME = "home-sheet"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        sheet: name of the sheet.
        signature: pages of a signature; None for saddle stitch.
        paper: name of the paper, whose thickness is the creep.
        fit: whether pages that are too large are made smaller.
        last_outside: whether the last page is a back cover.
        instructions: whether a sheet that tells how to print comes first.
    """

    sheet: str = "A4"
    signature: int | None = None
    paper: str = "offset-80"
    fit: bool = False
    last_outside: bool = False
    instructions: bool = True


@dataclass(frozen=True, slots=True)
class Imposed:
    """A finished booklet: its files, and what it is."""

    path: Path
    plan: Path
    picture: Path
    booklet: Booklet
    findings: Report


def booklet(project: Project, files: Sequence[Path], order: Order, editions: Sequence[str] = ()) -> Imposed:
    """Impose one PDF, or two back to back, and write `<name>.booklet.pdf` with its plan and picture.

    Args:
        project: the folders.
        files: one PDF, or two for a tumble booklet.
        order: what is asked for.
        editions: the editions that the files are of; their manifests vouch for the booklet too.

    Raises:
        ContentError: the files cannot be imposed so; see `finishing.booklet.make_booklet`.
        EngineError: the finished booklet does not pass preflight.
        OSError: a file cannot be read.
    """
    make = Make(order.sheet, order.signature, paper_named(order.paper).caliper, order.fit)
    sources = [Source(file.name, file.read_bytes()) for file in files]
    made = make_booklet(sources, make, last_outside=order.last_outside)
    data = made.pdf
    if order.instructions:
        data = with_sheet_before(data, _instructions(project, made, order, tumble=len(files) > 1))
    name = f"{'-'.join(file.stem for file in files)}.booklet"
    path = project.output / f"{name}.pdf"
    outcome = preflight(data, str(path), Door.BOOKLET)
    parts = (
        MadeFile(path.name, "booklet", data, 2 * (made.sheets + order.instructions), judged=passed(outcome)),
        MadeFile(f"{name}.txt", "plan", made.plan.encode()),
        MadeFile(f"{name}.png", "picture", picture_of(made)),
    )
    write_made(project.output, parts)
    for edition in editions:
        enter(project.output / f"{edition}{ENDING}", parts)
    return Imposed(path, path.with_suffix(".txt"), path.with_suffix(".png"), made, outcome.report)


def _instructions(project: Project, made: Booklet, order: Order, *, tumble: bool) -> bytes:
    """One page, as large as the sheets; its words are those of the catalogues."""
    size = made.sheet
    content = HomeSheet(
        width=round(size.width.mm, 2),
        height=round(size.height.mm, 2),
        # The sheet with the instructions is one more.
        sheets=made.sheets + 1,
        sheet=order.sheet,
        long_edge=size.height.pt > size.width.pt,
        signature=order.signature or 0,
        tumble=tumble,
    )
    edition = Edition(id="booklet", languages=tuple(Lang))
    book = Book(edition, BothWords(en="Booklet", fr="Livret"), ())
    galley = compose(Section(_HOME, _HOME, content, display=True), book, project.house)
    galley = replace(galley, stylesheets=project.house.stylesheets(edition.trim, "sheet"))
    with compositors(Store(project.cache), 1, scope="booklet") as team:
        return settle(team.proofs([galley], lambda *_: None)[_HOME].paints[Target.SCREEN])
