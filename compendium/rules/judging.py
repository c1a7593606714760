"""Judges a Library by every rule of the house."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from compendium.diagnostics import Diagnostic, Place, Report, Severity
from compendium.files import Kept, Nowhere, digest_of
from compendium.model.instrument import Instrument
from compendium.model.library import Library
from compendium.rules.catalogue import RULES
from compendium.rules.readings import Readings

_ACROSS = tuple(rule for rule in RULES if not rule.within)
_WITHIN = tuple(rule for rule in RULES if rule.within)


def judge(library: Library, kept: Kept | None = None) -> Report:
    """Judge a Library by every rule; see `compendium.rules.CODES` for what they are.

    Args:
        library: what `compendium.source.read` made; what it could not read is not held against the rest.
        kept: where it is kept what was found within an instrument, by the digest of its file; None for nowhere. It has
            to forget when the program changes.
    """
    return Report.of(_found(library, kept or Nowhere()))


def _found(library: Library, kept: Kept) -> Iterator[Diagnostic]:
    readings = Readings(library)
    for rule in _ACROSS:
        yield from rule.judge(readings)
    yield from _within(Readings(replace(library, instruments={})))
    for instrument in library.instruments.values():
        yield from _within_one(library, instrument, kept)


def _within(readings: Readings) -> Iterator[Diagnostic]:
    return (diagnostic for rule in _WITHIN for diagnostic in rule.judge(readings))


def _within_one(library: Library, instrument: Instrument, kept: Kept) -> Iterable[Diagnostic]:
    file = library.places.digest(instrument)
    key = digest_of(["rules", instrument.id, file])
    data = kept.get(key) if file else None
    if data is not None:
        return [_restored(**finding) for finding in json.loads(data)]
    alone = replace(library, instruments={instrument.id: instrument})
    found = list(_within(Readings(alone, (instrument,))))
    if file:
        kept.put(key, json.dumps([asdict(finding) for finding in found]).encode())
    return found


def _restored(place: dict[str, Any], severity: str, **values: str) -> Diagnostic:
    return Diagnostic(**values, place=Place(**place), severity=Severity(severity))
