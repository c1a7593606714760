"""Finds characters that no font of ours can print; the engine takes any font of the machine, or an empty box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from compendium.diagnostics import Diagnostic
from compendium.typesetting import boxes
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


def located(found: Iterable[Diagnostic], document: Any) -> list[Diagnostic]:
    """The same diagnostics; those on glyphs also tell which paragraph of which page has the character.

    The engine tells of a missing glyph without a place, and a font does not know who used it.
    """
    return [_located(one, document) if one.code in {"TYPE-GLYPH", "TYPE-FONT"} else one for one in found]


def _located(found: Diagnostic, document: Any) -> Diagnostic:
    wanted = {char for code in _POINT.findall(found.message) if not (char := chr(int(code, 16))).isspace()}
    for number, page in enumerate(document.pages, start=1):
        for text, name in _texts(boxes.page_box(page), ""):
            here = sorted(wanted & set(text))
            if here:
                point = f"U+{ord(here[0]):04X}"
                where = f'page {number}, paragraph "{name}"' if name else f"page {number}"
                message = f'{found.message}; {point} stands on {where}, in "{_around(text, here[0])}"'
                return replace(found, message=message, hint=found.hint or _HINT)
    return found


def _texts(box: Any, name: str) -> Iterator[tuple[str, str]]:
    """Every run of text with the id of the innermost element around it that has one."""
    for child in boxes.children(box):
        element = getattr(child, "element", None)
        own = str(element.get("id") or "") if element is not None and hasattr(element, "get") else ""
        if boxes.is_text(child):
            yield child.text, own or name
        else:
            yield from _texts(child, own or name)


def _around(text: str, char: str) -> str:
    place = text.index(char)
    return text[max(0, place - _CONTEXT) : place + _CONTEXT].strip()


_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_CONTEXT = 20
_HINT = "Choose another character, or a declared font that has it."
_SHOWN = 8


def _names(characters: Iterable[str]) -> str:
    chars = sorted(set(characters))
    shown = [f"U+{ord(c):04X} {unicodedata.name(c, 'without a name')}" for c in chars[:_SHOWN]]
    more = len(chars) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
