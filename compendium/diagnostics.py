"""What is wrong, where, and what to do: one form for every room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs: errors stop a build, warnings and notices do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    CONTENT = 1
    """The content, a style or a template has to be mended; the diagnostics say where."""
    USAGE = 2
    """The command was called wrongly (the code that click uses)."""
    ENGINE = 3
    """Typesetting, binding or the proof of the finished file failed."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, its weight, its place, what is wrong, what to do."""

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its stable name, one line that explains it, and its weight."""

    id: str
    summary: str
    severity: Severity = Severity.ERROR

    def at(self, place: Place, message: str, hint: str = "") -> Diagnostic:
        """A finding of this kind."""
        return Diagnostic(self.id, message, place, hint, self.severity)


@dataclass(frozen=True, slots=True)
class Report:
    """Diagnostics in the order of their places."""

    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> Report:
        """Gather diagnostics, without repeats, sorted by place and then by code."""
        unique = dict.fromkeys(diagnostics)
        return cls(tuple(sorted(unique, key=lambda d: (d.place, d.code, d.message))))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop a build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def is_clean(self) -> bool:
        """Whether nothing stops a build."""
        return not self.errors

    def __add__(self, other: Report) -> Report:
        return Report.of((*self.diagnostics, *other.diagnostics))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)


class CompendiumError(Exception):
    """An expected failure with its diagnostics; the command line prints them and exits.

    Attributes:
        report: what went wrong, never empty.
        exit_code: the code that the command ends with.
    """

    exit_code: Exit = Exit.CONTENT

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.report = Report.of(diagnostics)
        super().__init__("\n".join(str(d) for d in self.report))

    def __reduce__(self) -> tuple[type[CompendiumError], tuple[Diagnostic, ...]]:
        """Travel between processes with the diagnostics, not with their text alone."""
        return type(self), self.report.diagnostics


class ContentError(CompendiumError):
    """The content cannot be printed as it is."""


class EngineError(CompendiumError):
    """A section could not be typeset, bound or proved."""

    exit_code = Exit.ENGINE
