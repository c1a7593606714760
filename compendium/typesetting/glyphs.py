"""Finds characters that no font of ours can print; the engine takes any font of the machine, or an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from compendium.diagnostics import Diagnostic
from compendium.typesetting.faults import fault


def glyph_faults(section: str, document: Any) -> list[Diagnostic]:
    """TYPE-GLYPH for a character without a glyph, TYPE-FONT for one printed in a font of the machine.

    Reads what painting has gathered: the document must have been painted.
    """
    ours = document.font_config.families
    found = []
    for font in document.fonts.values():
        if font.missing:
            names = _names(chr(point) for point in font.missing)
            found.append(fault(section, "TYPE-GLYPH", f'"{font.family}" has no glyph for {names}', _HINT))
        if font.family not in ours:
            names = _names(char for text in font.to_unicode.values() for char in text)
            what = f'{names} came out in "{font.family}", which is not a font of the house'
            found.append(fault(section, "TYPE-FONT", what, _HINT))
    return found


_HINT = "Choose another character, or a declared font that has it."
_SHOWN = 8


def _names(characters: Iterable[str]) -> str:
    chars = sorted(set(characters))
    shown = [f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in chars[:_SHOWN]]
    more = len(chars) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
