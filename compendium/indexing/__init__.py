"""Turns themes into headings, subheadings and locators."""

from compendium.indexing.headings import Entry, Group, Index, IndexOptions, Link, build_index, heading_anchor
from compendium.indexing.locators import FolioOf, Locator, locators
from compendium.indexing.resolving import CROWDED, ResolvedIndex, judge_index, resolve
from compendium.indexing.targets import Target, targets_by_theme, targets_of

__all__ = [
    "CROWDED",
    "Entry",
    "FolioOf",
    "Group",
    "Index",
    "IndexOptions",
    "Link",
    "Locator",
    "ResolvedIndex",
    "Target",
    "build_index",
    "heading_anchor",
    "judge_index",
    "locators",
    "resolve",
    "targets_by_theme",
    "targets_of",
]
