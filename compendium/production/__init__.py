"""Runs the walk: what has changed, what is written where."""

from compendium.production.build import Finished, build, check
from compendium.production.events import Event, Stage, Watcher, nobody
from compendium.production.project import Project

__all__ = ["Event", "Finished", "Project", "Stage", "Watcher", "build", "check", "nobody"]
