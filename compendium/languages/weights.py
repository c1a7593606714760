"""The table of weights of the Unicode Collation Algorithm, read as far as texts ask for it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pyuca
from pyuca import Collator
from pyuca.collator import COLL_ELEMENT_PATTERN
from pyuca.utils import hexstrings2int


class LazyCollator:
    """Makes the sort keys that `pyuca.Collator` makes.

    The table is 30,000 lines long, and to read it takes 0.15 s; the headings of a book need a hundred of them.
    """

    def __init__(self) -> None:
        """Sort the lines of the table by the first character that they are about."""
        self._collator = Collator(os.devnull)
        self._lines: dict[str, list[str]] = {}
        table = Path(pyuca.__file__).with_name(f"allkeys-{self._collator.UCA_VERSION}.txt")
        for line in table.read_text("utf-8").splitlines():
            self._lines.setdefault(line.partition(" ")[0], []).append(line)
        for line in self._lines.get("@implicitweights", ()):
            characters, base = line.partition(" ")[2].split("#")[0].split(";")
            first, last = hexstrings2int(characters.split(".."))
            self._collator.implicit_weights.append([first, last, int(base, 16)])

    def sort_key(self, text: str) -> tuple[int, ...]:
        """What compares as the text files."""
        self._read(unicodedata.normalize("NFD", text))
        key: tuple[int, ...] = self._collator.sort_key(text)
        return key

    def _read(self, characters: Iterable[str]) -> None:
        for character in characters:
            for line in self._lines.pop(f"{ord(character):04X}", ()):
                about, _, weights = line.partition("#")[0].partition(";")
                elements = [hexstrings2int(found) for found in COLL_ELEMENT_PATTERN.findall(weights)]
                self._collator.table.add(hexstrings2int(about.split()), elements)
