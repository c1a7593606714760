"""Takes one text in: from the file to the text of an instrument file and its intake record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from compendium.diagnostics import ContentError, Diagnostic, Place, Report, Severity
from compendium.intake import identity, lexicon, readers, writing
from compendium.intake import record as records
from compendium.intake.draft import Draft
from compendium.intake.identity import Identity
from compendium.intake.register import Register
from compendium.intake.shaping import Shaper
from compendium.intake.spans import Source
from compendium.intake.structure import structure
from compendium.intake.suggesting import Suggester
from compendium.model.instrument import Instrument
from compendium.model.words import Lang


@dataclass(frozen=True, slots=True)
class Intake:
    """A text taken in.

    Attributes:
        instrument_yaml: the text of `content/instruments/<ident>.yaml`.
        record_yaml: the text of `content/intake/<ident>.<lang>.yaml`.
        notices: what a person should know or decide; places are lines of the source.
        asides: what was set aside, in the order of the source.
        counts: of paragraphs, sub-paragraphs, notes, calls, characters and doubts.
        data: the values of the instrument file.
        record: the values of the intake record.
        path: the source.
    """

    instrument_yaml: str
    record_yaml: str
    ident: str
    lang: Lang
    notices: Report
    asides: tuple[records.Aside, ...]
    counts: Mapping[str, int]
    data: Mapping[str, Any]
    record: Mapping[str, Any]
    lines: Mapping[str, int]
    """Line of the source on which each value starts, by its path in the file joined with points."""
    path: Path


def read_text(
    path: Path, *, lang: Lang | None = None, ident: str | None = None, register: Register | None = None
) -> Intake:
    """Take a text in, without writing anything.

    Args:
        path: the file; its format is told by its name.
        lang: the language; found out where it is not given.
        ident: the id of the instrument; made of its symbol, else of the name of the file, where it is not given.
        register: what is already curated.

    Raises:
        ContentError: the file cannot be read.
    """
    source = readers.read(path)
    text = source.text
    register = register or Register()
    notices = list(_language_notices(path, text, lang))
    shares = lexicon.shares(text)
    language = lang or max(shares, key=lambda known: shares[known])
    draft, account = structure(source, language)
    who = identity.identify(draft, register.bodies)
    name = ident or _ident(who, path)
    shaper = Shaper(draft)
    data = shaper.record(name, who)
    suggester = Suggester(register, language, (int(p.number.text) for p in draft.operative if p.number))
    suggester.suggest(data, language, who.symbol or "")
    pieces = records.pieces(account.pieces(), shaper.paths)
    _judge(path, data)
    asides = tuple(records.asides(pieces, text))
    notices.extend(_notices(path, who, source))
    notices.extend(_unplaced(path, asides))
    if register.cited:
        notices.extend(_uncited(path, tuple(suggester.unknown)))
    record = _record(name, language, source, path) | {"pieces": pieces}
    return Intake(
        instrument_yaml=writing.instrument(data),
        record_yaml=writing.record(record),
        ident=name,
        lang=language,
        notices=Report.of(notices),
        asides=asides,
        counts=_counts(data, draft, text),
        data=data,
        record=record,
        lines=records.first_lines(pieces, text),
        path=path,
    )


def _record(name: str, lang: Lang, source: Source, path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "instrument": name,
        "language": lang.value,
        "source": {"file": source.name, "sha256": digest, "format": source.format},
        "normalised": list(source.normalised),
    }


def _uncited(path: Path, symbols: tuple[str, ...]) -> Iterator[Diagnostic]:
    if symbols:
        hint = "Add those that matter to content/cited.yaml: " + ", ".join(symbols)
        message = f"{len(symbols)} cited symbols are not in the register."
        yield Diagnostic("INTAKE-CITED", message, Place(str(path)), hint, Severity.NOTICE)


def describe(intake: Intake) -> list[str]:
    """The account of an intake in lines to be printed: counts, what was set aside and why, what is in doubt."""
    counts = intake.counts
    lines = [
        f"{intake.ident} ({intake.lang.value}): "
        + ", ".join(f"{counts[key]} {key}" for key in ("preambular", "operative", "sub-paragraphs", "notes", "calls"))
        + "."
    ]
    held = counts["characters"] - sum(len(aside.text) for aside in intake.asides)
    lines.append(
        f"{counts['characters']} characters of the source: {held} in the file, {counts['characters'] - held} set aside."
    )
    quiet = Counter[str]()
    for aside in intake.asides:
        if aside.reason in records.QUIET:
            quiet[aside.reason] += len(aside.text)
        else:
            lines.append(f"  line {aside.line}: “{_short(aside.text)}” - {records.REASONS[aside.reason]}")
    lines.extend(f"  {total} characters: {records.REASONS[reason]}" for reason, total in quiet.most_common())
    doubts = list(_doubts(intake.data))
    if doubts:
        lines.append(f"{len(doubts)} doubts for a person to decide:")
        lines.extend(f"  {where}: {sentence}" for where, sentence in doubts)
    return lines


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "…"


def _doubts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "suggested":
                yield from ((path or "instrument", doubt) for doubt in inner.get("doubts", ()))
            else:
                yield from _doubts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _doubts(inner, f"{path}.{position}")


def _ident(who: Identity, path: Path) -> str:
    made = identity.slug(who.symbol or "") or identity.slug(path.stem)
    return made or "text"


def _judge(path: Path, data: dict[str, Any]) -> None:
    """What is written must be an instrument; anything else is a fault of intake, told as one line."""
    try:
        Instrument.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        hint = "Take the text in piece by piece, or write the file by hand (`compendium new instrument`)."
        raise ContentError(
            Diagnostic(
                "INTAKE-SHAPE",
                f"The text does not make an instrument: {where}: {first['msg']}.",
                Place(str(path)),
                hint,
            )
        ) from error


def _language_notices(path: Path, text: str, lang: Lang | None) -> Iterator[Diagnostic]:
    shares = lexicon.shares(text)
    best = max(shares, key=lambda known: shares[known])
    place = Place(str(path))
    if max(shares.values()) < 0.12 and len(text) > 200:
        hint = "The structure is looked for with English or French words; check the file with care."
        yield Diagnostic(
            "INTAKE-LANGUAGE", "The text seems to be neither English nor French.", place, hint, Severity.WARNING
        )
    elif lang and best is not lang and shares[best] > 2 * shares[lang]:
        hint = f"Call intake with --lang {best.value}, or leave the language out."
        yield Diagnostic(
            "INTAKE-LANGUAGE",
            f"The text seems to be in the other language: {best.value}.",
            place,
            hint,
            Severity.WARNING,
        )


def _notices(path: Path, who: Identity, source: Source) -> Iterator[Diagnostic]:
    place = Place(str(path))
    for change in source.normalised:
        yield Diagnostic("INTAKE-NORMALISED", f"Normalised: {change}.", place, severity=Severity.NOTICE)
    if not who.body_known:
        hint = f"Add it to content/bodies.yaml, or set `body` to the id that it has there: - id: {who.body}"
        yield Diagnostic(
            "INTAKE-BODY", f"The body “{who.body}” is not in content/bodies.yaml.", place, hint, Severity.NOTICE
        )


def _unplaced(path: Path, asides: tuple[records.Aside, ...]) -> Iterator[Diagnostic]:
    for aside in asides:
        if aside.reason == "unplaced" and aside.text.strip():
            text = _short(aside.text)
            yield Diagnostic(
                "INTAKE-UNPLACED",
                f"“{text}” has no place in the file.",
                Place(str(path), aside.line),
                severity=Severity.WARNING,
            )


def _counts(data: dict[str, Any], draft: Draft, text: str) -> dict[str, int]:
    calls = sum(1 for paragraph in draft.paragraphs() for span in paragraph.text.spans if span.label)
    every = sum(1 for _ in draft.paragraphs())
    top = len(draft.preamble) + len(draft.operative) + sum(len(a.paragraphs) for a in draft.annexes)
    return {
        "preambular": len(draft.preamble),
        "operative": len(draft.operative),
        "sub-paragraphs": every - top,
        "annexes": len(draft.annexes),
        "notes": len(draft.notes),
        "calls": calls,
        "characters": len(text),
        "doubts": sum(1 for _ in _doubts(data)),
    }
