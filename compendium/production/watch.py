"""Watches the folders of a project and builds again on every change; serves the result to a browser on this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compendium.diagnostics import CompendiumError, Diagnostic, Place, Report
from compendium.production.building import Finished, build
from compendium.production.events import Watcher, nobody
from compendium.production.executors import Hands
from compendium.production.project import Project

_QUIET = 120
"""Milliseconds without a change before a build begins: an editor saves in several steps."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the last build came to.

    Attributes:
        number: counts up with each build, from 1; 0 before the first.
        finished: the editions that were built; those of the last good build where this one failed.
        report: what is wrong; empty where the build is good.
        seconds: how long it took.
        changed: the first page of each edition, from 0, of what is not as it was before.
    """

    number: int = 0
    finished: tuple[Finished, ...] = ()
    report: Report = field(default_factory=Report)
    seconds: float = 0.0
    changed: dict[str, int] = field(default_factory=dict)


class Desk:
    """Holds the last outcome; whoever shows it can wait for the next."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._outcome = Outcome()

    @property
    def outcome(self) -> Outcome:
        """The last outcome."""
        return self._outcome

    def lay(self, outcome: Outcome) -> None:
        """Lay down an outcome and wake those who wait."""
        with self._turn:
            self._outcome = outcome
            self._turn.notify_all()

    def after(self, number: int, seconds: float) -> Outcome:
        """The first outcome after a number, or the last one there is when the time is over."""
        with self._turn:
            self._turn.wait_for(lambda: self._outcome.number > number, timeout=seconds)
            return self._outcome


def rebuild(project: Project, names: Sequence[str], desk: Desk, watcher: Watcher = nobody, hands: Hands = None) -> None:
    """Build once and lay the outcome on the desk; a build that fails leaves the last good files in place."""
    before, began = desk.outcome, time.perf_counter()
    finished, report, changed = before.finished, Report(), dict[str, int]()
    try:
        finished = build(project, names, watcher, hands)
        known = {item.edition: item for item in before.finished}
        pages = {item.edition: _first_changed(item, known.get(item.edition)) for item in finished}
        changed = {edition: page for edition, page in pages.items() if page is not None}
    except CompendiumError as error:
        report = error.report
    except OSError as error:
        place = Place(str(error.filename or project.root))
        report = Report.of([Diagnostic("PROD-FILE", f"the file system refuses: {error.strerror or error}", place)])
    seconds = time.perf_counter() - began
    desk.lay(Outcome(before.number + 1, finished, report, seconds, changed))


def _first_changed(item: Finished, before: Finished | None) -> int | None:
    """The first page of a section that is not as it was before; those that only print folios of others come last."""
    if before is None:
        return None
    different = (name for name, digest in item.proofs.items() if before.proofs.get(name) != digest)
    return next((item.starts[name] for name in different if name in item.starts), None)


def changes(project: Project, stop: threading.Event) -> Iterator[None]:
    """Yield once for every burst of changes in content, styles or templates, until stopped."""
    from watchfiles import watch

    folders = {project.content, project.house.styles, *project.house.templates}
    for _ in watch(*_apart(folders), stop_event=stop, debounce=_QUIET, step=20, raise_interrupt=False):
        yield


def _apart(folders: set[Path]) -> list[Path]:
    """The folders without those that lie within others or do not exist."""
    there = {folder.resolve() for folder in folders if folder.is_dir()}
    return [f for f in there if not any(f != other and f.is_relative_to(other) for other in there)]
