"""What the rules read in common: every text of the Library with its path, and the calls and references in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from compendium import markup
from compendium.diagnostics import Place
from compendium.model.instrument import Table
from compendium.model.library import Library
from compendium.model.words import Lang, Nature, Value, Words

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One text in one language."""

    record: Value
    path: Path
    """From the record to the text; the last step is the language, but for the cells of a table."""
    lang: Lang
    text: str

    @property
    def nature(self) -> Nature | None:
        """Adopted or digest; None for a title, a remark and other words that have no nature."""
        if "tables" in self.path:
            return Nature.ADOPTED
        step = self.path[-2] if len(self.path) > 1 else ""
        return Nature(step) if step in {"adopted", "digest"} else None


@dataclass(frozen=True, slots=True)
class Pair:
    """One wording in both languages."""

    en: Passage
    fr: Passage

    def sides(self) -> tuple[tuple[Passage, Passage], tuple[Passage, Passage]]:
        """Each text with its counterpart."""
        return (self.en, self.fr), (self.fr, self.en)


# A full parse of every text of a large library costs more than all rules together. These forms are read alike by a
# pattern, so that only texts with something unusual in them are parsed.
_CALL = re.compile(r"\[\^([A-Za-z0-9*†‡-]+)\]")
_LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s<>\"'\[\]]+)\)")


def calls_in(text: str) -> tuple[str, ...]:
    """The labels of the notes that a text calls, as `markup.calls` gives them."""
    if "[^" not in text:
        return ()
    is_usual = "\\" not in text and len(_LINK.findall(text)) == text.count("](")
    return tuple(_CALL.findall(text)) if is_usual else markup.calls(text)


def targets_in(text: str) -> tuple[str, ...]:
    """The targets that a text refers to, as `markup.targets` gives them."""
    if "](" not in text:
        return ()
    found = tuple(_LINK.findall(text))
    return found if "\\" not in text and len(found) == text.count("](") else markup.targets(text)


class Readings:
    """A Library with what several rules ask of it, each found once."""

    def __init__(self, library: Library, records: tuple[Value, ...] | None = None) -> None:
        """Read a Library.

        Args:
            library: what rules ask for by name.
            records: those whose texts are read; None for all.
        """
        self.library = library
        self._records = records

    def place(self, passage: Passage, needle: str = "") -> Place:
        """The place of a text, or of a piece of it."""
        return self.library.places.find(passage.record, *passage.path, needle=needle)

    def is_judged(self, *kinds: str) -> bool:
        """Whether all files of these kinds could be read, so that a name missing from them is an error of its own."""
        return self.library.unread.isdisjoint(kinds)

    @cached_property
    def records(self) -> tuple[Value, ...]:
        """Every record with texts in it."""
        if self._records is not None:
            return self._records
        library = self.library
        maps = (library.instruments, library.matter, library.themes, library.bodies, library.cited, library.editions)
        tuples = (library.glossary, library.chronology, library.actions, library.letters)
        return (
            library.publication,
            *(record for each in maps for record in each.values()),
            *(record for each in tuples for record in each),
            *library.cities.values(),
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the Library."""
        return tuple(passage for record in self.records for passage in _passages(record, record, ()))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every text that is there in both languages."""
        return tuple(_pairs(self.passages))

    @cached_property
    def calls(self) -> tuple[tuple[Passage, str], ...]:
        """Every call of a note with the text that it stands in."""
        return tuple((p, label) for p in self.passages for label in calls_in(p.text))

    @cached_property
    def references(self) -> tuple[tuple[Passage, str], ...]:
        """Every reference with the text that it stands in."""
        return tuple((p, target) for p in self.passages for target in targets_in(p.text))

    @cached_property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of the paragraphs of each instrument, in the order of the text."""
        return {name: tuple(c.key for c in i.walk()) for name, i in self.library.instruments.items()}

    @cached_property
    def used_themes(self) -> frozenset[str]:
        """The themes that have a locator: of a paragraph or of a term."""
        paragraphs = (c.paragraph for i in self.library.instruments.values() for c in i.walk())
        terms = (theme for term in self.library.glossary for theme in term.themes)
        return frozenset(theme for paragraph in paragraphs for theme in paragraph.themes) | frozenset(terms)


def _pairs(passages: Iterable[Passage]) -> Iterator[Pair]:
    found: dict[tuple[int, Path], Passage] = {}
    for passage in passages:
        if not passage.path or passage.path[-1] != passage.lang.value:
            continue
        other = found.setdefault((id(passage.record), passage.path[:-1]), passage)
        if other is not passage:
            yield Pair(other, passage) if other.lang is Lang.EN else Pair(passage, other)


def _passages(record: Value, value: object, path: Path) -> Iterator[Passage]:
    if isinstance(value, Words):
        for lang in value.languages:
            yield Passage(record, (*path, lang.value), lang, value.of(lang) or "")
    elif isinstance(value, Table):
        yield from _cells(record, value, path)
    elif isinstance(value, Value):
        for name in value.model_fields_set:
            yield from _passages(record, getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for position, inner in enumerate(value):
            yield from _passages(record, inner, (*path, position))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _passages(record, inner, (*path, str(key)))


def _cells(record: Value, table: Table, path: Path) -> Iterator[Passage]:
    lang = Lang(str(path[-1]))
    for position, cell in enumerate(table.head):
        yield Passage(record, (*path, "head", position), lang, cell)
    for row, cells in enumerate(table.rows):
        for position, cell in enumerate(cells):
            yield Passage(record, (*path, "rows", row, position), lang, cell)
