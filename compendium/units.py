"""Lengths and sizes of the printed page; nothing crosses a room as a bare number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering

POINTS_PER_INCH = 72.0
MILLIMETRES_PER_INCH = 25.4
PIXELS_PER_INCH = 96.0
"""CSS reference pixel: CSS Values and Units Level 4, section 6.2."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Length:
    """A length, kept in PDF points (1/72 inch: ISO 32000-1, 8.3.2.3)."""

    pt: float

    @classmethod
    def from_mm(cls, value: float) -> Length:
        """Make a length from millimetres."""
        return cls(value / MILLIMETRES_PER_INCH * POINTS_PER_INCH)

    @classmethod
    def from_px(cls, value: float) -> Length:
        """Make a length from CSS pixels (1/96 inch)."""
        return cls(value / PIXELS_PER_INCH * POINTS_PER_INCH)

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self.pt / POINTS_PER_INCH * MILLIMETRES_PER_INCH

    @property
    def px(self) -> float:
        """The length in CSS pixels."""
        return self.pt / POINTS_PER_INCH * PIXELS_PER_INCH

    def __add__(self, other: Length) -> Length:
        return Length(self.pt + other.pt)

    def __sub__(self, other: Length) -> Length:
        return Length(self.pt - other.pt)

    def __mul__(self, factor: float) -> Length:
        return Length(self.pt * factor)

    def __lt__(self, other: Length) -> bool:
        return self.pt < other.pt


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a page or a sheet."""

    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the bottom left corner of its medium."""

    left: Length
    bottom: Length
    right: Length
    top: Length

    @property
    def size(self) -> Size:
        """Width and height of the rectangle."""
        return Size(self.right - self.left, self.top - self.bottom)
