"""Paints a layout for the press: every colour as ink, no links, room for the bleed.

Written against WeasyPrint 70.0: its `Stream.set_color` is where all text, rules, backgrounds and SVG get their colour.
Pictures made of pixels keep theirs; finishing turns them into inks by the profile of the press.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinycss2.color5 import parse_color
from weasyprint.pdf.stream import Stream

from compendium.diagnostics import EngineError
from compendium.typesetting.faults import fault
from compendium.typesetting.inks import Cmyk, Rgb, UnmappedColourError, ink_of, read_inks

BLEED_PX = 5 / 25.4 * 96
"""How far around the trim a page is painted, in CSS pixels: 5 mm, the most a printer asks for; finishing cuts it."""

_HINT = "give the colour a name in styles/tokens/ink.screen.css and its ink in styles/tokens/ink.press.css"


def paint_press(document: Any, section: str) -> bytes:
    """The PDF of a document in inks.

    Raises:
        EngineError: TYPE-INK, a colour is neither neutral nor has an ink.
    """
    try:
        with _inked(styles_of(document)), bare(document):
            return bytes(document.write_pdf())
    except UnmappedColourError as error:
        raise EngineError(fault(section, "TYPE-INK", str(error), _HINT)) from error


def styles_of(document: Any) -> Path:
    """The folder of the styles: the first root of the galley."""
    roots = getattr(document.url_fetcher, "roots", ())
    return Path(roots[0]) if roots else Path()


@contextmanager
def _inked(styles: Path) -> Iterator[None]:
    inks = read_inks(styles)
    before = Stream.set_color

    def set_color(self: Any, color: Any, stroke: bool = False) -> None:  # noqa: FBT001, FBT002 - the engine's own form
        before(self, _as_ink(color, inks), stroke)

    Stream.set_color = set_color
    try:
        yield
    finally:
        Stream.set_color = before


def _as_ink(color: Any, inks: Mapping[Rgb, Cmyk]) -> Any:
    if color.space == "device-cmyk":
        return color
    # What is quite transparent prints nothing, whatever its colour.
    parts = ink_of(color, inks) if color.alpha else (0, 0, 0, 0)
    return parse_color("device-cmyk({:g} {:g} {:g} {:g} / {:g})".format(*parts, color.alpha))


@contextmanager
def bare(document: Any) -> Iterator[None]:
    """The pages without links and outline, with a bleed all round; the layout is itself again afterwards."""
    pages = [(page, page.links, page.bleed, page.bookmarks) for page in document.pages]
    fonts, document.fonts = document.fonts, {}
    for page in document.pages:
        page.links, page.bookmarks = [], []
        page.bleed = dict.fromkeys(("top", "right", "bottom", "left"), BLEED_PX)
    try:
        yield
    finally:
        document.fonts = fonts
        for page, links, bleed, bookmarks in pages:
            page.links, page.bleed, page.bookmarks = links, bleed, bookmarks
