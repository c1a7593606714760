"""The print run: one copy for each city, the shared pages typeset and bound once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from compendium.assembly import Copy, copy_book
from compendium.diagnostics import CompendiumError, Diagnostic, Place, Report
from compendium.files import digest_of
from compendium.model.edition import Edition
from compendium.model.library import Library
from compendium.production.building import build, build_interior, check
from compendium.production.copying import Made, Order, copied
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.executors import Hands, cores, executor_of
from compendium.production.parcels import pack
from compendium.production.project import Project
from compendium.production.recipients import recipients

_TRIES = 3
"""How often a copy is given out when workers die over it or beside it."""


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """One copy of a run.

    Attributes:
        copy: the city and the number.
        edition: the edition that its shared pages are of.
        path: the file, whether it stands or not.
        made: its digest and pages; None where it failed.
        faults: why it failed.
    """

    copy: Copy
    edition: str
    path: Path
    made: Made | None = None
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintRun:
    """A finished run: its folder and its copies in the order of the cities."""

    folder: Path
    copies: tuple[PrintedCopy, ...]

    @property
    def report(self) -> Report:
        """Why copies failed."""
        return Report.of(fault for item in self.copies for fault in item.faults)


@dataclass(frozen=True, slots=True)
class _Shared:
    """The shared pages of an edition, as copies are bound to them."""

    edition: Edition
    path: Path
    digest: str
    pages: int


def print_run(
    project: Project, editions: Sequence[str], wanted: str, watcher: Watcher = nobody, hands: Hands = None
) -> PrintRun:
    """Make a copy for each city.

    What stands from an earlier run as it would be made is kept; a copy that fails does not stop the others.

    Args:
        project: the folders.
        editions: ids of editions; a city receives the first that has its language, or the first of all.
        wanted: which cities (see `recipients`).
        watcher: is told what happens.
        hands: who typesets (see `executors`).

    Raises:
        ContentError: the content has errors, or there is no such edition or city.
        EngineError: the shared pages cannot be typeset, bound or proved.
    """
    library, _ = check(project)
    copies = recipients(library, wanted)
    build(project, editions, watcher, hands)
    folder = project.output / f"run-{'-'.join(editions)}"
    shared = [_shared(project, library.editions[name]) for name in editions]
    orders = {copy.city.id: _order(project, library, copy, shared, folder) for copy in copies}
    done = dict(_made({name: order for name, (_, order) in orders.items()}, watcher, hands))
    printed = tuple(_printed(copy, *orders[copy.city.id], done[copy.city.id]) for copy in copies)
    run = PrintRun(folder, printed)
    pack(project, library, folder, [(p.copy, p.edition, p.path, p.made, p.faults) for p in printed])
    return run


def _shared(project: Project, edition: Edition) -> _Shared:
    """The pages without the cover of all: a copy has one of its own, with the name of its city."""
    inside = build_interior(project, edition.id)
    return _Shared(edition, inside.path, inside.digest, inside.pages)


def _order(
    project: Project, library: Library, copy: Copy, shared: Sequence[_Shared], folder: Path
) -> tuple[str, Order | Diagnostic]:
    lang = copy.city.language
    mine = next((item for item in shared if lang in item.edition.languages), shared[0])
    path = folder / "copies" / str(lang) / f"{copy.number:03}-{copy.city.id}.pdf"
    try:
        book = copy_book(library, mine.edition, copy)
    except KeyError as error:
        return mine.edition.id, Diagnostic("PROD-CITY", f"{error.args[0]}", Place(f"city {copy.city.id}"))
    book = replace(book, digest=digest_of([mine.digest, copy.city.id]))
    order = Order(book, project.house, mine.path.resolve(), mine.digest, mine.pages, path, project.cache)
    return mine.edition.id, order


def _printed(copy: Copy, edition: str, order: Order | Diagnostic, done: Made | tuple[Diagnostic, ...]) -> PrintedCopy:
    path = order.path if isinstance(order, Order) else Path()
    if isinstance(done, Made):
        return PrintedCopy(copy, edition, path, done)
    return PrintedCopy(copy, edition, path, None, done)


_Outcome = Made | tuple[Diagnostic, ...]


def _made(orders: Mapping[str, Order | Diagnostic], watcher: Watcher, hands: Hands) -> Iterator[tuple[str, _Outcome]]:
    left = {name: order for name, order in orders.items() if isinstance(order, Order)}
    yield from ((name, (order,)) for name, order in orders.items() if isinstance(order, Diagnostic))
    total, done = len(orders), len(orders) - len(left)
    for _ in range(_TRIES):
        for name, outcome in _given_out(left, hands):
            done += 1
            del left[name]
            watcher(Event(Stage.COPIES, "copies", name, done, total))
            yield name, outcome
        if not left:
            return
    message = "the process that made the copy ended again and again before it was done"
    yield from ((name, (Diagnostic("PROD-WORKER", message, Place(f"city {name}")),)) for name in left)


def _given_out(orders: Mapping[str, Order], hands: Hands) -> Iterator[tuple[str, _Outcome]]:
    """What could be done; what was left behind by a worker that died is not among it."""
    waiting = dict(orders)
    if not isinstance(hands, str) and (hands or cores()) <= 1:
        for name, order in waiting.items():
            yield name, _tried(order)
        return
    with executor_of(hands) as executor:
        futures: dict[Future[_Outcome], str] = {}
        try:
            futures = {executor.submit(_tried, order): name for name, order in waiting.items()}
        except BrokenExecutor:
            return
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenExecutor:
                continue


def _tried(order: Order) -> _Outcome:
    try:
        return copied(order)
    except CompendiumError as error:
        return tuple(error.report)
    except OSError as error:
        message = f"the copy cannot be written: {error.strerror or error}"
        hint = "make room or give leave to write there, then run the same command: what stands is kept"
        return (Diagnostic("PROD-WRITE", message, Place(str(order.path)), hint),)
