"""Two costs of WeasyPrint 70.0: numbers that nobody can see, and the highest level of compression.

A space of a justified line is moved aside by `-66.1138012885724` thousandths of an em: the engine writes what Python
prints, a fourteenth of the page. Then it compresses pages at the highest level (`pydyf`, `Stream.data`), which takes
three times as long as the usual one for three hundredths less. The remedy: six decimals, to which the engine writes all
other numbers, and the usual level. Pages are smaller by a thirtieth, and made in less time.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace

import pydyf

_LONG = re.compile(r"(?<=>)-?\d+\.\d{7,}(?=<)")
"""What a glyph is moved aside by, to more than six decimals."""


@contextmanager
def terse_pages() -> Iterator[None]:
    """Write PDFs with short numbers between glyphs; the engine is itself again afterwards."""
    before = pydyf.Stream.show_text

    def show_text(stream: pydyf.Stream, text: str) -> None:
        before(stream, _LONG.sub(_shown, text))

    pydyf.Stream.show_text = show_text
    pydyf.zlib = SimpleNamespace(compress=zlib.compress, compressobj=lambda level: zlib.compressobj())  # noqa: ARG005
    try:
        yield
    finally:
        pydyf.Stream.show_text, pydyf.zlib = before, zlib


def _shown(number: re.Match[str]) -> str:
    return _rounded(number[0])


@lru_cache(maxsize=1000)
def _rounded(number: str) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".")
