"""Sets a line with the end that was measured for it, in place of having it found.

To find where a line ends, the engine (WeasyPrint 70.0) shapes the text of nearly two lines, then what it keeps of it,
then this with each part of the next word (`text/line_break.py`, `split_first_line`). Of a paragraph that was measured
(`measured`) the end is known: the line is shaped once. Where it does not fit, it is broken as it would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from weasyprint.layout import inline
from weasyprint.text import line_break

from compendium.typesetting.quick_lines import is_usual, parted


class Ending(NamedTuple):
    """How a line ends: the text of which its last piece is the beginning, and so many bytes of it.

    Attributes:
        text: what is left of it where the line takes it up.
        stop: the byte of that with which the next line begins.
        is_divided: whether a hyphen is put before it.
    """

    text: str
    stop: int
    is_divided: bool


class Endings:
    """Stands in for the engine's `split_first_line`.

    Attributes:
        wanted: how the line at hand is to end; None where that has to be found.
    """

    def __init__(self, engine: Any) -> None:
        """Begin with nothing known.

        Args:
            engine: the function that finds the end of a line.
        """
        self._engine = engine
        self.wanted: Ending | None = None

    @contextmanager
    def ending(self, wanted: Ending | None) -> Iterator[None]:
        """Set a line that is to end so."""
        outer, self.wanted = self.wanted, wanted
        try:
            yield
        finally:
            self.wanted = outer

    def first_line(
        self, text: str, style: Any, context: Any, width: float | None, spacing: float, *rest: Any, **given: Any
    ) -> Any:
        """Fit as much as possible on one line."""
        if self.wanted and width is not None and text == self.wanted.text and is_usual(text, style, width):
            found = _ended(self.wanted, style, context, width, spacing)
            if found:
                return found
        return self._engine(text, style, context, width, spacing, *rest, **given)


def _ended(wanted: Ending, style: Any, context: Any, width: float, spacing: float) -> Any:
    """What the engine's function gives for a line with a certain end; None where it does not fit."""
    if wanted.is_divided and style["hyphens"] != "auto":
        return None
    head, _ = parted(wanted.text, wanted.stop)
    hyphen = style["hyphenate_character"] if wanted.is_divided else ""
    text = head + hyphen if hyphen else head.rstrip(" ")
    layout = line_break.create_layout(text, style, context, None, spacing)
    layout.max_width = width
    line, _ = layout.get_first_line()
    if line_break.line_size(line, style)[0] > width:
        return None
    layout, length, _, *size = line_break.first_line_metrics(
        line, wanted.text, layout, None, True, style, bool(hyphen), hyphen
    )
    return layout, length, wanted.stop, *size


@contextmanager
def foreseen_endings() -> Iterator[Endings]:
    """Lay out with lines that may be told how to end; the engine is itself again afterwards."""
    before = inline.split_first_line
    endings = Endings(before)
    inline.split_first_line = endings.first_line
    try:
        yield endings
    finally:
        inline.split_first_line = before
