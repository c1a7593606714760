"""Pages of a finished file as pictures, to be looked at."""

from __future__ import annotations

import io

import pypdfium2


def page_picture(data: bytes, index: int, scale: float) -> bytes:
    """A page as PNG.

    Args:
        data: the file.
        index: which page, from 0.
        scale: pixels a point.

    Raises:
        IndexError: there is no such page.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        if not 0 <= index < len(document):
            raise IndexError(f"there is no page {index}")
        picture = io.BytesIO()
        document[index].render(scale=scale).to_pil().save(picture, "PNG", compress_level=1)
        return picture.getvalue()
    finally:
        document.close()
