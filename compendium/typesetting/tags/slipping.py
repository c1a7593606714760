"""Keeps the structure and the links of slips apart from their paint, for binding to write (see `binding.slips`).

A slip has no place in the book yet. Written into its paint as objects, each element and each link would be read,
changed and written again when the pages are pasted up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pydyf

from compendium.model.slips import SlipElement, SlipLink, SlipMark, structure_text
from compendium.typesetting.makeup import SlipSheets
from compendium.typesetting.tags.node import Clickable, Drawn
from compendium.typesetting.tags.shaping import Element
from compendium.typesetting.tags.writing import attributes_of
from compendium.units import Length


@dataclass(frozen=True, slots=True)
class _Apart:
    """A link in the place of its annotation: its edges, and where it leads."""

    edges: tuple[float, float, float, float]
    address: str


@contextmanager
def links_apart(document: Any) -> Iterator[None]:
    """Keep the links of slips out of their paint; the pages of every other document are left alone."""
    links = [(page, page.links) for page in document.pages] if isinstance(document, SlipSheets) else []
    for page, entries in links:
        page.links = []
        for kind, target, edges, box in entries:
            address = f"#{target}" if kind == "internal" else target
            left, upper, right, lower = (Length.from_px(edge).pt for edge in edges)
            box.link_annotation = _Apart((left, upper, right, lower), address)
    try:
        yield
    finally:
        for page, entries in links:
            page.links = entries


def keep_structure(document: SlipSheets, root: Element) -> None:
    """Put the structure of slips into their column."""
    document.column = replace(document.column, structure=structure_text(_element(root, "")))


def _element(element: Element, lang: str) -> SlipElement:
    """An element with all that it holds; `lang` is the language of its parent."""
    entries = f"/S /{element.role}"
    if element.lang != lang:
        entries += f"/Lang {pydyf.String(element.lang).data.decode()}"
    if attributes := attributes_of(element):
        entries += f"/A {pydyf.Dictionary(attributes).data.decode()}"
    return SlipElement(entries, tuple([_kid(kid, element.lang) for kid in element.kids]))


def _kid(kid: Element | Drawn | Clickable, lang: str) -> SlipElement | SlipMark | SlipLink:
    if isinstance(kid, Element):
        return _element(kid, lang)
    if isinstance(kid, Drawn):
        return SlipMark(kid.page, kid.mark)
    return SlipLink(kid.page, kid.annotation.edges, kid.annotation.address, kid.contents)
