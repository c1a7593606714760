"""The index as data, for a website or a librarian: the same entries, locators and paragraphs that the page prints."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from compendium.indexing.headings import Entry
from compendium.indexing.locators import Locator
from compendium.indexing.resolving import ResolvedIndex

COLUMNS = (
    *("language", "heading", "subheading", "subsubheading", "counterpart", "theme", "see", "see_also"),
    *("first_folio", "last_folio", "page", "principal", "note", "paragraphs"),
)
"""The columns of `index_csv`; one row for a locator, or for an entry that has none."""


def index_json(indexes: Iterable[ResolvedIndex]) -> str:
    """The indexes of an edition as JSON: per language the headings, each with its letter, locators and subheadings.

    `page` counts from 1, as readers of PDF do; `paragraphs` are references such as `a-res-58-164#op12`.
    """
    tree = {
        index.lang.value: [
            {"letter": group.letter, **_tree(entry)} for group in index.groups for entry in group.entries
        ]
        for index in indexes
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def index_csv(indexes: Iterable[ResolvedIndex]) -> str:
    """The indexes of an edition as comma-separated values (RFC 4180), with the columns of `COLUMNS`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for index in indexes:
        for entry in index.entries:
            writer.writerows((index.lang.value, *row) for row in _rows(entry, ()))
    return stream.getvalue()


def _tree(entry: Entry) -> dict[str, object]:
    values: dict[str, object] = {
        "heading": entry.text,
        "counterpart": entry.counterpart,
        "theme": entry.theme,
        "scope": entry.scope,
        "see": [link.text for link in entry.see],
        "see_also": [link.text for link in entry.see_also],
        "locators": [_locator(locator) for locator in entry.locators],
        "subheadings": [_tree(sub) for sub in entry.subentries],
    }
    return {key: value for key, value in values.items() if value}


def _locator(locator: Locator) -> dict[str, object]:
    return {
        "first_folio": locator.first,
        "last_folio": locator.last,
        "page": locator.page + 1,
        "principal": locator.principal,
        "note": locator.note,
        "paragraphs": _paragraphs(locator),
    }


def _paragraphs(locator: Locator) -> list[str]:
    return [f"{target.instrument}#{'n' if target.note else ''}{target.key}" for target in locator.targets]


def _rows(entry: Entry, above: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    path = (*above, entry.text)
    see, also = ("; ".join(link.text for link in links) for links in (entry.see, entry.see_also))
    head = (*path, *("",) * (3 - len(path)), entry.counterpart, entry.theme, see, also)
    for locator in entry.locators:
        marks = (int(locator.principal), int(locator.note))
        where = (locator.first, locator.last, locator.page + 1, *marks)
        yield (*head, *where, " ".join(_paragraphs(locator)))
    if not entry.locators:
        yield (*head, *("",) * 6)
    for sub in entry.subentries:
        yield from _rows(sub, path)
