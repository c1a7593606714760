"""Judges the pages of a finished file as a typographer would, with a ruler."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from compendium.conformance.typography.columns import grid_of, texts
from compendium.conformance.typography.lines import read_pages
from compendium.conformance.typography.rules import RULES
from compendium.conformance.typography.signs import RULES as RULES_OF_SIGNS
from compendium.conformance.typography.stretch import Stretch, letters
from compendium.diagnostics import Report
from compendium.model.book import Book, Pagination

_DISPLAY = frozenset({"cover", "half-title", "title", "imprint", "part", "colophon"})
"""Kinds of section that are composed, not set: no running text."""

_OWN_LEADING = frozenset({"index", "contents"})
"""Kinds of section that are set on a leading of their own."""

_COLUMNS = frozenset({"index"})
"""Kinds of section whose pages have columns that follow one another."""

_LISTS = frozenset({"contents", "index", "cited", "cities", "bodies"})
"""Kinds of section whose lines end where the item does: they have no measure."""


def judge_pages(
    pdf: bytes, book: Book, pagination: Pagination, adopted: Mapping[str, Sequence[str]] | None = None
) -> Report:
    """Measure the finished pages by the rules of `typography.rules` and `typography.signs`.

    Args:
        pdf: the finished file, tagged.
        book: its sections.
        pagination: its pages.
        adopted: by section, the wordings that it prints as others adopted them; their marks are not the house's.

    Returns:
        A Report of warnings; the place of each is the section, and for its line the page of the file, from 1.
    """
    pages = read_pages(pdf)
    kinds = {section.id: section.kind for section in book.sections}
    grid = grid_of(pages)
    found = []
    for name, group in itertools.groupby(enumerate(pagination.leaves[: len(pages)]), key=lambda item: item[1].section):
        run = [(index, leaf) for index, leaf in group]
        kind = kinds.get(name or "")
        if name is None or kind is None:
            continue
        numbered = [(index, pages[index]) for index, _ in run]
        stretch = Stretch(
            name,
            tuple(leaf.label for _, leaf in run),
            tuple(page for _, page in numbered),
            tuple(texts(numbered, grid.leading)),
            grid,
            on_grid=kind not in _OWN_LEADING,
            is_prose=kind not in _LISTS,
            columns=2 if kind in _COLUMNS else 1,
            adopted=" ".join(map(letters, (adopted or {}).get(name, ()))),
        )
        rules = RULES_OF_SIGNS if kind in _DISPLAY else (*RULES, *RULES_OF_SIGNS)
        found += [finding for rule in rules for finding in rule(stretch)]
    return Report.of(found)
