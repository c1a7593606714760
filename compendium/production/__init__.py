"""Runs the walk: what has changed, what is written where.

A module is imported when something of it is first asked for: a build of which nothing has changed needs few of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compendium.production.building import Finished, build, build_interior, check
    from compendium.production.events import Event, Stage, Watcher, nobody
    from compendium.production.pages import judge_typography
    from compendium.production.preview import preview_server
    from compendium.production.project import Project
    from compendium.production.run import PrintedCopy, PrintRun, print_run
    from compendium.production.sweeping import seldom_swept
    from compendium.production.unchanged import Standing, Unchanged
    from compendium.production.verifying import Verified, verify
    from compendium.production.watch import Desk, Outcome, changes, rebuild

__all__ = [
    "Desk",
    "Event",
    "Finished",
    "Outcome",
    "PrintRun",
    "PrintedCopy",
    "Project",
    "Stage",
    "Standing",
    "Unchanged",
    "Verified",
    "Watcher",
    "build",
    "build_interior",
    "changes",
    "check",
    "judge_typography",
    "nobody",
    "preview_server",
    "print_run",
    "rebuild",
    "seldom_swept",
    "verify",
]

_HOMES = {
    "Desk": "watch",
    "Event": "events",
    "Finished": "building",
    "Outcome": "watch",
    "PrintRun": "run",
    "PrintedCopy": "run",
    "Project": "project",
    "Stage": "events",
    "Standing": "unchanged",
    "Unchanged": "unchanged",
    "Verified": "verifying",
    "Watcher": "events",
    "build": "building",
    "build_interior": "building",
    "changes": "watch",
    "check": "building",
    "judge_typography": "pages",
    "nobody": "events",
    "preview_server": "preview",
    "print_run": "run",
    "rebuild": "watch",
    "seldom_swept": "sweeping",
    "verify": "verifying",
}
"""In which module each is at home."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
