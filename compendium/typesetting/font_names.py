"""A fault of WeasyPrint 70.0: what a font is called in a PDF depends on the version of Pango.

The engine tells fonts apart by Pango's description of them, and makes their names of it (`pdf/stream.py`,
`Stream.add_font`). From Pango 1.56 on the description holds the font's OpenType features too, so that Debian 12 and
Debian 13 gave the same pages other names for their fonts, and with them files of other bytes. The remedy: features are
left out of the description. They choose glyphs, which are on the page already, and say nothing of the font.

Written against WeasyPrint 70.0; `tests/unit/typesetting/test_font_names.py` fails when the engine needs it no longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf import stream
from weasyprint.text.ffi import pango

_FEATURES = 1 << 8
"""`PANGO_FONT_MASK_FEATURES`; an older Pango passes over a bit that it does not know."""


@contextmanager
def own_font_names() -> Iterator[None]:
    """Write PDFs whose fonts are named alike by every Pango; the engine is itself again afterwards."""
    before = stream.get_pango_font_key

    def key_of(pango_font: Any) -> tuple[int, Any, float]:
        _, description, size = before(pango_font)
        pango.pango_font_description_unset_fields(description, _FEATURES)
        return pango.pango_font_description_hash(description), description, size

    stream.get_pango_font_key = key_of
    try:
        yield
    finally:
        stream.get_pango_font_key = before
