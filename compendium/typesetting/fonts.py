"""The house's own typefaces, declared under the house's own names.

The engine finds a font by its description, not by its file: a family of the same name on the machine may stand in for
ours, glyph for wrong glyph. Own names cannot be mistaken.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import fontpkg

SERIF = "Compendium Serif"
SANS = "Compendium Sans"

_SOURCES = {SERIF: "Source Serif 4", SANS: "Source Sans 3"}
_STYLES = ("normal", "italic")


@cache
def font_files() -> tuple[Path, ...]:
    """The font files, in a fixed order.

    Raises:
        LookupError: a font package is not installed.
    """
    return tuple(_file(family, style) for family in _SOURCES for style in _STYLES)


@cache
def font_face_css() -> str:
    """The `@font-face` rules that declare both families, upright and italic, in every weight from 200 to 900.

    No weight is declared: the engine refuses a range ("Ignored `font-weight: 200 900`"), and without the descriptor
    the weight axis of the file itself counts.
    """
    rules = [
        f'@font-face {{ font-family: "{family}"; font-style: {style}; src: url("{_file(family, style).as_uri()}") }}'
        for family in _SOURCES
        for style in _STYLES
    ]
    return "\n".join(rules) + "\n"


def _file(family: str, style: str) -> Path:
    # Resolved, as the fetcher compares resolved paths.
    return Path(fontpkg.path(_SOURCES[family], style=style)).resolve()
