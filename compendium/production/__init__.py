"""Runs the walk: what has changed, what is written where."""

from compendium.production.build import Finished, build, build_interior, check
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.pages import judge_typography
from compendium.production.preview import preview_server
from compendium.production.project import Project
from compendium.production.run import PrintedCopy, PrintRun, print_run
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
    "verify",
]
