"""What every worker would otherwise do for itself, done when this module is imported.

The server that workers are forked from imports it: the engine, its hyphenation, and the types that cffi parses when
they are first used. Fonts are left out, as their libraries may start threads, which do not survive a fork.
"""

from __future__ import annotations

# Before the others, which import the engine as well.
from compendium.typesetting.libraries import ffi, pyphen  # isort: split

from compendium.typesetting import glyphs, layout, ledger, notes, overfull, paint, quickening

__all__ = ["glyphs", "layout", "ledger", "notes", "overfull", "paint", "quickening"]

for _language in ("en", "fr"):
    pyphen.Pyphen(lang=_language)

for _type in ("PangoRectangle *", "PangoLogAttr[]", "char[]", "int *", "unsigned int *", "hb_codepoint_t[]"):
    ffi.typeof(_type)
