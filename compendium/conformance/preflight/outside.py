"""Rules that another program judges by: veraPDF, where it and Java are there.

It takes seconds to start, so a build spares these rules; the command `preflight` asks them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from compendium.conformance.judges import JudgeMissingError, Verdict, judge_standards
from compendium.conformance.preflight.rule import A2, UA, Door, rule
from compendium.conformance.preflight.subject import Subject

_SHOWN = 5
"""Broken clauses that are told; the rest are counted."""


@rule("PS-VERAPDF-UA", f"{UA}, by veraPDF", Door.SCREEN)
def keeps_ua(subject: Subject) -> Iterator[str]:
    """VeraPDF finds nothing against PDF/UA-1."""
    yield from _breaches(subject, "ua1")


@rule("PS-VERAPDF-A", f"{A2}, by veraPDF", Door.SCREEN)
def keeps_a(subject: Subject) -> Iterator[str]:
    """VeraPDF finds nothing against PDF/A-2a."""
    yield from _breaches(subject, "2a")


@rule("PX-VERAPDF-A", f"{A2}, by veraPDF", Door.PRESS)
def press_keeps_a(subject: Subject) -> Iterator[str]:
    """Where the file names PDF/A-2b beside PDF/X, veraPDF finds nothing against it."""
    if subject.xmp.get("pdfaid:part") == "2":
        yield from _breaches(subject, "2b")


OUTSIDE = frozenset(one.code for one in (keeps_ua, keeps_a, press_keeps_a))
"""The rules that a build spares."""


def _breaches(subject: Subject, standard: str) -> Iterator[str]:
    try:
        breaches = _verdict(subject, standard).breaches
    except JudgeMissingError:
        raise
    except RuntimeError as error:
        said = str(error).strip().splitlines()
        yield f"veraPDF cannot judge the file: {said[-1] if said else error!r}"
        return
    yield from map(str, breaches[:_SHOWN])
    if len(breaches) > _SHOWN:
        yield f"and {len(breaches) - _SHOWN} clauses more"


def _verdict(subject: Subject, standard: str) -> Verdict:
    """Both standards of the screen are judged at once: to start Java takes longer than to judge."""
    if standard not in subject.verdicts:
        standards = ("ua1", "2a") if standard in {"ua1", "2a"} else (standard,)
        subject.verdicts |= _judged(subject.data, standards)
    return subject.verdicts[standard]


def _judged(data: bytes, standards: Sequence[str]) -> dict[str, Verdict]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judged.pdf"
        path.write_bytes(data)
        return {verdict.standard: verdict for verdict in judge_standards([path], standards)}
