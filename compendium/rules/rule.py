"""What a rule is: a stable code, one line that explains it, and one function that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from compendium.diagnostics import Code, Diagnostic, Place, Severity
from compendium.rules.readings import Readings


class Found(NamedTuple):
    """Where a rule is broken, how, and what to do."""

    place: Place
    message: str
    hint: str = ""


Finder = Callable[[Readings], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the house."""

    code: Code
    find: Finder
    within: bool = False
    """What breaks it is found within one record, whatever else the Library holds."""

    def judge(self, readings: Readings) -> Iterator[Diagnostic]:
        """The places where the rule is broken."""
        return (self.code.at(*found) for found in self.find(readings))


def rule(name: str, severity: Severity = Severity.ERROR, *, within: bool = False) -> Callable[[Finder], Rule]:
    """Make a rule of a function, whose docstring says what breaks it; `compendium.rules.catalogue` lists them."""
    return lambda find: Rule(Code(name, (find.__doc__ or "").strip().rstrip("."), severity), find, within)
