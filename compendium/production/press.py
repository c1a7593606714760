"""The walk to the printing house: press file and cover of an edition, judged before they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from compendium.assembly import CoverPages
from compendium.binding import bind
from compendium.composition import compose
from compendium.conformance.preflight import Door, Limits, preflight
from compendium.conformance.sameness import compare_texts
from compendium.diagnostics import ContentError, Diagnostic, EngineError, Place, Report, Severity
from compendium.files import digest_of, write_atomically
from compendium.finishing.cover import Paper, Wrap, paper_named, wrap_of
from compendium.finishing.inks import Spot
from compendium.finishing.press import PressFile, PressJob, check_bleed, make_press_file
from compendium.finishing.profile import Profile, find_profile
from compendium.languages import typeset as set_words
from compendium.model.book import Section
from compendium.model.edition import Edition
from compendium.model.library import Library
from compendium.model.printing import BindingStyle, Stock
from compendium.model.proof import Target
from compendium.production.build import check
from compendium.production.edition import EditionRun, TypesetBook
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands
from compendium.production.project import Project
from compendium.production.proofs import Compositors, compositors
from compendium.production.store import Store
from compendium.typesetting import named_ink
from compendium.units import Length, Size

BOTH = (Target.SCREEN, Target.PRESS)
COVER = "cover"
"""The section of the wrap, and the name of its ground's ink."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the printing house gets of an edition.

    Attributes:
        edition: id of the edition.
        path: the press file.
        cover: the wrap.
        pages: pages of the press file, blanks included.
        blanks: positions of the blanks that fill the last signature, from 1.
        wrap: the measures of the cover.
        digest: SHA-256 of the press file.
        findings: warnings and notices; nothing that holds the files back.
    """

    edition: str
    path: Path
    cover: Path
    pages: int
    blanks: tuple[int, ...]
    wrap: Wrap
    digest: str
    findings: Report


def press(
    project: Project, names: Sequence[str] = (), watcher: Watcher = nobody, workers: Hands = None
) -> tuple[Pressed, ...]:
    """Make the press files of editions.

    A file with a fault is not written; one that was written before stays as it is.

    Args:
        project: the folders.
        names: ids of editions; empty for all.
        watcher: is told what happens.
        workers: who typesets.

    Raises:
        ContentError: the content has errors, there is no such edition, or the printer's profile or paper is not there.
        EngineError: a section cannot be typeset, or a finished file does not pass preflight.
    """
    library, report = check(project)
    if not report.is_clean:
        raise ContentError(*report)
    unknown = [name for name in names if name not in library.editions]
    if unknown:
        known = ", ".join(library.editions)
        message = f"there is no edition {unknown[0]!r}"
        place = Place(str(library.root / "editions" / f"{unknown[0]}.yaml"))
        raise ContentError(Diagnostic("PROD-EDITION", message, place, hint=f"the editions are: {known}"))
    store = Store(project.cache)
    made = []
    for name in names or library.editions:
        with compositors(store, workers, scope=f"{project.content} {name}") as team:
            team.targets = BOTH
            made.append(_Job(project, library, library.editions[name], team).run(watcher))
    return tuple(made)


class _Job:
    """One edition on its way to the press."""

    def __init__(self, project: Project, library: Library, edition: Edition, team: Compositors) -> None:
        self._project, self._library, self._edition, self._team = project, library, edition, team
        self._printing = edition.printing
        folders = (project.content / "assets" / "profiles", project.house.styles / "profiles")
        # Before anything is typeset: a profile that is not there would be found at the very end.
        self._profile: Profile = find_profile(self._printing.profile, self._printing.condition, folders)
        check_bleed(Length.from_mm(self._printing.bleed))
        self._papers = (_paper(self._printing.paper), _paper(self._printing.cover_paper))

    def run(self, watcher: Watcher) -> Pressed:
        typeset = EditionRun(self._library, self._edition, self._project.house, self._team).typeset(watcher)
        screen, painted = (self._bound(typeset, target) for target in BOTH)
        inside = make_press_file(painted, self._job(self._signature))
        differences = tuple(compare_texts(screen, inside.data, self._edition.id))
        if differences:
            raise EngineError(*differences)
        path = self._project.output / f"{self._edition.id}.press.pdf"
        findings = self._judged(inside.data, path, self._signature)
        wrap = self._wrap(typeset, inside.pages)
        cover_path = self._project.output / f"{self._edition.id}.cover.pdf"
        cover = self._cover(typeset, wrap)
        findings += self._judged(cover.data, cover_path, 1)
        for target, data in ((path, inside.data), (cover_path, cover.data)):
            write_atomically(target, data)
            watcher(Event(Stage.WRITTEN, self._edition.id, str(target)))
        findings += Report.of(self._said(inside, wrap))
        digest = digest_of([inside.data])
        return Pressed(self._edition.id, path, cover_path, inside.pages, inside.blanks, wrap, digest, findings)

    @property
    def _signature(self) -> int:
        return 4 if self._printing.binding is BindingStyle.SADDLE else self._printing.signature

    def _bound(self, typeset: TypesetBook, target: Target) -> bytes:
        return bind(typeset.book, typeset.proofs, typeset.pagination, self._library.publication, target)

    def _job(self, signature: int, spot: Spot | None = None) -> PressJob:
        title = self._edition.title or self._library.publication.title
        lang = self._edition.languages[0]
        words = f"{set_words(title.of(lang), lang)} ({self._edition.id})"
        bleed = Length.from_mm(self._printing.bleed)
        return PressJob(words, self._library.publication.date, self._profile, signature, bleed, spot)

    def _wrap(self, typeset: TypesetBook, pages: int) -> Wrap:
        ledger = next(iter(typeset.proofs.values())).ledger
        page = Size(Length(ledger.width), Length(ledger.height))
        is_glued = self._printing.binding is BindingStyle.PERFECT
        return wrap_of(page, pages, *self._papers, is_glued=is_glued)

    def _cover(self, typeset: TypesetBook, wrap: Wrap) -> PressFile:
        page, spine = wrap.page, wrap.spine
        content = CoverPages(
            typeset.book.title,
            self._library.publication,
            round(page.width.mm, 3),
            round(page.height.mm, 3),
            round(spine.mm, 3),
            wrap.holds_title,
        )
        house = self._project.house
        galley = compose(Section(COVER, "cover-wrap", content, display=True), typeset.book, house)
        galley = replace(galley, stylesheets=house.stylesheets(self._edition.trim, COVER))
        proof = self._team.proofs([galley], lambda *_: None)[COVER]
        if proof.ledger.pages != 1:
            message = f"the cover takes {proof.ledger.pages} pages; its words do not fit on it"
            raise EngineError(Diagnostic("PRESS-COVER", message, Place(f"section {COVER}"), "shorten the title"))
        ink = named_ink(house.styles, COVER)
        spot = Spot(self._printing.spot, ink) if self._printing.spot and ink else None
        folds = tuple(dict.fromkeys((page.width, page.width + spine)))
        return make_press_file(proof.paints[Target.PRESS], replace(self._job(1, spot), folds=folds))

    def _judged(self, data: bytes, path: Path, signature: int) -> Report:
        limits = Limits(ink=self._printing.ink_limit, bleed=self._printing.bleed, signature=signature)
        outcome = preflight(data, str(path), Door.PRESS, limits)
        if not outcome.passed:
            raise EngineError(*outcome.report)
        return outcome.report

    def _said(self, inside: PressFile, wrap: Wrap) -> list[Diagnostic]:
        place = Place(str(self._project.output / f"{self._edition.id}.press.pdf"))
        said = []
        if inside.blanks:
            first, last = inside.blanks[0], inside.blanks[-1]
            where = f"page {first}" if first == last else f"pages {first} to {last}"
            message = f"{where}: blank, so that signatures of {self._signature} are full"
            said.append(_notice("PRESS-BLANKS", message, place))
        if inside.turned:
            message = f"{inside.turned} RGB pictures were turned into inks by {self._profile.name}"
            said.append(_notice("PRESS-TURNED", message, place))
        if wrap.spine.pt and not wrap.holds_title:
            message = f"the spine is {wrap.spine.mm:.1f} mm wide, too narrow for its title: it stays empty"
            said.append(_notice("PRESS-SPINE", message, place))
        return said


def _notice(code: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(code, message, place, severity=Severity.NOTICE)


def _paper(chosen: str | Stock) -> Paper:
    return (
        Paper(chosen.grammage, chosen.bulk, "the printer's figures")
        if isinstance(chosen, Stock)
        else paper_named(chosen)
    )
