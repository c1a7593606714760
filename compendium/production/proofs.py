"""Proofs of many Galleys: those that are kept are taken, the others are typeset side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from compendium.diagnostics import CompendiumError, Diagnostic, EngineError, Place
from compendium.memory import tidily
from compendium.model.proof import Galley, Proof, Target
from compendium.production.executors import Hands, cores, executor_of
from compendium.production.reasons import Reasons
from compendium.production.shelf import Shelf
from compendium.production.store import Store
from compendium.production.work import proof_of
from compendium.typesetting import digest_of_makings, load, makings_of

_FEW = 2
"""Up to this many Galleys are typeset in this process: to start a worker would take longer. Where one stands ready, it
would take longer to import the engine here."""

_TRIES = 3
"""How often a section is given out when workers die over it or beside it."""

_Job = tuple[Galley, str]

_Item = TypeVar("_Item")
_Outcome = TypeVar("_Outcome")


@dataclass
class Compositors:
    """Typesets Galleys, over several processes where there is enough to do; keeps every Proof.

    Attributes:
        store: where Proofs are kept.
        hands: who typesets.
        scope: the edition at work; what made its Proofs the last time is remembered by it.
        typeset: the sections that had to be typeset, in the order in which they came.
        reused: how many were found in the store.
        reasons: section to the reason why it had to be typeset.
    """

    store: Store
    hands: Hands = None
    scope: str = ""
    targets: tuple[Target, ...] = (Target.SCREEN,)
    typeset: list[str] = field(default_factory=list)
    reused: int = 0
    reasons: dict[str, str] = field(default_factory=dict)
    _executor: Executor | None = None
    _stack: ExitStack = field(default_factory=ExitStack)
    _shelf: Shelf = field(default_factory=Shelf)

    def proofs(self, galleys: Iterable[Galley], told: Callable[[str, int, int], None]) -> dict[str, Proof]:
        """The Proof of each Galley, by section, in the order of the Galleys.

        Args:
            galleys: what to typeset.
            told: called with the section, how many are done and how many there are.

        Raises:
            EngineError: one or more sections cannot be typeset; the diagnostics of all of them.
            OSError: the store or the system's temporary folder cannot be written.
        """
        given = {galley.section: galley for galley in galleys}
        makings = makings_of(given.values())
        digests = {name: digest_of_makings(made) for name, made in makings.items()}
        found = {name: proof for name, digest in digests.items() if (proof := self._kept(digest))}
        self.reused += len(found)
        missing = {name: (galley, digests[name]) for name, galley in given.items() if name not in found}
        if missing:
            self._explain({name: makings[name] for name in missing})
        done = len(found)
        for name, data in self._typeset(missing):
            found[name] = self._shelf.with_aside(load(data))
            self.store.put(digests[name], data)
            self.typeset.append(name)
            done += 1
            told(name, done, len(given))
        return {name: found[name] for name in given}

    def share(self, work: Callable[[_Item], _Outcome], items: Sequence[_Item], /) -> Iterator[_Outcome]:
        """Do the same work on several things, side by side where there is enough to do.

        What a worker left behind that died is done in this process. A cluster does not have the files of this house, so
        its work is done here too.

        Yields:
            what comes out, in the order of the things.
        """
        if len(items) <= _FEW or self.is_alone or isinstance(self.hands, str):
            yield from map(partial(tidily, work), items)
            return
        # The last first: the indexes stand at the end of a book, and take the longest.
        given = [self._given(work, item) for item in reversed(items)][::-1]
        for item, future in zip(items, given, strict=True):
            try:
                outcome = future.result() if future else work(item)
            except BrokenExecutor:
                self.close()
                outcome = work(item)
            yield outcome

    def _given(self, work: Callable[[_Item], _Outcome], item: _Item) -> Future[_Outcome] | None:
        try:
            return self._workers().submit(tidily, work, item)
        except BrokenExecutor:
            return None

    @property
    def is_alone(self) -> bool:
        """Whether everything is done in this process."""
        return not isinstance(self.hands, str) and (self.hands or cores()) <= 1

    def close(self) -> None:
        """Send the workers home; where there is more to do, others come."""
        self._stack.close()
        self._executor = None

    def _explain(self, makings: Mapping[str, Mapping[str, str]]) -> None:
        before = Reasons.kept(self.store, self.scope)
        self.reasons |= {name: before.why(name, made) for name, made in makings.items()}
        before.with_makings(makings).keep(self.store, self.scope)

    def _kept(self, digest: str) -> Proof | None:
        data = self.store.get(digest)
        if data is None:
            return None
        try:
            proof = load(data)
        except ValueError:
            return None
        return proof if set(self.targets) <= proof.paints.keys() else None

    def _typeset(self, jobs: Mapping[str, _Job]) -> Iterator[tuple[str, bytes]]:
        is_little = len(jobs) <= _FEW and self._executor is None
        if is_little or self.is_alone:
            yield from self._here(jobs)
            return
        left = dict(jobs)
        faults: list[Diagnostic] = []
        for _ in range(_TRIES):
            yield from self._side_by_side(left, faults)
            if not left:
                break
            # A worker died, and with it the pool; the sections that it left behind are given out anew.
            self.close()
        faults += [_abandoned(name) for name in left]
        if faults:
            raise EngineError(*faults)

    def _here(self, jobs: Mapping[str, _Job]) -> Iterator[tuple[str, bytes]]:
        faults: list[Diagnostic] = []
        for name, (galley, digest) in jobs.items():
            try:
                data = proof_of(galley, digest, self.targets)
            except CompendiumError as error:
                faults.extend(error.report)
            else:
                yield name, data
        if faults:
            raise EngineError(*faults)

    def _workers(self) -> Executor:
        if self._executor is None:
            self._executor = self._stack.enter_context(executor_of(self.hands))
        return self._executor

    def _side_by_side(self, left: dict[str, _Job], faults: list[Diagnostic]) -> Iterator[tuple[str, bytes]]:
        """Give out what is left; what is done or found wrong is taken off it."""
        executor = self._workers()
        futures: dict[Future[bytes], str] = {}
        # The longest first, so that none is left to run alone at the end.
        for name, (galley, digest) in sorted(left.items(), key=lambda job: -len(job[1][0].html)):
            try:
                futures[executor.submit(proof_of, galley, digest, self.targets)] = name
            except BrokenExecutor:
                break
        for future in as_completed(futures):
            name = futures[future]
            try:
                data = future.result()
            except BrokenExecutor:
                continue
            except CompendiumError as error:
                faults.extend(error.report)
            except OSError:
                # A disk that is full: the other sections would only say the same.
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the section is named and the others go on
                faults.append(Diagnostic("PROD-WORKER", f"typesetting stopped: {error!r}", Place(f"section {name}")))
            else:
                yield name, data
            del left[name]


def _abandoned(name: str) -> Diagnostic:
    message = "the process that typeset the section ended again and again before it was done"
    hint = "it may need more memory than there is: try `--workers 1`, or split the section"
    return Diagnostic("PROD-WORKER", message, Place(f"section {name}"), hint)


@contextmanager
def compositors(store: Store, hands: Hands = None, scope: str = "") -> Iterator[Compositors]:
    """Compositors that are sent home at the end."""
    team = Compositors(store, hands, scope)
    try:
        yield team
    finally:
        team.close()
        store.trim()
