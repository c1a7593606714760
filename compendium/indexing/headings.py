"""From the thesaurus to the headings of an index.

How the two standards meet here:

- every concept is a heading of its own, under its specific name (ISO 999: specificity), with its locators;
- a concept is also a subheading of the concept that is broader (ISO 25964-1: `broader`), down to two levels, with the
  same locators: the reader who enters by the broad name loses no step (ISO 999: double entry rather than a reference
  where there are few locators);
- the other names of a concept, and entries that only send on, become *see*; related concepts become *see also*;
- no reference is blind: one that would lead to a heading with nothing under it is left out, and so is the heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from compendium import markup
from compendium.indexing.locators import Locator
from compendium.indexing.targets import Target, final_theme, targets_by_theme
from compendium.languages import CollationKey, collation_key, letter_group
from compendium.model.apparatus import Theme
from compendium.model.instrument import Instrument
from compendium.model.library import Library
from compendium.model.words import Lang


@dataclass(frozen=True, slots=True)
class Link:
    """Where a *see* or *see also* leads: the words of the heading and its anchor."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading or subheading.

    Attributes:
        theme: id of the concept; empty for another name that only sends on.
        text: the heading, with inline markup.
        anchor: the heading's own place in the book; empty for subheadings.
        counterpart: the heading in the other language; empty for names that only send on.
        scope: the scope note; empty where there is none.
        targets: the passages that the concept has itself.
        subentries: narrower concepts, in their order.
        see: the headings to go to instead.
        see_also: the headings to go to as well.
        locators: where the passages are printed; empty until the index is resolved.
    """

    theme: str
    text: str
    anchor: str
    counterpart: str = ""
    scope: str = ""
    targets: tuple[Target, ...] = ()
    subentries: tuple[Entry, ...] = ()
    see: tuple[Link, ...] = ()
    see_also: tuple[Link, ...] = ()
    locators: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The headings of one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one language, its targets not yet turned into folios."""

    lang: Lang
    groups: tuple[Group, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every heading in order, without subheadings."""
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How full the index is.

    Attributes:
        levels: levels of subheadings, from 0 to 2.
        variants: whether other names of a concept are printed with their *see*.
        scopes: whether scope notes are printed.
    """

    levels: int = 2
    variants: bool = True
    scopes: bool = True


def heading_anchor(theme: str, lang: Lang) -> str:
    """The anchor of a heading: `index.en.torture`."""
    return f"index.{lang}.{theme}"


def build_index(
    library: Library, instruments: Sequence[Instrument], lang: Lang, options: IndexOptions | None = None
) -> Index:
    """The thematic index of one language.

    Args:
        library: holds the thesaurus.
        instruments: those that the edition prints, in its order.
        lang: the language whose labels make the headings.
        options: how full the index is; the default has two levels, other names and scope notes.

    Returns:
        Headings in letter groups, collated for the language, with targets instead of locators.
    """
    return _Builder(
        library.themes, targets_by_theme(library.themes, instruments), lang, options or IndexOptions()
    ).index()


@dataclass(slots=True)
class _Builder:
    themes: Mapping[str, Theme]
    targets: Mapping[str, Sequence[Target]]
    lang: Lang
    options: IndexOptions
    narrower: dict[str, list[str]] = field(init=False)
    printed: set[str] = field(init=False)

    def __post_init__(self) -> None:
        children: defaultdict[str, list[str]] = defaultdict(list)
        for theme in self.themes.values():
            if theme.broader and not theme.see:
                children[theme.broader].append(theme.id)
        self.narrower = dict(children)
        self.printed = {t for t in self.themes if self._has_something(t, self.options.levels, frozenset())}

    def index(self) -> Index:
        headings = [self._heading(theme) for theme in self.themes if theme in self.printed]
        ordered = sorted(self._with_references(headings), key=lambda entry: (self._order(entry.text), entry.theme))
        groups = groupby(ordered, key=lambda entry: letter_group(_plain(entry.text), self.lang))
        return Index(self.lang, tuple(Group(letter, tuple(members)) for letter, members in groups))

    def _has_something(self, theme: str, levels: int, above: frozenset[str]) -> bool:
        if theme in above or self.themes[theme].see:
            return False
        if self.targets.get(theme):
            return True
        below = self.narrower.get(theme, ()) if levels else ()
        return any(self._has_something(t, levels - 1, above | {theme}) for t in below)

    def _heading(self, theme: str) -> Entry:
        record = self.themes[theme]
        return Entry(
            theme,
            record.label.of(self.lang),
            heading_anchor(theme, self.lang),
            record.label.of(self.lang.other),
            record.scope.of(self.lang) if record.scope and self.options.scopes else "",
            tuple(self.targets.get(theme, ())),
            self._subentries(theme, self.options.levels, frozenset({theme})),
        )

    def _subentries(self, theme: str, levels: int, above: frozenset[str]) -> tuple[Entry, ...]:
        if not levels:
            return ()
        below = [t for t in self.narrower.get(theme, ()) if self._has_something(t, levels - 1, above)]
        entries = (
            Entry(
                child,
                self.themes[child].label.of(self.lang),
                "",
                self.themes[child].label.of(self.lang.other),
                targets=tuple(self.targets.get(child, ())),
                subentries=self._subentries(child, levels - 1, above | {child}),
            )
            for child in below
        )
        return tuple(sorted(entries, key=lambda entry: (self._order(entry.text), entry.theme)))

    def _with_references(self, headings: Sequence[Entry]) -> list[Entry]:
        """The headings, and a *see* for every other name; a name that is a heading too gets a *see also*."""
        goals: defaultdict[str, list[str]] = defaultdict(list)
        for name, goal in self._sendings() if self.options.variants else ():
            goals[name].append(goal)
        entries: list[Entry] = []
        for heading in headings:
            onward = [goal for goal in goals.pop(heading.text, ()) if goal != heading.theme]
            also = self._links((*onward, *self._related(heading.theme)))
            entries.append(replace(heading, see_also=also))
        entries += [Entry("", name, "", see=self._links(found)) for name, found in goals.items()]
        return entries

    def _sendings(self) -> Iterator[tuple[str, str]]:
        """Every name that only sends on, with the concept it sends to."""
        for theme in self.themes.values():
            goal = final_theme(self.themes, theme.id)
            if goal in self.printed:
                own = (theme.label.of(self.lang),) if goal != theme.id else ()
                yield from ((name, goal) for name in (*own, *theme.variants.of(self.lang)))

    def _related(self, theme: str) -> Iterator[str]:
        goals = (final_theme(self.themes, other) for other in self.themes[theme].related)
        return (goal for goal in goals if goal != theme)

    def _links(self, themes: Iterable[str]) -> tuple[Link, ...]:
        wanted = {theme for theme in themes if theme in self.printed}
        links = (Link(self.themes[theme].label.of(self.lang), heading_anchor(theme, self.lang)) for theme in wanted)
        return tuple(sorted(links, key=lambda link: (self._order(link.text), link.anchor)))

    def _order(self, text: str) -> CollationKey:
        return collation_key(_plain(text), self.lang)


def _plain(text: str) -> str:
    return markup.plain(markup.parse(text))
