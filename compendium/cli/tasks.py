"""What each command does, once its words are understood."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from compendium import intake, rules, source
from compendium.cli.printing import Voice, summary
from compendium.diagnostics import ContentError, Diagnostic, Exit, Place, Report
from compendium.files import write_atomically
from compendium.model.words import Lang
from compendium.production import Project, check, verify


def _project(options: dict[str, Any]) -> Project:
    return Project.at(options["root"], options["content"], options["output"])


def _voice(options: dict[str, Any]) -> Voice:
    return Voice(options["quiet"], options["as_json"])


def run_check(**options: Any) -> int:
    """Judge the content; with a source file, prove an instrument equal to it or compare our prose with it."""
    voice, project = _voice(options), _project(options)
    library, report = check(project)
    against: Path | None = options["against"]
    if against and options["ident"]:
        report = report + intake.prove(against, project.content, options["ident"])
    elif against:
        report = report + rules.resemblance(library, official_texts(against))
    voice.report(report)
    voice.line(summary(report))
    voice.result({"ok": report.is_clean}, report)
    return Exit.DONE if report.is_clean else Exit.CONTENT


def official_texts(place: Path) -> dict[str, str]:
    """The texts of a file, or of every text file of a folder, by name."""
    files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in {".txt", ".md"})
    return {file.name: file.read_text("utf-8", errors="replace") for file in files}


def run_intake(**options: Any) -> int:
    """Take a text in; says what was made of every character."""
    voice, project = _voice(options), _project(options)
    lang = Lang(options["lang"]) if options["lang"] else None
    wanted = intake.Options(lang=lang, ident=options["ident"], replace=options["replace"])
    outcome = intake.take_in(options["file"], project.content, wanted)
    taken = outcome.intake
    voice.report(taken.notices)
    for line in intake.describe(taken):
        voice.line(line)
    voice.line(f"written: {outcome.instrument}")
    if outcome.backup:
        voice.line(f"the old file is kept: {outcome.backup}")
    result = {"ok": True, "id": taken.ident, "language": str(taken.lang), "file": str(outcome.instrument)}
    voice.result(result, taken.notices)
    return Exit.DONE


def run_new(**options: Any) -> int:
    """Write a skeleton; a file that is there is left as it is."""
    voice, project = _voice(options), _project(options)
    path = project.content / "instruments" / f"{options['ident']}.yaml"
    if path.exists():
        raise ContentError(
            Diagnostic("CLI-EXISTS", "there is such an instrument already", Place(str(path)), hint="choose another id")
        )
    write_atomically(path, source.skeleton(options["ident"]).encode())
    voice.line(f"{path}: fill in what is marked, then run `check`")
    voice.result({"ok": True, "file": str(path)})
    return Exit.DONE


def run_schema(**options: Any) -> int:
    """Write the schemas beside the finished files."""
    voice, project = _voice(options), _project(options)
    folder = project.output / "schema"
    for kind, schema in source.schemas().items():
        write_atomically(folder / f"{kind}.schema.json", json.dumps(schema, ensure_ascii=False, indent=2).encode())
        voice.line(f"{folder / kind}.schema.json    {source.schema_header(kind)}")
    voice.result({"ok": True, "folder": str(folder)})
    return Exit.DONE


def run_verify(**options: Any) -> int:
    """Say which edition a file is, or that it is none that a manifest knows."""
    voice = _voice(options)
    found = verify(options["file"], options["manifest"])
    content = f", content {found.content}" if found.content else ""
    voice.line(f"{found.file}: the {found.target} file of {found.edition}, {found.date}{content}")
    if found.name != found.file.name:
        voice.line(f"    it was written as {found.name}")
    told = {"edition": found.edition, "date": found.date, "target": found.target, "content": found.content}
    voice.result({"ok": True, "file": str(found.file), "manifest": str(found.manifest), **told})
    return Exit.DONE


def run_clean(**options: Any) -> int:
    """Remove what a build makes, and nothing else."""
    voice, project = _voice(options), _project(options)
    removed = [path for path in _made(project) if path.exists()]
    for path in removed:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    voice.line(f"removed {len(removed)}" if removed else "nothing to remove")
    voice.result({"ok": True, "removed": [str(path) for path in removed]}, Report())
    return Exit.DONE


def _made(project: Project) -> list[Path]:
    endings = (
        "*.pdf",
        "*.manifest.json",
        "*.index.json",
        "*.index.csv",
        "*.booklet.txt",
        "*.booklet.png",
        "run-*/copies",
    )
    finished = [*(path for ending in endings for path in project.output.glob(ending)), project.output / "schema"]
    # A folder run-… with copies in it is one that a print run made.
    folders = [path.parent if path.parent != project.output else path for path in finished[:-1]]
    return [*dict.fromkeys(folders), finished[-1], project.cache]
