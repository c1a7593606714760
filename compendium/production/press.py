"""The walk to the printing house: press file and cover of an edition, judged before they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from compendium.diagnostics import ContentError, Diagnostic, Place, Report, Severity
from compendium.finishing.cover import Wrap
from compendium.model.book import Book
from compendium.model.edition import Edition
from compendium.model.proof import Proof, Target
from compendium.production.building import Built, Job, checked, chosen, finish
from compendium.production.covering import covered, measured
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands
from compendium.production.made import ENDING, MadeFile, enter, write_made
from compendium.production.pressroom import PressRoom
from compendium.production.project import Project
from compendium.production.proofs import compositors
from compendium.production.store import Store

BOTH = (Target.SCREEN, Target.PRESS)

STANDARDS = ("PDF/X-4", "PDF/A-2b")
"""What a press file and a cover keep; PDF/A by their twin intent."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the printing house gets of an edition.

    Attributes:
        edition: id of the edition.
        path: the press file.
        cover: the wrap; of two books back to back it is one for both.
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
    job = Job(project, *checked(project), watcher)
    made = []
    for edition in chosen(job.library, names):
        made += _press_together(job, [edition], workers)
    return tuple(made)


def press_tumbled(
    project: Project, names: Sequence[str], watcher: Watcher = nobody, workers: Hands = None
) -> tuple[Pressed, ...]:
    """Make the press files of two editions that are bound back to back, and the one wrap around both.

    Each has its own pages; the second is turned by 180 degrees behind the first, and so is its front on the wrap, so
    that each book begins with its cover. The spine is as wide as both are thick.

    Args:
        project: the folders.
        names: ids of the two editions, the first of them in front.
        watcher: is told what happens.
        workers: who typesets.

    Raises:
        ContentError: PRESS-TUMBLE, they are not two, or cannot stand in one cover; else as `press` says.
        EngineError: as `press` says.
    """
    job = Job(project, *checked(project), watcher)
    if len(set(names)) != 2 or len(names) != 2:
        message = f"two books stand back to back, not {len(names)}" if len(names) != 2 else "a book has no two fronts"
        raise ContentError(Diagnostic("PRESS-TUMBLE", message, Place("press"), "name two editions"))
    one, other = chosen(job.library, names)
    for differs, path, what in (
        (one.trim is not other.trim, ("trim",), "trim"),
        (one.printing != other.printing, ("printing",), "printing"),
    ):
        if differs:
            message = f"edition {other.id} has another {what} than {one.id}; one cover holds both"
            hint = f"give both the same `{what}`"
            raise ContentError(Diagnostic("PRESS-TUMBLE", message, job.library.places.find(other, *path), hint))
    return tuple(_press_together(job, [one, other], workers))


def _press_together(job: Job, editions: Sequence[Edition], workers: Hands) -> list[Pressed]:
    """Press what stands in one cover; nothing is written before all of it is judged."""
    rooms = [PressRoom(job, edition) for edition in editions]
    built, wrap, proof = _typeset(job, rooms, workers)
    store, name = Store(job.project.cache), "-".join(edition.id for edition in editions)
    cover = rooms[0].cover(proof, wrap, name, store)
    inside = [room.inside(one, store) for room, one in zip(rooms, built, strict=True)]
    around = MadeFile(f"{name}.cover.pdf", "cover", cover.data, 1, STANDARDS, cover.judged)
    pressed: list[Pressed] = []
    for room, one, printed in zip(rooms, built, inside, strict=True):
        counts = room.pages_of(one)
        made = MadeFile(f"{room.edition.id}.press.pdf", "press", printed.data, counts[1], STANDARDS, printed.judged)
        _write(job, room.edition.id, (made, around))
        place = Place(str(job.project.output / made.name))
        said = [*printed.findings(place), *_of_blanks(counts, room.signature, place)]
        if pressed:
            message = f"to be bound behind {pressed[0].path.name}, turned by 180 degrees"
            said.append(_notice("PRESS-TUMBLE", message, place))
        else:
            said += [*cover.findings(place), *_of_spine(wrap, place)]
        turned = printed.turned + (0 if pressed else cover.turned)
        if turned:
            message = f"{turned} RGB pictures were turned into inks by {room.profile.name}"
            said.append(_notice("PRESS-TURNED", message, place))
        pressed.append(_pressed(job, room.edition.id, (made, around), counts, (wrap, Report.of(said))))
    return pressed


def _typeset(job: Job, rooms: Sequence[PressRoom], workers: Hands) -> tuple[list[Built], Wrap, Proof]:
    """Every book, and the wrap around all of them."""
    built: list[Built] = []
    books: list[Book] = []
    for room in rooms:
        with compositors(Store(job.project.cache), workers, scope=f"{job.project.content} {room.edition.id}") as team:
            team.targets = BOTH
            built.append(finish(job, room.edition, team))
            books.append(built[-1].typeset.book)
            if len(built) == len(rooms):
                pages = sum(room.pages_of(one)[1] for room, one in zip(rooms, built, strict=True))
                wrap = measured(built[0].typeset, pages, rooms[0].printing)
                wrap, proof = covered(books, job.library, wrap, job.project.house, team)
    return built, wrap, proof


def _write(job: Job, edition: str, made: Sequence[MadeFile]) -> None:
    output = job.project.output
    write_made(output, made)
    enter(output / f"{edition}{ENDING}", made)
    for file in made:
        job.watcher(Event(Stage.WRITTEN, edition, str(output / file.name)))


def _pressed(
    job: Job, edition: str, made: tuple[MadeFile, MadeFile], counts: tuple[int, int], of: tuple[Wrap, Report]
) -> Pressed:
    inside, cover = (job.project.output / file.name for file in made)
    blanks = tuple(range(counts[0] + 1, counts[1] + 1))
    return Pressed(edition, inside, cover, counts[1], blanks, of[0], made[0].facts["sha256"], of[1])


def _of_blanks(counts: tuple[int, int], signature: int, place: Place) -> list[Diagnostic]:
    first, last = counts[0] + 1, counts[1]
    if first > last:
        return []
    where = f"page {first}" if first == last else f"pages {first} to {last}"
    return [_notice("PRESS-BLANKS", f"{where}: blank, so that signatures of {signature} are full", place)]


def _of_spine(wrap: Wrap, place: Place) -> list[Diagnostic]:
    if not wrap.spine.pt or wrap.holds_title:
        return []
    message = f"the spine is {wrap.spine.mm:.1f} mm wide and cannot hold its title in the smallest type: it stays empty"
    return [_notice("PRESS-SPINE", message, place)]


def _notice(code: str, message: str, place: Place) -> Diagnostic:
    return Diagnostic(code, message, place, severity=Severity.NOTICE)
