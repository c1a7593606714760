"""Keeps the last words of a paragraph on one line, so that it does not end in a runt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compendium import markup

RUNT = 6
"""Letters that the last line of a paragraph has at the least."""

LAST_OF_HEADING = 12
"""The same of a heading, where a word alone on the last line is seen from afar."""

_SHORT = 36
"""Characters that fit on one line of any column: nothing so short has a last line of its own."""

_LONG = 28
"""Characters that are not held together: the largest heading has hardly room for so many on a line."""


@dataclass(frozen=True, slots=True)
class LastWords:
    """The words that end a paragraph and stay on one line, with the calls among them."""

    children: tuple[markup.Inline, ...]

    @property
    def is_one(self) -> bool:
        """Whether it is one word alone: it may be divided where six letters go to the last line."""
        return not any(character.isspace() for character in markup.plain(self.children).strip())


def keep_last_words(nodes: Sequence[markup.Inline], letters: int = RUNT) -> tuple[Any, ...]:
    """Gather so many of the last words that they have so many letters together.

    Args:
        nodes: a text, set by the rules of its language: no-break spaces stand where they are to stay.
        letters: what the last line is to have at the least.
    """
    tail: list[markup.Inline] = []
    rest = list(nodes)
    while rest and _letters(tail) < letters:
        node = rest.pop()
        if isinstance(node, markup.Break):
            return tuple(nodes)
        start = _start(node.text, letters - _letters(tail)) if isinstance(node, markup.Plain) else 0
        if isinstance(node, markup.Plain) and start:
            rest.append(markup.Plain(node.text[:start]))
            tail.insert(0, markup.Plain(node.text[start:]))
            break
        tail.insert(0, node)
    if not rest or len(markup.plain(nodes)) <= _SHORT or len(markup.plain(tail)) > _LONG:
        return tuple(nodes)
    return (*rest, LastWords(tuple(tail)))


def _start(text: str, letters: int) -> int:
    """Where the last words of a text begin that have so many letters; 0 where the whole text is needed."""
    start = len(text)
    while start > 0 and sum(map(str.isalnum, text[start:])) < letters:
        start = text.rfind(" ", 0, start - 1) + 1
    return start


def _letters(nodes: Sequence[markup.Inline]) -> int:
    return sum(map(str.isalnum, markup.plain(nodes)))
