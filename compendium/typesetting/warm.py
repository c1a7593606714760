"""What a process keeps between sections: the fonts, and the stylesheets as the engine has parsed them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from compendium.typesetting.fetcher import HouseFetcher
from compendium.typesetting.font_folders import own_folder
from compendium.typesetting.fonts import font_face_css, font_files

_KEPT = 4
"""Sets of stylesheets kept at once: an edition or two in their targets; each holds a font configuration."""

Stamp = tuple[tuple[str, int, int], ...]


class Fonts(FontConfiguration):  # type: ignore[misc]  # the engine is untyped
    """A font configuration that remembers the families that were declared to it, and leaves no copy of them behind."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()
        self._folder = own_folder()

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        """Declare a face and remember its family."""
        self.families.add(str(rule_descriptors["font_family"]))
        super().add_font_face(rule_descriptors, url_fetcher)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Parsed stylesheets, with what their parsing filled: fonts, counter styles, colour profiles."""

    css: tuple[Any, ...]
    fonts: Fonts
    counters: Any
    colours: dict[str, Any]
    _extra: dict[str, Any] = field(default_factory=dict)

    def with_extra(self, text: str) -> list[Any]:
        """The stylesheets, and one more given as text; that is parsed once, too."""
        if text not in self._extra:
            self._extra[text] = CSS(string=text, font_config=self.fonts, counter_style=self.counters)
        return [*self.css, self._extra[text]]


class WarningLog(logging.Handler):
    """Gathers what the engine only logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of a record."""
        self.messages.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Listen to the engine's logger; the list grows with each warning and error."""
    logger = logging.getLogger("weasyprint")
    handler = WarningLog()
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)


_kept: dict[tuple[tuple[Path, ...], Stamp], Sheets] = {}


def sheets_for(stylesheets: tuple[Path, ...], roots: tuple[Path, ...]) -> tuple[Sheets, list[str]]:
    """The parsed stylesheets of a galley, from memory where no file below its roots has changed.

    Returns:
        The stylesheets and the warnings of their parsing; what gave warnings is not kept.

    Raises:
        weasyprint.urls.FatalURLFetchingError: a stylesheet imports what it may not.
        OSError: a stylesheet cannot be read.
    """
    key = (stylesheets, _stamp(stylesheets, roots))
    if key in _kept:
        # Moved to the end: the first is the one that was not asked for the longest.
        _kept[key] = found = _kept.pop(key)
        return found, []
    with listening() as warnings:
        parsed = _parse(stylesheets, HouseFetcher(roots, font_files()))
    if not warnings:
        _kept[key] = parsed
        while len(_kept) > _KEPT:
            del _kept[next(iter(_kept))]
    return parsed, warnings


def _parse(stylesheets: tuple[Path, ...], fetcher: HouseFetcher) -> Sheets:
    fonts, counters, colours = Fonts(), CounterStyle(), dict[str, Any]()
    common = {
        "font_config": fonts,
        "counter_style": counters,
        "color_profiles": colours,
        "url_fetcher": fetcher,
    }
    css = [CSS(string=font_face_css(), **common)]
    css += [CSS(url=path.resolve().as_uri(), **common) for path in stylesheets]
    return Sheets(tuple(css), fonts, counters, colours)


def _stamp(stylesheets: tuple[Path, ...], roots: tuple[Path, ...]) -> Stamp:
    """Name, time and size of every file that a stylesheet could import or embed."""
    files = set(stylesheets) | {
        path for root in roots for path in root.rglob("*") if path.suffix.lower() in {".css", ".icc", ".otf", ".ttf"}
    }
    return tuple((str(path), (stat := path.stat()).st_mtime_ns, stat.st_size) for path in sorted(files))
