"""Runs the walk: what has changed, what is written where."""

from compendium.production.build import Finished, build, check
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.pages import judge_typography
from compendium.production.project import Project
from compendium.production.run import PrintedCopy, PrintRun, print_run
from compendium.production.unchanged import Standing, Unchanged
from compendium.production.verifying import Verified, verify

__all__ = [
    "Event",
    "Finished",
    "PrintRun",
    "PrintedCopy",
    "Project",
    "Stage",
    "Standing",
    "Unchanged",
    "Verified",
    "Watcher",
    "build",
    "check",
    "judge_typography",
    "nobody",
    "print_run",
    "verify",
]
