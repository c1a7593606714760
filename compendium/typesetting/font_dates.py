"""A fault of WeasyPrint 70.0: the fonts in a PDF bear the time of the build, so that no two builds are the same.

The engine makes a static instance of a variable font for each weight and size (`pdf/fonts.py`, `Font.clean`), and
fontTools writes the present second into its `head` table when it saves one. The remedy: fonts are opened for that
with the time left as it is in the typeface's own file.

Written against WeasyPrint 70.0; `tests/unit/typesetting/test_font_dates.py` fails when the engine needs it no longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts


@contextmanager
def own_font_dates() -> Iterator[None]:
    """Write PDFs with fonts that keep their own dates; the engine is itself again afterwards."""
    before = fonts.TTFont
    fonts.TTFont = partial(TTFont, recalcTimestamp=False)
    try:
        yield
    finally:
        fonts.TTFont = before
