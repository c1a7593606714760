"""Writes what was taken in: whole or not at all, and never over the work of an editor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from compendium.diagnostics import ContentError, Diagnostic, Place, Report, Severity
from compendium.files import write_atomically
from compendium.intake import merging, readers, writing
from compendium.intake import record as records
from compendium.intake.places import YamlPlaces
from compendium.intake.register import Register, load_register
from compendium.intake.taking import Intake, read_text
from compendium.model.instrument import Instrument
from compendium.model.words import Lang


@dataclass(frozen=True, slots=True)
class Options:
    """How a text is taken in.

    Attributes:
        lang: the language of the text; None to find it out.
        ident: the id of the instrument; None to make it.
        replace: whether an instrument file that is there may be written anew (a backup is left).
        register: what is curated; None to read it from the content folder.
    """

    lang: Lang | None = None
    ident: str | None = None
    replace: bool = False
    register: Register | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written.

    Attributes:
        instrument: the instrument file.
        record: the intake record.
        backup: where the old instrument file was kept, or None.
        merged: whether the wording was put into an instrument that was there.
    """

    intake: Intake
    instrument: Path
    record: Path
    backup: Path | None = None
    merged: bool = False


def take_in(path: Path, content: Path, options: Options | None = None) -> Outcome:
    """Take a text into a content folder.

    A new instrument gets a file of its own. Where the instrument is there and has no adopted wording in this language,
    the wording is put beside what it has, paragraph by paragraph; otherwise the file is left alone unless `replace`
    is set.

    Args:
        path: the official text.
        content: the content folder; `instruments/` and `intake/` in it are made where they are missing.
        options: language, id and what may be replaced.

    Raises:
        ContentError: the file cannot be read, the instrument is there already, or the two do not align; nothing is
            written then.
    """
    options = options or Options()
    register = options.register or load_register(content)
    intake = read_text(path, lang=options.lang, ident=options.ident, register=register)
    target = content / "instruments" / f"{intake.ident}.yaml"
    record = content / "intake" / f"{intake.ident}.{intake.lang.value}.yaml"
    if not target.exists():
        return _write(Outcome(intake, target, record))
    existing = _existing(target)
    lang = intake.lang.value
    alone = _is_of_intake_alone(existing, lang)
    if (alone or merging.has_adopted(existing, lang)) and not options.replace:
        hint = "Call intake with --replace to write it anew (a backup is left), or give another --id."
        message = f"{target.name} is there already" + (
            f", with its {lang} text." if merging.has_adopted(existing, lang) else "."
        )
        raise ContentError(Diagnostic("INTAKE-EXISTS", message, Place(str(target)), hint))
    if alone:
        return _write(Outcome(intake, target, record, _back_up(target)))
    merged = _merged(intake, merging.without(existing, lang), target)
    return _write(Outcome(merged, target, record, _back_up(target), merged=True))


def _write(outcome: Outcome) -> Outcome:
    write_atomically(outcome.record, outcome.intake.record_yaml.encode())
    write_atomically(outcome.instrument, outcome.intake.instrument_yaml.encode())
    return outcome


def _existing(target: Path) -> dict[str, Any]:
    """The values of the instrument file that is there.

    Raises:
        ContentError: it is broken, so that nothing can be put into it.
    """
    hint = "Mend it first: compendium check."
    try:
        data: dict[str, Any] = writing.load(target.read_text(encoding="utf-8"))
        Instrument.model_validate(data)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError, RecursionError) as error:
        raise ContentError(
            Diagnostic("INTAKE-BROKEN", f"{target.name} is not a sound instrument.", Place(str(target)), hint)
        ) from error
    return data


def _is_of_intake_alone(data: dict[str, Any], lang: str) -> bool:
    """Whether a file holds nothing but the adopted words of one language, so that it can be written anew."""
    return not merging.has_adopted(data, Lang(lang).other.value) and not _is_edited(data)


def _is_edited(value: Any) -> bool:
    """Whether an editor has put anything into a file that intake does not write."""
    if isinstance(value, list):
        return any(_is_edited(inner) for inner in value)
    if not isinstance(value, dict):
        return False
    return any(
        key in {"digest", "themes", "introduction", "remark", "editor", "short_title"} or _is_edited(inner)
        for key, inner in value.items()
        if key != "suggested"
    )


def _merged(intake: Intake, existing: dict[str, Any], target: Path) -> Intake:
    """The intake with the instrument that was there around its words.

    Raises:
        ContentError: the two do not align; every mismatch is told with both places.
    """
    merger = merging.Merger(intake, YamlPlaces(str(target), target.read_text(encoding="utf-8")))
    data = merger.merge(existing)
    errors = [problem for problem in merger.problems if problem.severity is Severity.ERROR]
    if errors:
        raise ContentError(*merger.problems)
    text = readers.read(intake.path).text
    pieces = records.redirected(intake.record["pieces"], merger.moves, text)
    record = {**intake.record, "pieces": pieces}
    notice = Diagnostic(
        "INTAKE-MERGED",
        f"The words were put into {target.name}; it was written anew, so its comments are in the backup only.",
        Place(str(target)),
        severity=Severity.NOTICE,
    )
    try:
        Instrument.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ContentError(
            Diagnostic("INTAKE-SHAPE", f"Merged, {where}: {first['msg']}.", Place(str(target)))
        ) from error
    return replace(
        intake,
        instrument_yaml=writing.instrument(data),
        record_yaml=writing.record(record),
        record=record,
        data=data,
        asides=tuple(records.asides(pieces, text)),
        notices=intake.notices + Report.of([*merger.problems, notice]),
    )


def _back_up(target: Path) -> Path:
    """Keep the old file beside the new one, under a name that is free."""
    backup = target.with_name(target.name + ".bak")
    number = 1
    while backup.exists():
        number += 1
        backup = target.with_name(f"{target.name}.{number}.bak")
    write_atomically(backup, target.read_bytes())
    return backup
