"""Codes that a camera reads."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup, escape

_QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 9.1)."""


def qr_code(address: str, alternative: str) -> Markup:
    """A QR code as a picture that stays sharp in any size.

    Args:
        address: what the code says.
        alternative: the words that stand for the picture where it is not seen.
    """
    code = segno.make_qr(address, error="m")
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=_QUIET, xmldecl=False, svgns=True, svgclass=None, lineclass=None, omitsize=True)
    head, _, rest = drawn.getvalue().decode().partition(">")
    return Markup(head + ">") + Markup("<title>") + escape(alternative) + Markup("</title>") + Markup(rest)  # noqa: S704 - the picture is the library's own
