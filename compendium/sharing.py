"""Work that several can do side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Share(Protocol):
    """Does the same work on several things, side by side where there are hands for it."""

    def __call__(self, work: Callable[[Item], Outcome], items: Sequence[Item], /) -> Iterable[Outcome]:
        """What comes out, in the order of the things."""


def alone(work: Callable[[Item], Outcome], items: Sequence[Item], /) -> Iterable[Outcome]:
    """One after the other."""
    return map(work, items)
