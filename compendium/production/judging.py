"""What is judged of a file before it is written: whatever is wrong keeps it in the house."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compendium.conformance import CHECKS, Means, proof_of_file
from compendium.conformance.preflight import (
    OUTSIDE,
    RULES,
    STRUCTURE,
    Door,
    Limits,
    Preflight,
    preflight,
    well_structured,
)
from compendium.conformance.sameness import SAMENESS, compare_texts
from compendium.diagnostics import EngineError, Report
from compendium.files import digest_of
from compendium.production.edition import TypesetBook
from compendium.production.expected import expectations
from compendium.production.made import Judged
from compendium.production.program import program_digest
from compendium.production.proofs import Compositors

_READ = frozenset({"PF-CONTENT"})
"""The proof reads every page to its end; to read each a second time would take longer than all other rules."""


def judge_book(typeset: TypesetBook, data: bytes, team: Compositors) -> Judged:
    """Prove a bound book against what was curated, and judge its structure as readers' tools need it.

    Args:
        typeset: the book.
        data: its file.
        team: whose store keeps what was proved before, and whose workers judge side by side what was not.

    Raises:
        EngineError: a check or a rule fails.
    """
    book, means = typeset.book, Means(team.store, team.share, f"{typeset.book.edition.id} {program_digest()}")
    with _laid_out(data, team) as file:
        report, passed_singly = proof_of_file(file, book, typeset.pagination, expectations(typeset, team.store), means)
        if not report.is_clean:
            raise EngineError(*report.errors)
        noted = tuple(sorted({finding.code for finding in report}))
        told = passed_singly | (STRUCTURE if _well_structured(typeset, file, team) else frozenset[str]())
    judged = passed(preflight(data, f"{book.edition.id}.pdf", Door.SCREEN, spared=_READ | OUTSIDE | told))
    rules = tuple(rule.code for rule in RULES if rule.code in told.union(judged.passed))
    return Judged(tuple(code for code in CHECKS if code not in noted), noted) + Judged(rules, judged.noted)


@contextmanager
def _laid_out(data: bytes, team: Compositors) -> Iterator[bytes | Path]:
    """The file where all who judge it find it; it is not in the house's output before it is judged."""
    if team.is_alone:
        yield data
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(data)
        yield path


def _well_structured(typeset: TypesetBook, file: bytes | Path, team: Compositors) -> bool:
    """Whether the structure of every section passes, now or when it was judged before: it is made of the Proof alone.

    Where it does not, or says something worth a note, the rules are asked of the whole file, and say what is wrong.
    """
    starts, proofs = typeset.pagination.starts, typeset.proofs
    keys = {name: digest_of(["structure", program_digest(), proofs[name].digest, name]) for name in starts}
    unknown = [name for name, key in keys.items() if team.store.get(key) is None]
    ranges = [range(starts[name], starts[name] + proofs[name].ledger.pages) for name in unknown]
    found = dict(zip(unknown, well_structured(file, ranges, team.share), strict=True))
    for name, passes in found.items():
        if passes:
            team.store.put(keys[name], b"")
    return all(found.values())


def judge_press(data: bytes, path: Path, limits: Limits) -> tuple[Judged, Report]:
    """Judge a press file or a cover by the rules of the press.

    Raises:
        EngineError: a rule fails.
    """
    outcome = preflight(data, str(path), Door.PRESS, limits, spared=OUTSIDE)
    return passed(outcome), outcome.report


def judge_sameness(screen: bytes, press: bytes, edition: str, cover: int) -> Judged:
    """Prove that the press file says what the screen file says behind so many pages of a cover.

    Raises:
        EngineError: a page says something else.
    """
    differences = tuple(compare_texts(screen, press, edition, cover))
    if differences:
        raise EngineError(*differences)
    return Judged(SAMENESS)


def passed(outcome: Preflight) -> Judged:
    """The rules that a file passed.

    Raises:
        EngineError: it did not pass them all.
    """
    if not outcome.passed:
        raise EngineError(*outcome.report)
    judgements = outcome.judgements
    return Judged(
        tuple(judgement.rule.code for judgement in judgements if judgement.passed),
        tuple(judgement.rule.code for judgement in judgements if not judgement.passed),
    )
