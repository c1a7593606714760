"""The indexes and tables as data, for a website or a librarian: the same entries and locators that the pages print."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import to_json

from compendium.indexing.headings import Entry
from compendium.indexing.locators import Locator
from compendium.indexing.resolving import ResolvedIndex
from compendium.model.words import BothWords

COLUMNS = (
    *("table", "language", "heading", "subheading", "subsubheading", "counterpart", "theme", "see", "see_also"),
    *("first_folio", "last_folio", "page", "principal", "note", "paragraphs", "earlier_folio"),
)
"""The columns of `index_csv`; one row for a locator, or for an entry that has none.

`table` is `index`, `verbs` or the kind of the section; what is in a table by its id has that for its heading. In a
`concordance` the heading is the instrument's, the counterpart that in French, the subheading says what became of the
paragraphs (`moved`, `changed`, `added`, `dropped`), and the one below it which they are.
"""


@dataclass(frozen=True, slots=True)
class TableLocator:
    """A locator of a table around the instruments.

    Attributes:
        entry: the id of what is located: a term, a body, an instrument cited, an action; the date of an event.
        first: the folio.
        last: the folio that ends the range; the same where there is none.
        page: the position of the first page, from 0.
        anchors: the passages at both ends.
    """

    entry: str
    first: str
    last: str
    page: int
    anchors: tuple[str, ...]
    principal: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Concorded:
    """What became of paragraphs of an instrument since an earlier edition.

    Attributes:
        heading: the heading of the instrument.
        fate: `moved` where both editions have them, with both folios; `changed`, `added` or `dropped`, without.
        paragraphs: how they are cited.
        old: the folio in the earlier edition.
        new: the folio in this one.
        page: the position of that page, from 0; None where no folio is told.
        anchor: the first of them.
    """

    heading: BothWords
    fate: str
    paragraphs: BothWords
    old: str = ""
    new: str = ""
    page: int | None = None
    anchor: str = ""


Tables = Mapping[str, Sequence[TableLocator]]
"""By the kind of the section."""


def index_json(
    indexes: Iterable[ResolvedIndex],
    verbs: Iterable[ResolvedIndex],
    tables: Tables,
    concordance: Sequence[Concorded] = (),
) -> str:
    """The indexes of an edition as JSON: per language the headings, each with its letter, locators and subheadings.

    `page` counts from 1, as readers of PDF do; `paragraphs` are references such as `a-res-58-164#op12`. Below `verbs`
    the operative verbs stand in the same way, below `tables` the locators of each table, below `concordance` what
    became of the paragraphs of an earlier edition.
    """
    tree: dict[str, object] = _by_language(indexes)
    verbs_tree = _by_language(verbs)
    located = {kind: [_located(one) for one in found] for kind, found in tables.items()}
    known = [_concorded(one) for one in concordance]
    tree |= {key: value for key, value in (("verbs", verbs_tree), ("tables", located), ("concordance", known)) if value}
    return to_json(tree, indent=1).decode() + "\n"


def index_csv(
    indexes: Iterable[ResolvedIndex],
    verbs: Iterable[ResolvedIndex],
    tables: Tables,
    concordance: Sequence[Concorded] = (),
) -> str:
    """The same as comma-separated values (RFC 4180), with the columns of `COLUMNS`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for name, group in (("index", indexes), ("verbs", verbs)):
        for index in group:
            for entry in index.entries:
                writer.writerows((name, index.lang.value, *row) for row in _rows(entry, ()))
    for kind, located in tables.items():
        for one in located:
            marks = (int(one.principal), int(one.note))
            head = (kind, "", one.entry, *("",) * 6)
            writer.writerow((*head, one.first, one.last, one.page + 1, *marks, " ".join(one.anchors), ""))
    for found in concordance:
        head = ("concordance", "", found.heading.en, found.fate, found.paragraphs.en, found.heading.fr, "", "", "")
        page = "" if found.page is None else found.page + 1
        writer.writerow((*head, found.new, found.new, page, "", "", found.anchor, found.old))
    return stream.getvalue()


def _by_language(indexes: Iterable[ResolvedIndex]) -> dict[str, object]:
    return {
        index.lang.value: [
            {"letter": group.letter, **_tree(entry)} for group in index.groups for entry in group.entries
        ]
        for index in indexes
    }


def _located(one: TableLocator) -> dict[str, object]:
    return {
        "entry": one.entry,
        "first_folio": one.first,
        "last_folio": one.last,
        "page": one.page + 1,
        "principal": one.principal,
        "note": one.note,
        "anchors": list(one.anchors),
    }


def _concorded(one: Concorded) -> dict[str, object]:
    values = {
        "heading": {"en": one.heading.en, "fr": one.heading.fr},
        "fate": one.fate,
        "paragraphs": {"en": one.paragraphs.en, "fr": one.paragraphs.fr},
        "earlier_folio": one.old,
        "folio": one.new,
        "page": None if one.page is None else one.page + 1,
        "anchor": one.anchor,
    }
    return {key: value for key, value in values.items() if value}


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
        yield (*head, *where, " ".join(_paragraphs(locator)), "")
    if not entry.locators:
        yield (*head, *("",) * 7)
    for sub in entry.subentries:
        yield from _rows(sub, path)
