"""What the rules read in common: every text of the Library with its path, and the calls and references in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from compendium import markup
from compendium.diagnostics import Place
from compendium.model.instrument import Instrument, Table
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


class Readings:
    """A Library with what several rules ask of it, each found once."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def place(self, passage: Passage, needle: str = "") -> Place:
        """The place of a text, or of a piece of it."""
        return self.library.places.find(passage.record, *passage.path, needle=needle)

    def is_judged(self, *kinds: str) -> bool:
        """Whether all files of these kinds could be read, so that a name missing from them is an error of its own."""
        return self.library.unread.isdisjoint(kinds)

    @cached_property
    def records(self) -> tuple[Value, ...]:
        """Every record with texts in it."""
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
    def calls(self) -> tuple[tuple[Passage, str], ...]:
        """Every call of a note with the text that it stands in."""
        return tuple((p, label) for p in self.passages if "[^" in p.text for label in markup.calls(p.text))

    @cached_property
    def references(self) -> tuple[tuple[Passage, str], ...]:
        """Every reference with the text that it stands in."""
        return tuple((p, target) for p in self.passages if "](" in p.text for target in markup.targets(p.text))

    @cached_property
    def keys(self) -> dict[str, frozenset[str]]:
        """The keys of the paragraphs of each instrument."""
        return {name: frozenset(c.key for c in i.walk()) for name, i in self.library.instruments.items()}

    @cached_property
    def used_themes(self) -> frozenset[str]:
        """The themes that have a locator: of a paragraph or of a term."""
        paragraphs = (c.paragraph for i in self.library.instruments.values() for c in i.walk())
        terms = (theme for term in self.library.glossary for theme in term.themes)
        return frozenset(theme for paragraph in paragraphs for theme in paragraph.themes) | frozenset(terms)


def instrument_passages(readings: Readings) -> dict[str, list[Passage]]:
    """The texts of each instrument."""
    found: dict[str, list[Passage]] = {name: [] for name in readings.library.instruments}
    for passage in readings.passages:
        if isinstance(passage.record, Instrument):
            found[passage.record.id].append(passage)
    return found


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
