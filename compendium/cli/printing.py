"""How the command speaks: with progress on a terminal, in plain lines elsewhere, in JSON for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from compendium.diagnostics import Diagnostic, Report, Severity
from compendium.production import Event, Stage

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}

_COUNTED = {Stage.TYPESETTING: "typeset", Stage.COPIES: "copied"}
"""The stages that are told step by step."""


@dataclass
class Voice:
    """Says what happens.

    Attributes:
        quiet: say nothing but errors.
        as_json: write one JSON object to standard output at the end, and nothing else there.
    """

    quiet: bool = False
    as_json: bool = False
    _console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))
    _progress: Progress | None = None
    _tasks: dict[str, TaskID] = field(default_factory=dict)

    def line(self, text: str) -> None:
        """A plain line on standard output."""
        if not (self.quiet or self.as_json):
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    def event(self, event: Event) -> None:
        """What the walk reports: a bar on a terminal; elsewhere a line, one a stage and section."""
        if self.quiet or self.as_json:
            return
        if event.stage not in _COUNTED:
            return
        if self._console.is_terminal:
            self._advance(event)
        else:
            self.line(f"{event.edition}: {_COUNTED[event.stage]} {event.message} ({event.done}/{event.total})")

    def close(self) -> None:
        """Take the bars down."""
        if self._progress:
            self._progress.stop()
            self._progress = None

    def report(self, report: Iterable[Diagnostic]) -> None:
        """Every finding on standard error: place, code and message on one line, the hint below it."""
        self.close()
        if self.as_json:
            return
        for finding in report:
            if self.quiet and finding.severity is not Severity.ERROR:
                continue
            self._console.print(f"{finding}", style=_STYLES[finding.severity], markup=False)
            if finding.hint:
                self._console.print(f"    {finding.hint}", style="dim", markup=False)

    def result(self, value: dict[str, Any], report: Report | None = None) -> None:
        """The outcome for machines."""
        if self.as_json:
            findings = [as_value(finding) for finding in report or ()]
            sys.stdout.write(to_json(value | {"diagnostics": findings}, indent=2).decode() + "\n")

    def _advance(self, event: Event) -> None:
        if self._progress is None:
            section = TextColumn("{task.fields[section]}")
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), section)
            self._progress = Progress(*columns, console=self._console, transient=True)
            self._progress.start()
        if event.edition not in self._tasks:
            self._tasks[event.edition] = self._progress.add_task(event.edition, total=event.total, section="")
        self._progress.update(
            self._tasks[event.edition], completed=event.done, total=event.total, section=event.message
        )


def summary(report: Report) -> str:
    """How many findings of each weight: `0 errors, 2 warnings, 0 notices`."""
    counts = {severity: sum(1 for d in report if d.severity is severity) for severity in Severity}
    return ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items())


def as_value(finding: Diagnostic) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "hint": finding.hint,
    }
