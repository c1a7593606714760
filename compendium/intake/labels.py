"""Numbers and marks of paragraphs, and the nesting that they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compendium.intake.figures import small_roman

NUMBER = re.compile(
    r"(?P<lead>\s*)(?P<mark>\d{1,3})(?P<end>\.(?!\d)[ \t\u00a0]*|\)[ \t\u00a0]+|[ \t\u00a0]*\t[ \t]*)(?=\S)"
)
"""A paragraph's number at the start of a block."""
LABEL = re.compile(
    r"(?P<lead>\s*)(?P<mark>\((?:[a-z]{1,3}|[A-Z]|[ivxlc]{1,6}|\d{1,2})\)|(?:[a-z]|[ivxl]{1,5}|[a-z]{2})\)"
    r"|[a-z]\.(?=[ \t])|[ivxl]{1,5}\.(?=[ \t])|\d{1,2}(?:\.\d{1,2})+\.?(?=[ \t]))"
    r"(?P<end>[ \t\u00a0]*)(?=\S)"
)
"""The mark of a sub-paragraph: (a), a), (i), i), (1), 2.1."""
BULLET = re.compile(r"(?P<lead>\s*)(?P<mark>[-–—•●▪◦*·])(?P<end>[ \t\u00a0]+)(?=\S)")

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman(text: str) -> int:
    """The value of a lower-case roman numeral, or 0 where it is not a well-formed one."""
    total = 0
    for one, two in zip(text, [*text[1:], ""], strict=False):
        value = _ROMAN.get(one, 0)
        if not value:
            return 0
        total += -value if _ROMAN.get(two, 0) > value else value
    return total if small_roman(total) == text else 0


def readings(mark: str) -> list[tuple[str, int]]:
    """How a mark can be read: its style with its position in the run, such as `(i)` as roman 1 or letter 9."""
    inner = mark.strip("().")
    form = mark.replace(inner, "_")
    if not inner or not inner[0].isalnum():
        return [("bullet" + mark, 0)]
    if "." in inner:
        return [("decimal" + str(inner.count(".")), int(inner.rsplit(".", 1)[1]))]
    if inner.isdigit():
        return [("figure" + form, int(inner))]
    found = []
    case = "upper" if inner.isupper() else ""
    inner = inner.lower()
    if len(inner) == 1 or len(set(inner)) == 1:
        found.append((case + "letter" + form, ord(inner[0]) - 96 + 26 * (len(inner) - 1)))
    if value := roman(inner):
        found.append((case + "roman" + form, value))
    return found or [("letter" + form, 0)]


@dataclass(slots=True)
class Nest:
    """The open levels of sub-paragraphs under one paragraph: the style and last position of each."""

    levels: list[tuple[str, int]] = field(default_factory=list)

    def place(self, mark: str, following: str = "") -> tuple[int, bool]:
        """The level of a mark, from 0, and whether it follows what stands before it without a doubt.

        Args:
            mark: as the source prints it.
            following: the next mark of the text, which tells `(i)` after `(h)` from the start of a roman run.
        """
        options = readings(mark)
        nexts = readings(following) if following else []
        for level in range(len(self.levels) - 1, -1, -1):
            style, last = self.levels[level]
            for name, value in options:
                if name == style and (value == last + 1 or name.startswith("bullet")):
                    if self._starts_roman(options, nexts, value):
                        continue
                    return self._set(level, name, value), True
        for name, value in sorted(options, key=lambda o: o[1]):
            if value == 1 or name.startswith("bullet"):
                return self._set(len(self.levels), name, value), True
        for level, (style, _) in enumerate(self.levels):
            for name, value in options:
                if name == style:
                    return self._set(level, name, value), False
        name, value = options[0]
        return self._set(len(self.levels), name, value), False

    def _set(self, level: int, name: str, value: int) -> int:
        self.levels[level:] = [(name, value)]
        return level

    @staticmethod
    def _starts_roman(options: list[tuple[str, int]], nexts: list[tuple[str, int]], value: int) -> bool:
        """`(i)` after `(h)` is the ninth letter, unless `(ii)` follows it."""
        starts = any("roman" in name and v == 1 for name, v in options) and value != 1
        return starts and any("roman" in name and v == 2 for name, v in nexts)
