"""The walk to the printing house: press file and cover of an edition, judged before they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from compendium.binding import Instructions, bind, settle
from compendium.conformance.preflight import Limits
from compendium.diagnostics import ContentError, Diagnostic, Place, Report, Severity
from compendium.files import digest_of
from compendium.finishing.cover import Wrap
from compendium.finishing.inks import Spot
from compendium.finishing.press import PressFile, PressJob, check_bleed, make_press_file
from compendium.finishing.profile import find_profile
from compendium.languages import phrase
from compendium.languages import typeset as set_words
from compendium.model.edition import Edition
from compendium.model.printing import BindingStyle
from compendium.model.proof import Proof, Target
from compendium.production.build import Built, Job, check, chosen, finish
from compendium.production.covering import COVER, measured, papers_of, wrapped
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands
from compendium.production.judging import judge_press, judge_sameness
from compendium.production.made import ENDING, Judged, MadeFile, enter, write_made
from compendium.production.project import Project
from compendium.production.proofs import Compositors, compositors
from compendium.production.store import Store
from compendium.typesetting import named_ink
from compendium.units import Length

BOTH = (Target.SCREEN, Target.PRESS)

STANDARDS = ("PDF/X-4", "PDF/A-2b")
"""What a press file and a cover keep; PDF/A by their twin intent."""

_PRESSROOM = "6"
"""Raised when finishing or preflight would make or judge another press file of the same Proofs."""


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
        EngineError: a section cannot be typeset, or a finished file does not pass its proof or preflight.
    """
    library, report = check(project)
    if not report.is_clean:
        raise ContentError(*report)
    job = Job(project, library, report, watcher)
    store = Store(project.cache)
    made = []
    for edition in chosen(library, names):
        with compositors(store, workers, scope=f"{project.content} {edition.id}") as team:
            team.targets = BOTH
            made.append(_Pressing(job, edition, team).run())
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Press file and cover with what was found of them; what is kept of one run for the next."""

    inside: bytes
    cover: bytes
    judged: tuple[Judged, Judged]
    turned: int
    found: tuple[tuple[str, str, str, str], ...]
    """Findings that hold nothing back, without their place: code, message, hint, severity."""

    def packed(self) -> list[bytes]:
        judged = [[one.passed, one.noted] for one in self.judged]
        return [json.dumps([judged, self.turned, self.found]).encode(), self.inside, self.cover]

    @classmethod
    def unpacked(cls, facts: bytes, inside: bytes, cover: bytes) -> _Pair:
        judged, turned, found = json.loads(facts)
        first, second = (Judged(tuple(passed), tuple(noted)) for passed, noted in judged)
        return cls(inside, cover, (first, second), turned, tuple(tuple(one) for one in found))


class _Pressing:
    """One edition on its way to the press."""

    def __init__(self, job: Job, edition: Edition, team: Compositors) -> None:
        self._job, self._edition, self._team = job, edition, team
        self._printing = edition.printing
        project = job.project
        folders = (project.content / "assets" / "profiles", project.house.styles / "profiles")
        # Before anything is typeset: a profile that is not there would be found at the very end.
        with self._blaming("profile"):
            self._profile = find_profile(self._printing.profile, self._printing.condition, folders)
        with self._blaming("bleed"):
            check_bleed(Length.from_mm(self._printing.bleed))
        with self._blaming("paper"):
            papers_of(self._printing)

    def run(self) -> Pressed:
        built = finish(self._job, self._edition, self._team)
        count = len(built.interior.pagination.leaves)
        pages = count + -count % self._signature
        wrap = measured(built.typeset, pages, self._printing)
        house, library = self._job.project.house, self._job.library
        cover = wrapped(built.typeset.book, library, wrap, house, self._team)
        pair = self._kept(built, cover, wrap)
        output, name = self._job.project.output, self._edition.id
        made = (
            MadeFile(f"{name}.press.pdf", "press", pair.inside, pages, STANDARDS, pair.judged[0]),
            MadeFile(f"{name}.cover.pdf", "cover", pair.cover, 1, STANDARDS, pair.judged[1]),
        )
        write_made(output, made)
        enter(output / f"{name}{ENDING}", made)
        paths = [output / file.name for file in made]
        for path in paths:
            self._job.watcher(Event(Stage.WRITTEN, name, str(path)))
        place = Place(str(paths[0]))
        findings = [Diagnostic(code, said, place, hint, Severity(weight)) for code, said, hint, weight in pair.found]
        blanks = tuple(range(count + 1, pages + 1))
        findings += self._said(blanks, pair.turned, wrap, place)
        return Pressed(name, paths[0], paths[1], pages, blanks, wrap, made[0].facts["sha256"], Report.of(findings))

    @contextmanager
    def _blaming(self, key: str) -> Iterator[None]:
        """Lay what goes wrong to a key of the edition's `printing`, where it has to be mended."""
        try:
            yield
        except ContentError as error:
            place = self._job.library.places.find(self._edition, "printing", key)
            raise ContentError(*(replace(found, place=place) for found in error.report)) from error

    @property
    def _signature(self) -> int:
        return 4 if self._printing.binding is BindingStyle.SADDLE else self._printing.signature

    def _kept(self, built: Built, cover: Proof, wrap: Wrap) -> _Pair:
        """What stands in the store of the same book, cover and profile; made and judged where it does not."""
        store = self._team.store
        key = digest_of([f"press {_PRESSROOM}", built.key, cover.digest, self._profile.data])
        parts = [store.get(digest_of([key, part])) for part in ("facts", "inside", "cover")]
        whole = [part for part in parts if part is not None]
        if len(whole) == len(parts):
            return _Pair.unpacked(*whole)
        pair = self._made(built, cover, wrap)
        for part, data in zip(("facts", "inside", "cover"), pair.packed(), strict=True):
            store.put(digest_of([key, part]), data)
        return pair

    def _made(self, built: Built, cover: Proof, wrap: Wrap) -> _Pair:
        output, name = self._job.project.output, self._edition.id
        inside = self._inside(built)
        same = judge_sameness(built.data, inside.data, name, built.cover)
        judged, report = judge_press(inside.data, output / f"{name}.press.pdf", self._limits(self._signature))
        around = self._cover(cover, wrap)
        of_cover, noted = judge_press(around.data, output / f"{name}.cover.pdf", self._limits(1))
        found = tuple((d.code, d.message, d.hint, str(d.severity)) for d in report + noted)
        return _Pair(inside.data, around.data, (same + judged, of_cover), inside.turned + around.turned, found)

    def _inside(self, built: Built) -> PressFile:
        typeset, publication = built.interior, self._job.library.publication
        instructions = Instructions(Target.PRESS, kept=self._team.store)
        painted = bind(typeset.book, typeset.proofs, typeset.pagination, publication, instructions)
        return make_press_file(painted, self._press_job(self._signature))

    def _cover(self, cover: Proof, wrap: Wrap) -> PressFile:
        ink = named_ink(self._job.project.house.styles, COVER)
        spot = Spot(self._printing.spot, ink) if self._printing.spot and ink else None
        folds = tuple(dict.fromkeys((wrap.page.width, wrap.page.width + wrap.spine)))
        label = phrase("press.cover", self._edition.languages[0])
        job = replace(self._press_job(1), spot=spot, folds=folds, label=label)
        return make_press_file(settle(cover.paints[Target.PRESS]), job)

    def _press_job(self, signature: int) -> PressJob:
        publication = self._job.library.publication
        title = self._edition.title or publication.title
        lang = self._edition.languages[0]
        words = f"{set_words(title.of(lang), lang)} ({self._edition.id})"
        return PressJob(words, publication.date, self._profile, signature, Length.from_mm(self._printing.bleed))

    def _limits(self, signature: int) -> Limits:
        return Limits(ink=self._printing.ink_limit, bleed=self._printing.bleed, signature=signature)

    def _said(self, blanks: Sequence[int], turned: int, wrap: Wrap, place: Place) -> list[Diagnostic]:
        said = []
        if blanks:
            first, last = blanks[0], blanks[-1]
            where = f"page {first}" if first == last else f"pages {first} to {last}"
            message = f"{where}: blank, so that signatures of {self._signature} are full"
            said.append(_notice("PRESS-BLANKS", message, place))
        if turned:
            message = f"{turned} RGB pictures were turned into inks by {self._profile.name}"
            said.append(_notice("PRESS-TURNED", message, place))
        if wrap.spine.pt and not wrap.holds_title:
            message = f"the spine is {wrap.spine.mm:.1f} mm wide, too narrow for its title: it stays empty"
            said.append(_notice("PRESS-SPINE", message, place))
        return said


def _notice(code: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(code, message, place, severity=Severity.NOTICE)
