"""What the allocator of C holds on to between two stages of the walk, given back to the system."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

_Item = TypeVar("_Item")
_Outcome = TypeVar("_Outcome")


def give_back() -> None:
    """Give back the memory that is free.

    The C library of Linux keeps what was freed for the next stage, which asks for pieces of other sizes: after binding,
    a tenth of the process is room that nobody uses. Other systems have no such call, and nothing is done.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def tidily(work: Callable[[_Item], _Outcome], item: _Item) -> _Outcome:
    """Do some work, and give back the memory that it leaves free."""
    try:
        return work(item)
    finally:
        give_back()
