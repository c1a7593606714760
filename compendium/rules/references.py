"""Rules on references: each leads to something that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from compendium.diagnostics import Place
from compendium.model.apparatus import Action, Event
from compendium.model.instrument import Instrument
from compendium.rules.names import nearest
from compendium.rules.readings import Readings
from compendium.rules.rule import Found, rule

_PARAGRAPH = re.compile(r"(?P<instrument>[a-z0-9]+(?:-[a-z0-9]+)*)?#(?P<key>(?:pp|op|annex[0-9]+\.)[0-9a-z.]+)\Z")
_CITED = re.compile(r"cited:(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)\Z")
_PART = re.compile(r"pp|op|annex[0-9]+\.")
_WEB = re.compile(r"https?://[^\s/]+\S*\Z")
_FORMS = "write `#op12`, `a-res-58-164#op12`, `cited:udhr` or `https://…`"

_Where = tuple[Callable[[], Place], str, str | None]
"""The place of a reference, asked for where it is at fault; its target; the instrument that `#op12` is of."""


def _targets(readings: Readings) -> Iterator[_Where]:
    for passage, target in readings.references:
        own = passage.record.id if isinstance(passage.record, Instrument) else None
        yield partial(readings.place, passage, f"]({target}"), target, own
    library = readings.library
    grounded: list[Action | Event] = [*library.actions, *library.chronology]
    for record in grounded:
        for position, target in enumerate(record.grounds):
            yield partial(library.places.find, record, "grounds", position), target, None


@rule("C-R30")
def unknown_paragraph(readings: Readings) -> Iterator[Found]:
    """A reference to a paragraph that does not exist."""
    for place, target, own in _targets(readings):
        found = _PARAGRAPH.match(target)
        keys = readings.keys.get((found["instrument"] or own or "") if found else "")
        if found and keys is not None and found["key"] not in keys:
            yield Found(place(), f"the paragraph `{target}` does not exist", _last_like(found["key"], keys))


def _last_like(key: str, keys: tuple[str, ...]) -> str:
    """A hint: how far the part of the text goes that a key is meant to be in."""
    part = _PART.match(key)
    alike = [name for name in keys if part and re.fullmatch(re.escape(part[0]) + "[0-9]+", name)]
    return f"the last paragraph of that part is `{alike[-1]}`" if alike else "the instrument has no such part"


@rule("C-R31")
def unknown_instrument(readings: Readings) -> Iterator[Found]:
    """A reference to an instrument that is not printed here."""
    if not readings.is_judged("instruments"):
        return
    for place, target, own in _targets(readings):
        found = _PARAGRAPH.match(target)
        name = (found["instrument"] or own or "") if found else ""
        if found and not name:
            yield Found(place(), f"`{target}` does not say of which instrument", "put its id before the `#`")
        elif found and name not in readings.keys:
            near = nearest(name, readings.keys, "the instruments, or cite it with `cited:`")
            yield Found(place(), f"the instrument `{name}` does not exist", near)


@rule("C-R32")
def unknown_cited(readings: Readings) -> Iterator[Found]:
    """A reference to an instrument that the register of cited instruments does not have."""
    if not readings.is_judged("cited"):
        return
    for place, target, _ in _targets(readings):
        found = _CITED.match(target)
        if found and found["name"] not in readings.library.cited:
            near = nearest(found["name"], readings.library.cited, "cited.yaml")
            yield Found(place(), f"unknown cited instrument `{found['name']}`", near)


@rule("C-R33", within=True)
def unknown_form(readings: Readings) -> Iterator[Found]:
    """A target that is not written in one of the known forms."""
    for place, target, _ in _targets(readings):
        if not any(form.match(target) for form in (_PARAGRAPH, _CITED, _WEB)):
            yield Found(place(), f"the target `{target}` is of no known form", _FORMS)


@rule("C-R34")
def unknown_register(readings: Readings) -> Iterator[Found]:
    """A table that names an instrument which does not exist."""
    library = readings.library
    if readings.is_judged("instruments"):
        for record in library.cited.values():
            if record.instrument is not None and record.instrument not in library.instruments:
                place = library.places.find(record, "instrument")
                near = nearest(record.instrument, library.instruments, "the instruments, or remove the key")
                yield Found(place, f"the instrument `{record.instrument}` does not exist", near)
    if readings.is_judged("cited", "instruments"):
        for treaty in library.treaties.values():
            if treaty.treaty not in library.cited and treaty.treaty not in library.instruments:
                near = nearest(treaty.treaty, library.cited, "cited.yaml")
                yield Found(library.places.find(treaty, "treaty"), f"unknown treaty `{treaty.treaty}`", near)
