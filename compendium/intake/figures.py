"""Figures of list marks that a document leaves to its reader to count."""

from __future__ import annotations

from compendium.languages import roman

_REACH = range(1, 4000)


def small_roman(value: int) -> str:
    """A number in small roman figures; in arabic ones where a list counts from nothing or too far."""
    return roman(value) if value in _REACH else str(value)
