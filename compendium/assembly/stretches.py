"""Long tables in stretches: what changes in one leaves the others as they are, so that they need not be set again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from compendium.assembly.contents import CitedGroup, CitedLine, CitedPages, CitedStretch
from compendium.assembly.index import IndexPages, PrintedEntry, PrintedGroup, every_entry
from compendium.model.book import Section

_WHOLE = 1500
_FULL = 400
"""Locators, entries without any counted as one: up to so many a table is set whole; with so many a stretch is full. An
engine at work costs as much as some forty locators, and a thousand take about two seconds."""

_FACTS = 4
"""Locators that what is known of an instrument cited takes the room of."""

_Item = TypeVar("_Item")


def stretches_of(section: Section) -> tuple[Section, ...]:
    """The stretches in which a long table is set: a letter of an index or a piece of it, so many instruments cited.

    Args:
        section: a section with its content.

    Returns:
        Nothing for a table that is short enough to be set whole, and for every other section.
    """
    pages = section.content
    match pages:
        case IndexPages() if sum(map(_size, pages.entries)) > _WHOLE:
            return tuple(
                replace(section, id=f"{section.id}.{name}", kind="index-part", content=replace(pages, groups=(group,)))
                for name, group in _of_index(pages)
            )
        case CitedPages() if sum(map(_size_of_order, pages.orders)) > _WHOLE:
            return tuple(
                replace(section, id=f"{section.id}.{number}", kind="cited-part", content=stretch)
                for number, stretch in enumerate(_of_cited(pages), start=1)
            )
        case _:
            return ()


def frame_of(section: Section) -> Section:
    """The pages that the stretches of a table are pasted up on: what heads the first, and the running heads."""
    return replace(section, kind="index-frame" if isinstance(section.content, IndexPages) else "cited-frame")


def _of_index(pages: IndexPages) -> Iterator[tuple[str, PrintedGroup]]:
    """Each letter in stretches; its entries are kept whole, and only the first stretch bears the letter."""
    for group in pages.groups:
        full = _filled(group.entries, lambda entry: sum(map(_size, every_entry((entry,)))))
        for number, entries in enumerate(full, start=1):
            letter = group.letter if number == 1 else ""
            yield f"{group.letter}{number}", PrintedGroup(letter, entries)


def _of_cited(pages: CitedPages) -> Iterator[CitedStretch]:
    """Each order in stretches; only the first of an order is headed."""
    for order in pages.orders:
        title = order.title
        for entries in _filled(order.entries, _size_of_entry):
            yield CitedStretch(title, entries=entries)
            title = ""
        pieces = (piece for group in order.groups for piece in _pieces_of(group))
        for groups in _filled(pieces, _size_of_group):
            yield CitedStretch(title, groups=groups)
            title = ""


def _pieces_of(group: CitedGroup) -> Iterator[CitedGroup]:
    for number, lines in enumerate(_filled(group.lines, _size)):
        yield replace(group, lines=lines, goes_on=bool(number))


def _filled(items: Iterable[_Item], size: Callable[[_Item], int]) -> Iterator[tuple[_Item, ...]]:
    """What stands one after another, parted wherever a stretch is full."""
    held, total = list[_Item](), 0
    for item in items:
        if total >= _FULL:
            yield tuple(held)
            held, total = [], 0
        held.append(item)
        total += size(item)
    if held:
        yield tuple(held)


def _size(entry: PrintedEntry | CitedLine) -> int:
    return max(len(entry.locators), 1)


def _size_of_entry(line: CitedLine) -> int:
    return _FACTS + len(line.locators)


def _size_of_group(group: CitedGroup) -> int:
    return 1 + sum(map(_size, group.lines))


def _size_of_order(order: CitedStretch) -> int:
    return sum(map(_size_of_entry, order.entries)) + sum(map(_size_of_group, order.groups))
