"""Proofs of many Galleys: those that are kept are taken, the others are typeset side by side."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field

from compendium.diagnostics import CompendiumError, Diagnostic, EngineError, Place
from compendium.model.proof import Galley, Proof
from compendium.production.store import Store
from compendium.typesetting import digest_galley, dump, load, typeset

BUDGET = 300.0
"""Seconds that one section may take before it is stopped and named; a hundred dense pages take about thirty."""

_FEW = 2
"""Up to this many Galleys are typeset in this process: a worker's imports would take longer."""


@dataclass
class Compositors:
    """Typesets Galleys, over several processes where there is enough to do; keeps every Proof.

    Attributes:
        store: where Proofs are kept.
        workers: how many processes may work at once.
        typeset: the sections that had to be typeset, in the order in which they came.
        reused: how many were found in the store.
    """

    store: Store
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    typeset: list[str] = field(default_factory=list)
    reused: int = 0
    _pool: ProcessPoolExecutor | None = None

    def proofs(self, galleys: Iterable[Galley], told: Callable[[str, int, int], None]) -> dict[str, Proof]:
        """The Proof of each Galley, by section.

        Args:
            galleys: what to typeset.
            told: called with the section, how many are done and how many there are.

        Raises:
            EngineError: one or more sections cannot be typeset; the diagnostics of all of them.
        """
        wanted = {galley.section: (galley, digest_galley(galley)) for galley in galleys}
        found = {name: proof for name, (_, digest) in wanted.items() if (proof := self._kept(digest))}
        self.reused += len(found)
        missing = {name: job for name, job in wanted.items() if name not in found}
        done = len(found)
        for name, data in self._typeset(missing):
            found[name] = load(data)
            self.store.put(missing[name][1], data)
            self.typeset.append(name)
            done += 1
            told(name, done, len(wanted))
        return {name: found[name] for name in wanted}

    def close(self) -> None:
        """Send the workers home."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _kept(self, digest: str) -> Proof | None:
        data = self.store.get(digest)
        if data is None:
            return None
        try:
            return load(data)
        except ValueError:
            return None

    def _typeset(self, jobs: dict[str, tuple[Galley, str]]) -> Iterator[tuple[str, bytes]]:
        if len(jobs) <= _FEW or self.workers <= 1:
            for name, (galley, digest) in jobs.items():
                yield name, _work(galley, digest)
            return
        pool = self._pool = self._pool or ProcessPoolExecutor(
            self.workers, mp_context=multiprocessing.get_context("forkserver"), initializer=_warm
        )
        # The longest first, so that none is left to run alone at the end.
        order = sorted(jobs.items(), key=lambda job: -len(job[1][0].html))
        futures = {pool.submit(_work, galley, digest): name for name, (galley, digest) in order}
        yield from _collected(futures)


def _collected(futures: dict[Future[bytes], str]) -> Iterator[tuple[str, bytes]]:
    faults: list[Diagnostic] = []
    for future in as_completed(futures):
        try:
            yield futures[future], future.result()
        except CompendiumError as error:
            faults.extend(error.report)
        except Exception as error:  # noqa: BLE001 - a worker that dies says nothing better
            place = Place(f"section {futures[future]}")
            faults.append(Diagnostic("PROD-WORKER", f"typesetting stopped: {error!r}", place))
    if faults:
        raise EngineError(*faults)


def _work(galley: Galley, digest: str) -> bytes:
    return dump(typeset(galley, digest, budget=BUDGET))


def _warm() -> None:
    """Import the engine before the first Galley arrives."""
    import compendium.typesetting  # noqa: F401


@contextmanager
def compositors(store: Store, workers: int | None = None) -> Iterator[Compositors]:
    """Compositors that are sent home at the end."""
    team = Compositors(store, workers) if workers else Compositors(store)
    try:
        yield team
    finally:
        team.close()
        store.trim()
