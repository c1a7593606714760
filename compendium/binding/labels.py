"""Page labels: the folios as a reader's page box shows them (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.model.book import Pagination

_FIGURES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_PATTERN = re.compile(r"m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Pages whose labels count on by one, in one style.

    Attributes:
        start: index of the first page, from 0.
        style: `r` for roman, `D` for arabic figures, empty for a label that is only a prefix.
        first: the value of the first label.
        prefix: the whole label, where it is no number.
    """

    start: int
    style: str
    first: int = 1
    prefix: str = ""


def label_runs(labels: Iterable[str]) -> Iterator[LabelRun]:
    """Derive the shortest list of runs that gives these labels, one per page."""
    run: LabelRun | None = None
    for index, label in enumerate(labels):
        style, value = _read(label)
        goes_on = run is not None and style == run.style != "" and value == run.first + index - run.start
        if not goes_on:
            run = LabelRun(index, style, value, "" if style else label)
            yield run


def write_labels(pdf: Pdf, pagination: Pagination) -> None:
    """Give every page, blanks included, its folio as its label."""
    entries: list[Object | int] = []
    for run in label_runs(leaf.label for leaf in pagination.leaves):
        entry = Dictionary(P=String(run.prefix))
        if run.style:
            entry = Dictionary(S=Name(f"/{run.style}"), St=run.first)
        entries += [run.start, entry]
    pdf.Root[Name.PageLabels] = Dictionary(Nums=Array(entries))


def _read(label: str) -> tuple[str, int]:
    if label.isascii() and label.isdigit() and not label.startswith("0"):
        return "D", int(label)
    if label and _PATTERN.match(label):
        values = [_FIGURES[letter] for letter in label]
        following = [*values[1:], 0]
        return "r", sum(-value if value < after else value for value, after in zip(values, following, strict=True))
    return "", 0
