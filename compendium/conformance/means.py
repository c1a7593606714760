"""What a proof may be helped by: what was found before, and other hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from compendium.files import Kept, Nowhere
from compendium.sharing import Share, alone

Item = TypeVar("Item")


PAGES = 96
"""Pages that one worker opens the file for, about: to open a long book takes as long as to read ten of its pages."""


@dataclass(frozen=True, slots=True)
class Means:
    """What helps.

    Attributes:
        kept: where it is kept what was found before.
        share: who does what can be done side by side.
        scope: what is kept of one of these says nothing of another: the edition, the program.
    """

    kept: Kept = field(default_factory=Nowhere)
    share: Share = alone
    scope: str = ""


def together(items: Iterable[Item], pages: Callable[[Item], int], most: int = PAGES) -> Iterator[list[Item]]:
    """Put things together that one worker opens the file for.

    Args:
        items: in their order.
        pages: how many pages a thing is about.
        most: pages for which the file is opened once.
    """
    waiting: list[Item] = []
    count = 0
    for item in items:
        waiting.append(item)
        count += pages(item)
        if count >= most:
            yield waiting
            waiting, count = [], 0
    if waiting:
        yield waiting
