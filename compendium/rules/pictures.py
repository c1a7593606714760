"""Rules on the pictures that an edition shows: they are there, and they are still."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from compendium.diagnostics import Place
from compendium.model.library import Library
from compendium.rules.readings import Readings
from compendium.rules.rule import Found, rule

KINDS = (".svg", ".png", ".jpg", ".jpeg")
"""Endings of the pictures that can be printed."""

_ACTIVE = frozenset({"script", "foreignObject", "image", "a", "set", "animate", "animateMotion", "animateTransform"})
"""Elements of SVG that run, move, link or bring something else in."""

_LEADS_OUT = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
"""A style that names another file; `url(#name)` is a piece of the picture itself."""

_Pictures = Iterator[tuple[Place, str, Path]]
"""Where a picture is named, how, and where it would be."""


@rule("C-R64")
def asset_outside(readings: Readings) -> Iterator[Found]:
    """A picture that is not in content/assets."""
    folder = _folder(readings.library)
    for place, name, target in _pictures(readings.library):
        path = PurePosixPath(name)
        if "://" in name or path.is_absolute() or ".." in path.parts:
            yield Found(place, f"`{name}` is outside content/assets", "put the file there and write its name alone")
        elif not target.is_relative_to(folder):
            yield Found(place, f"`{name}` leads outside content/assets", "put the file itself there")
        elif not target.is_file():
            yield Found(place, f"the file `{name}` is not in content/assets", "put it there, or mend its name")


@rule("C-R66")
def picture_that_acts(readings: Readings) -> Iterator[Found]:
    """A picture that cannot be printed, or that does more than be seen."""
    folder = _folder(readings.library)
    for place, name, target in _pictures(readings.library):
        if target.suffix.lower() not in KINDS:
            yield Found(place, f"`{name}` is no picture that can be printed", f"use one of {', '.join(KINDS)}")
        elif target.suffix.lower() == ".svg" and target.is_relative_to(folder) and target.is_file():
            fault, hint = _fault(target)
            if fault:
                yield Found(place, f"`{name}` {fault}", hint)


def _folder(library: Library) -> Path:
    return (library.root / "assets").resolve()


def _pictures(library: Library) -> _Pictures:
    for edition in library.editions.values():
        if edition.emblem:
            name = edition.emblem.file
            yield library.places.find(edition, "emblem", "file"), name, (_folder(library) / name).resolve()


def _fault(path: Path) -> tuple[str, str]:
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except (ParseError, DefusedXmlException, UnicodeDecodeError) as error:
        return f"is no SVG that can be read: {error}", "save it anew as a plain SVG"
    for element in root.iter():
        name = _local(element.tag)
        if name in _ACTIVE:
            return f"has an element `{name}`", "a printed picture is a still drawing: take it out"
        if name == "text":
            return "has letters", "turn them into outlines: the fonts of another machine are not those of the book"
        attribute = _strange_attribute(element)
        if attribute:
            return f"has `{attribute}`, which acts or leads elsewhere", "save it as a plain SVG that is whole in itself"
        if name == "style" and _LEADS_OUT.search(element.text or ""):
            return "has a style that names another file", "save it as a plain SVG that is whole in itself"
    return "", ""


def _strange_attribute(element: Element) -> str:
    for key, value in element.items():
        name = _local(key)
        if name.startswith("on") or (name == "href" and not value.startswith("#")) or _LEADS_OUT.search(value):
            return name
    return ""


def _local(name: object) -> str:
    """The name of an element or attribute without its namespace; empty for a comment."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""
