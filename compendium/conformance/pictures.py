"""Pages of a finished file as pictures, to be looked at."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import pypdfium2


def page_picture(path: Path, index: int, scale: float) -> bytes:
    """A page as PNG; the file is kept open, as whoever looks at one page looks at more.

    PDFium is not made for threads: no other may be reading with it in the same process meanwhile.

    Args:
        path: the file.
        index: which page, from 0.
        scale: pixels a point.

    Raises:
        IndexError: there is no such page.
        OSError: the file is not there.
    """
    state = path.stat()
    document = _opened(path, state.st_mtime_ns, state.st_ino)
    if not 0 <= index < len(document):
        raise IndexError(f"there is no page {index}")
    page = document[index]
    try:
        picture = io.BytesIO()
        page.render(scale=scale).to_pil().save(picture, "PNG", compress_level=1)
        return picture.getvalue()
    finally:
        page.close()


@lru_cache(maxsize=2)
def _opened(path: Path, _written: int, _number: int) -> pypdfium2.PdfDocument:
    # A file that is replaced has another number: what is open here stays what it was.
    return pypdfium2.PdfDocument(path)
