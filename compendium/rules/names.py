"""Rules on names: what a record calls by its id has to be there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from compendium.diagnostics import Severity
from compendium.model.instrument import Instrument, Paragraph
from compendium.model.library import Library
from compendium.model.words import Value
from compendium.rules.readings import Path, Readings
from compendium.rules.rule import Found, rule


def nearest(name: str, known: Iterable[str], where: str) -> str:
    """A hint: the known name that is nearest, else where names are kept."""
    near = _near(name, tuple(known))
    return f"did you mean `{near[0]}`?" if near else f"add it to {where}"


@lru_cache(maxsize=1024)
def _near(name: str, known: tuple[str, ...]) -> list[str]:
    # One slip is often repeated in hundreds of paragraphs.
    return difflib.get_close_matches(name, known, n=1)


def _tagged(library: Library) -> Iterator[tuple[Value, Path, tuple[str, ...]]]:
    """Everything that names themes: the record, the path to the list, the list."""
    for instrument in library.instruments.values():
        for cited in instrument.walk():
            yield instrument, (*cited.path, "themes"), cited.paragraph.themes
    for term in library.glossary:
        yield term, ("themes",), term.themes


@rule("C-R01")
def unknown_theme(readings: Readings) -> Iterator[Found]:
    """A theme that the thesaurus does not have."""
    library = readings.library
    if not readings.is_judged("themes"):
        return
    for record, path, themes in _tagged(library):
        for position, name in enumerate(themes):
            if name not in library.themes:
                place = library.places.find(record, *path, position)
                yield Found(place, f"unknown theme `{name}`", nearest(name, library.themes, "themes.yaml"))


@rule("C-R02")
def unknown_body(readings: Readings) -> Iterator[Found]:
    """A body that the list of bodies does not have."""
    library = readings.library
    if not readings.is_judged("bodies"):
        return
    named: list[tuple[Value, str | None]] = [(i, i.body) for i in library.instruments.values()]
    named += [(c, c.body) for c in library.cited.values()]
    for record, name in named:
        if name is not None and name not in library.bodies:
            place = library.places.find(record, "body")
            yield Found(place, f"unknown body `{name}`", nearest(name, library.bodies, "bodies.yaml"))


@rule("C-R03", within=True)
def principal_apart(readings: Readings) -> Iterator[Found]:
    """A principal theme that is not among the themes of its paragraph."""
    for instrument in readings.library.instruments.values():
        for cited in instrument.walk():
            for position, name in enumerate(cited.paragraph.principal):
                if name not in cited.paragraph.themes:
                    place = readings.library.places.find(instrument, *cited.path, "principal", position)
                    yield Found(
                        place, f"the principal theme `{name}` is not among the themes", f"add `{name}` to `themes`"
                    )


@rule("C-R04")
def withdrawn_theme(readings: Readings) -> Iterator[Found]:
    """A theme that is withdrawn and still used."""
    library = readings.library
    withdrawn = {name for name, theme in library.themes.items() if theme.withdrawn}
    for record, path, themes in _tagged(library):
        for position, name in enumerate(themes):
            if name in withdrawn:
                see = library.themes[name].see
                hint = f"use `{see}` in its place" if see else "use another theme, or take `withdrawn` away"
                yield Found(library.places.find(record, *path, position), f"the theme `{name}` is withdrawn", hint)


@rule("C-R05")
def sending_theme(readings: Readings) -> Iterator[Found]:
    """A theme that only sends the reader on and has a locator all the same."""
    library = readings.library
    sending = {name: theme.see for name, theme in library.themes.items() if theme.see and not theme.withdrawn}
    for record, path, themes in _tagged(library):
        for position, name in enumerate(themes):
            if name in sending:
                place = library.places.find(record, *path, position)
                message = f"the theme `{name}` only sends the reader to `{sending[name]}`"
                yield Found(place, message, f"use `{sending[name]}`")


@rule("C-R06", Severity.WARNING, within=True)
def untagged_paragraph(readings: Readings) -> Iterator[Found]:
    """A paragraph without any theme."""
    for instrument in readings.library.instruments.values():
        for cited in instrument.walk():
            if cited.depth == 0 and not _has_theme(cited.paragraph):
                yield _untagged(readings, instrument, cited.path)


def _untagged(readings: Readings, instrument: Instrument, path: Path) -> Found:
    hint = "add `themes:` to it, or the index does not lead to it"
    return Found(readings.library.places.find(instrument, *path), "the paragraph has no theme", hint)


def _has_theme(paragraph: Paragraph) -> bool:
    """Whether a paragraph or what is below it has a theme, or one that waits for an editor and is counted elsewhere."""
    waiting = paragraph.suggested is not None and bool(paragraph.suggested.themes)
    return bool(paragraph.themes) or waiting or any(_has_theme(item) for item in paragraph.items)


@rule("C-R07", Severity.WARNING)
def unused_theme(readings: Readings) -> Iterator[Found]:
    """A theme without a paragraph."""
    if not readings.is_judged("instruments", "glossary"):
        return
    for name, theme in readings.library.themes.items():
        if name not in readings.used_themes and theme.see is None and not theme.withdrawn:
            place = readings.library.places.find(theme, "id")
            yield Found(place, f"no paragraph has the theme `{name}`", "use it, or make it a `see` to another theme")
