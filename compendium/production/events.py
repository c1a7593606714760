"""What the walk tells whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from compendium.diagnostics import Report


class Stage(StrEnum):
    """The stages of the walk that a watcher is told of."""

    SOURCE = "source"
    RULES = "rules"
    TYPESETTING = "typesetting"
    BINDING = "binding"
    CONFORMANCE = "conformance"
    WRITTEN = "written"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: a stage, the edition it belongs to, a sentence, and how far it is.

    The rules give their report with it.
    """

    stage: Stage
    edition: str
    message: str
    done: int = 0
    total: int = 0
    report: Report | None = None


Watcher: TypeAlias = Callable[[Event], None]
"""Is told what happens."""


def nobody(_event: Event) -> None:
    """Watch nothing."""
