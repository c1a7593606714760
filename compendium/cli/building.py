"""What the commands that make books do, once their words are understood."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from compendium import production
from compendium.cli.printing import Voice, summary
from compendium.diagnostics import Exit, Report
from compendium.production import Event, Project, Stage, Standing, Unchanged, seldom_swept

if TYPE_CHECKING:
    from compendium.production import Desk, Finished


@dataclass
class _Hearing:
    """Passes on what happens, and keeps what the rules have to say."""

    voice: Voice
    report: Report = field(default_factory=Report)

    def event(self, event: Event) -> None:
        if event.stage is Stage.RULES and event.report is not None:
            self.hear(event.report)
        self.voice.event(event)

    def hear(self, report: Report) -> None:
        self.report = report
        if report.is_clean and len(report):
            self.voice.line(f"{summary(report)}; `check` lists them")


@seldom_swept()
def run_build(**options: Any) -> int:
    """Build editions; says of each how many sections were typeset and how many were kept, and why if asked."""
    voice = Voice(options["quiet"], options["as_json"])
    project = Project.at(options["root"], options["content"], options["output"])
    hearing = _Hearing(voice)
    unchanged = Unchanged(project)
    standing = unchanged.standing(options["editions"])
    if standing:
        hearing.hear(standing[0].report)
        for still in standing:
            voice.line(f"{still.edition}: nothing to typeset; {still.pages} pages, proved; {still.path}")
        voice.result({"ok": True, "editions": [_as_value(item) for item in standing]}, hearing.report)
        return Exit.DONE
    try:
        finished = production.build(
            project, options["editions"], hearing.event, options["executor"] or options["workers"]
        )
    finally:
        voice.close()
    for item in finished:
        _say(voice, item, explained=options["explain"])
    report = sum((item.findings for item in finished), hearing.report)
    voice.result({"ok": True, "editions": [_as_value(item) for item in finished]}, report)
    unchanged.remember(options["editions"], _standing(finished, report))
    return Exit.DONE


def _standing(finished: Sequence[Finished], report: Report) -> list[Standing]:
    return [Standing(item.edition, item.path, item.pages, item.digest, report) for item in finished]


def _say(voice: Voice, item: Finished, *, explained: bool) -> None:
    voice.report(item.findings)
    for section, reason in item.reasons.items() if explained else ():
        voice.line(f"{item.edition}: {section}: {reason}")
    done = f"typeset {len(item.typeset)}, kept {item.reused}" if item.typeset else "nothing to typeset"
    voice.line(f"{item.edition}: {done}; {item.pages} pages, proved; {item.path}")


def _as_value(item: Finished | Standing) -> dict[str, Any]:
    made = None if isinstance(item, Standing) else item
    return {
        "edition": item.edition,
        "file": str(item.path),
        "pages": item.pages,
        "typeset": list(made.typeset) if made else [],
        "kept": made.reused if made else None,
        "reasons": dict(made.reasons) if made else {},
        "sha256": item.digest,
    }


def run_print_run(**options: Any) -> int:
    """Make a copy for each city; says of each that failed why it did."""
    voice = Voice(options["quiet"], options["as_json"])
    project = Project.at(options["root"], options["content"], options["output"])
    hands = options["executor"] or options["workers"]
    try:
        run = production.print_run(project, options["edition"], options["wanted"], voice.event, hands)
    finally:
        voice.close()
    made = [item for item in run.copies if item.made]
    kept = sum(1 for item in made if item.made and item.made.kept)
    failed = [item for item in run.copies if not item.made]
    voice.report(run.report)
    voice.line(f"{len(made)} of {len(run.copies)} copies ({kept} kept, {len(made) - kept} made): {run.folder}")
    if failed:
        voice.line(
            f"failed: {', '.join(item.copy.city.id for item in failed)}; run the same command to try these again"
        )
    copies = [
        {
            "city": item.copy.city.id,
            "number": item.copy.number,
            "file": str(item.path) if item.made else None,
            "pages": item.made.pages if item.made else None,
            "sha256": item.made.digest if item.made else None,
        }
        for item in run.copies
    ]
    voice.result({"ok": not failed, "folder": str(run.folder), "copies": copies}, run.report)
    return Exit.ENGINE if failed else Exit.DONE


def run_watch(**options: Any) -> int:
    """Build on every change and serve the preview until interrupted."""
    voice = Voice(options["quiet"], options["as_json"])
    project = Project.at(options["root"], options["content"], options["output"])
    desk, stop = production.Desk(), threading.Event()
    server = production.preview_server(desk, options["port"])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    voice.line(f"preview: http://127.0.0.1:{server.server_port}/ (end with Ctrl+C)")
    try:
        _told(voice, project, options, desk)
        for _ in production.changes(project, stop):
            _told(voice, project, options, desk)
    except KeyboardInterrupt:
        voice.line("ended")
    finally:
        server.shutdown()
        server.server_close()
    return Exit.DONE


def _told(voice: Voice, project: Project, options: dict[str, Any], desk: Desk) -> None:
    production.rebuild(project, options["editions"], desk, voice.event, options["workers"])
    voice.close()
    outcome = desk.outcome
    voice.report(outcome.report)
    state = "failed" if outcome.report.errors else "built"
    voice.line(f"{state} in {outcome.seconds:.2f} s")
