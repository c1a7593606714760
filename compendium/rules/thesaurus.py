"""Rules on the thesaurus: no blind and no circular relation, no label with two meanings (ISO 999, ISO 25964-1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from compendium.diagnostics import Severity
from compendium.model.apparatus import Theme
from compendium.model.words import Lang
from compendium.rules.names import nearest
from compendium.rules.readings import Path, Readings
from compendium.rules.rule import Found, rule

LONGEST_LABEL = 120
"""Characters; a longer heading fills more than four lines of a column of the index."""

LONGEST_WORD = 30
"""Letters that a column of the index holds on the narrowest trim; its words are not broken."""


def _relations(theme: Theme) -> Iterator[tuple[str, Path, str]]:
    if theme.see is not None:
        yield "see", ("see",), theme.see
    if theme.broader is not None:
        yield "broader", ("broader",), theme.broader
    for position, name in enumerate(theme.related):
        yield "related", ("related", position), name


@rule("C-R50")
def blind_relation(readings: Readings) -> Iterator[Found]:
    """A relation of a theme that leads to nothing."""
    library = readings.library
    if not readings.is_judged("themes"):
        return
    for theme in library.themes.values():
        for kind, path, name in _relations(theme):
            if name not in library.themes:
                place = library.places.find(theme, *path)
                message = f"blind `{kind}`: the theme `{name}` does not exist"
                yield Found(place, message, nearest(name, library.themes, "themes.yaml"))
            elif library.themes[name].withdrawn and not theme.withdrawn:
                place = library.places.find(theme, *path)
                yield Found(place, f"blind `{kind}`: the theme `{name}` is withdrawn", "lead to another theme")


@rule("C-R51")
def circular_relation(readings: Readings) -> Iterator[Found]:
    """A relation of a theme that leads back to it."""
    themes = readings.library.themes
    for theme in themes.values():
        for position, name in enumerate(theme.related):
            if name == theme.id:
                place = readings.library.places.find(theme, "related", position)
                yield Found(place, f"circular `related`: `{name}` leads to itself", "remove it")
        for kind in ("see", "broader"):
            chain = _chain(readings, theme, kind)
            if chain and chain[-1] == theme.id:
                place = readings.library.places.find(theme, kind)
                steps = " → ".join((theme.id, *chain))
                yield Found(place, f"circular `{kind}`: {steps}", "let one of them lead out of the circle")


def _chain(readings: Readings, theme: Theme, kind: str) -> list[str]:
    """The themes that a relation passes through, up to the first that repeats or leads nowhere."""
    found: list[str] = []
    name = getattr(theme, kind)
    while name is not None and name not in found:
        found.append(name)
        if name == theme.id:
            break
        following = readings.library.themes.get(name)
        name = getattr(following, kind) if following else None
    return found


@rule("C-R52")
def double_see(readings: Readings) -> Iterator[Found]:
    """A see that leads to another see."""
    themes = readings.library.themes
    for theme in themes.values():
        target = themes.get(theme.see) if theme.see else None
        if target is not None and target.see is not None and len(set(chain := _chain(readings, theme, "see"))) > 1:
            if theme.id in chain:
                continue
            place = readings.library.places.find(theme, "see")
            yield Found(place, f"`{target.id}` sends the reader on to `{target.see}`", f"write `see: {chain[-1]}`")


@rule("C-R53")
def duplicate_label(readings: Readings) -> Iterator[Found]:
    """A label that two themes have in one language."""
    for lang in Lang:
        first: dict[str, Theme] = {}
        for theme in readings.library.themes.values():
            other = first.setdefault(folded(theme.label.of(lang)), theme)
            if other is not theme:
                place = readings.library.places.find(theme, "label", lang.value)
                at = readings.library.places.find(other, "label", lang.value)
                message = f"the label “{theme.label.of(lang)}” is already that of `{other.id}`"
                yield Found(place, message, f"the other is at {at}; add a qualifier in brackets to one, or merge them")


@rule("C-R54")
def duplicate_variant(readings: Readings) -> Iterator[Found]:
    """A variant that is already a heading of the index."""
    for lang in Lang:
        themes = tuple(readings.library.themes.values())
        first = {folded(theme.label.of(lang)): theme for theme in reversed(themes)}
        for theme in themes:
            for position, variant in enumerate(theme.variants.of(lang)):
                key = folded(variant)
                if key in first:
                    place = readings.library.places.find(theme, "variants", lang.value, position)
                    message = f"the variant “{variant}” is already a heading: that of `{first[key].id}`"
                    yield Found(place, message, "remove it, or add a qualifier in brackets")
                first.setdefault(key, theme)


@rule("C-R55", Severity.WARNING)
def long_label(readings: Readings) -> Iterator[Found]:
    """A label too long for a heading of the index."""
    for theme in readings.library.themes.values():
        for lang in Lang:
            length = len(theme.label.of(lang))
            if length > LONGEST_LABEL:
                place = readings.library.places.find(theme, "label", lang.value)
                message = f"the label has {length} characters, more than {LONGEST_LABEL}"
                yield Found(place, message, "shorten it, and say the rest in the scope note")
            letters = max(map(len, re.split(r"[\s-]+", theme.label.of(lang))))
            if letters > LONGEST_WORD:
                place = readings.library.places.find(theme, "label", lang.value)
                message = f"a word of the label has {letters} letters, more than {LONGEST_WORD}"
                yield Found(place, message, "write it in several words: no column of the index may be able to hold it")


def folded(text: str) -> str:
    """A label as the index collates it, letter by letter: without case, accents, ligatures, spaces and signs."""
    spelt = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(char for char in unicodedata.normalize("NFKD", spelt) if char.isalnum())
