"""Writes what was taken in: whole or not at all, and never over the work of an editor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from compendium.diagnostics import ContentError, Diagnostic, Place
from compendium.files import write_atomically
from compendium.intake.register import Register, load_register
from compendium.intake.taking import Intake, read_text
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
    backup = None
    if target.exists():
        if not options.replace:
            hint = "Call intake with --replace to write it anew (a backup is left), or give another --id."
            raise ContentError(Diagnostic("INTAKE-EXISTS", f"{target.name} is there already.", Place(str(target)), hint))
        backup = _back_up(target)
    write_atomically(target, intake.instrument_yaml.encode())
    write_atomically(record, intake.record_yaml.encode())
    return Outcome(intake, target, record, backup)


def _back_up(target: Path) -> Path:
    """Keep the old file beside the new one, under a name that is free."""
    backup = target.with_name(target.name + ".bak")
    number = 1
    while backup.exists():
        number += 1
        backup = target.with_name(f"{target.name}.{number}.bak")
    write_atomically(backup, target.read_bytes())
    return backup
