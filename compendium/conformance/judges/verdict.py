"""What a judge says of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class JudgeMissingError(RuntimeError):
    """A judge, or what it runs on, is not installed; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A clause that a file breaks.

    Attributes:
        clause: the clause and the number of its test, such as `7.1-10`.
        count: how often it is broken.
        message: what the judge says of the first breach.
        place: where in the file that is, in the judge's own words.
    """

    clause: str
    count: int
    message: str
    place: str

    def __str__(self) -> str:
        return f"{self.clause} ({self.count} times): {self.message} [{self.place}]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one file.

    Attributes:
        file: the file.
        standard: what it was judged by: `ua1` (ISO 14289-1), `2a` or `2b` (ISO 19005-2), `syntax` (ISO 32000).
        checks: how many single checks were made; 0 where the judge does not say.
        breaches: what it breaks; empty for a file that passes.
    """

    file: Path
    standard: str
    checks: int
    breaches: tuple[Breach, ...]

    @property
    def passes(self) -> bool:
        """Whether the file keeps the standard."""
        return not self.breaches
