"""Turns themes into headings, subheadings and locators."""

from compendium.indexing.citations import Citation, CitedTable, Citing, by_body, cited_table
from compendium.indexing.headings import Entry, Group, Index, IndexOptions, Link, build_index, heading_anchor
from compendium.indexing.locators import FolioOf, Locator, locators
from compendium.indexing.records import COLUMNS, Concorded, TableLocator, index_csv, index_json
from compendium.indexing.resolving import CROWDED, ResolvedIndex, judge_index, resolve
from compendium.indexing.targets import Target, passages, targets_by_theme, targets_of
from compendium.indexing.verbs import VerbEntry, VerbUse, verb_index, verb_table

__all__ = [
    "COLUMNS",
    "CROWDED",
    "Citation",
    "CitedTable",
    "Citing",
    "Concorded",
    "Entry",
    "FolioOf",
    "Group",
    "Index",
    "IndexOptions",
    "Link",
    "Locator",
    "ResolvedIndex",
    "TableLocator",
    "Target",
    "VerbEntry",
    "VerbUse",
    "build_index",
    "by_body",
    "cited_table",
    "heading_anchor",
    "index_csv",
    "index_json",
    "judge_index",
    "locators",
    "passages",
    "resolve",
    "targets_by_theme",
    "targets_of",
    "verb_index",
    "verb_table",
]
