"""Lines of small type as outlines: what stands outside the trim needs no font in the file."""

from __future__ import annotations

from functools import cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from compendium.typesetting import font_files

_WEIGHT = 400
_SEMI_BOLD = 600
_SERIF_UPRIGHT, _SANS_UPRIGHT = 0, 2
"""Places of the upright faces among the house's font files."""


def outlined(text: str, size: float) -> str:
    """The path operators of a line of type, its baseline at the origin, filled.

    Args:
        text: what to set; characters that the face lacks are left out.
        size: in points.
    """
    glyphs, characters, em = _face(_SANS_UPRIGHT, _WEIGHT)
    scale = size / em
    pen = _PathPen(glyphs, scale)
    for character in text:
        name = characters.get(ord(character))
        if name is None:
            continue
        glyphs[name].draw(pen)
        pen.left += glyphs[name].width * scale
    return " ".join([*pen.steps, "f"]) if pen.steps else ""


def ems_of(text: str) -> float:
    """How long a line of the cover's semi-bold serif is, in ems, without kerning, which makes it shorter."""
    glyphs, characters, em = _face(_SERIF_UPRIGHT, _SEMI_BOLD)
    return float(sum(glyphs[characters[ord(one)]].width for one in text if ord(one) in characters)) / em


@cache
def _face(place: int, weight: int) -> tuple[Any, dict[int, str], int]:
    font = TTFont(font_files()[place])
    return font.getGlyphSet(location={"wght": weight}), font.getBestCmap(), font["head"].unitsPerEm


class _PathPen(BasePen):  # type: ignore[misc]  # the library is untyped
    """Writes PDF path operators; it makes cubic curves of quadratic ones itself."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self.left = 0.0
        self.steps: list[str] = []
        self._scale = scale

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        figures = " ".join(f"{self.left + x * self._scale:.2f} {y * self._scale:.2f}" for x, y in points)
        self.steps.append(f"{figures} {operator}".lstrip())

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the library's names
        self._write("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._write("l", pt)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._write("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._write("h")
