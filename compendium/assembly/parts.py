"""The parts of a book: display pages before the sections that an edition groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compendium.assembly.contents import PartPage
from compendium.assembly.phrases import per_language
from compendium.languages import phrase, roman
from compendium.model.book import Section
from compendium.model.edition import Part

PART = "part"
"""The kind of the sections that open parts; `part-1` is the id of the first."""


def parted(sections: Iterable[Section], parts: Sequence[Part]) -> tuple[Section, ...]:
    """Put a page before the first section of each part, and tell each section the part that it belongs to.

    Parts are numbered as they open; one of which nothing is printed has neither page nor number.

    Args:
        sections: the sections of the book in their order; those of a part follow each other.
        parts: what the edition groups.
    """
    found: list[Section] = []
    opened: dict[int, str] = {}
    for section in sections:
        place = next((n for n, part in enumerate(parts) if {section.id, section.kind} & set(part.holds)), None)
        if place is None:
            found.append(section)
            continue
        if place not in opened:
            opening = _opening(len(opened) + 1, parts[place])
            opened[place] = opening.id
            found.append(opening)
        found.append(replace(section, part=opened[place]))
    return tuple(found)


def _opening(number: int, part: Part) -> Section:
    figure = roman(number).upper()
    heading = per_language(lambda lang: phrase("part.heading", lang, number=figure, title=part.title.of(lang)))
    return Section(f"{PART}-{number}", PART, PartPage(figure, part.title), heading, display=True)
