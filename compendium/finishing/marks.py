"""Crop and registration marks and the line in the slug, all outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Name, Pdf

from compendium.finishing.lettering import outlined
from compendium.units import Box, Length

_LINE = 0.25
"""Points; thin enough to cut by, thick enough to print."""

_GAP = Length.from_mm(1).pt
"""Marks begin this far outside the bleed: none is ever left on the trimmed page."""

_RADIUS = Length.from_mm(1.6).pt
_KAPPA = 0.5523
"""Handles of a quarter of a circle drawn as a cubic curve."""

_TYPE = 6.0
"""Points of the slug line."""


def registration_space(pdf: Pdf) -> Array:
    """The ink All, which prints on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = pdf.make_stream(b"{dup dup dup}", FunctionType=4, Domain=[0, 1], Range=[0, 1, 0, 1, 0, 1, 0, 1])
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def press_marks(trim: Box, bleed: Length, slug: Length, folds: Sequence[Length] = ()) -> str:
    """Crop marks at the corners of the trim and registration crosses in the middle of its sides.

    Args:
        trim: the trimmed page.
        bleed: width of the bleed around it.
        slug: width of the margin for marks around it, bleed included.
        folds: where a wrap is folded, from the left edge of its trim; marked with broken lines.

    Returns:
        Content that needs the space `/All` in its resources.
    """
    near, far = bleed.pt + _GAP, slug.pt - _GAP
    left, bottom, right, top = trim.left.pt, trim.bottom.pt, trim.right.pt, trim.top.pt
    lines = [
        *(
            f"{_stroke(x, bottom - near, x, bottom - far)} {_stroke(x, top + near, x, top + far)}"
            for x in (left, right)
        ),
        *(
            f"{_stroke(left - near, y, left - far, y)} {_stroke(right + near, y, right + far, y)}"
            for y in (bottom, top)
        ),
    ]
    middle = (near + far) / 2
    # On a wrap above its front: in the middle of it, the cross would hide the marks of the fold.
    across, up = ((left + folds[-1].pt if folds else left) + right) / 2, (bottom + top) / 2
    for x, y in ((across, bottom - middle), (across, top + middle), (left - middle, up), (right + middle, up)):
        lines += _cross(x, y)
    lines.append("[1.5 1.5] 0 d")
    for fold in folds:
        x = left + fold.pt
        lines.append(f"{_stroke(x, bottom - near, x, bottom - far)} {_stroke(x, top + near, x, top + far)}")
    return "\n".join(["q /All CS 1 SCN", f"{_LINE} w", *lines, "Q"])


def slug_line(trim: Box, bleed: Length, text: str) -> str:
    """A line below the foot of the bleed, between the crop mark and the registration cross."""
    x = trim.left.pt + _GAP
    y = trim.bottom.pt - bleed.pt - _GAP - _TYPE
    return f"q /All cs 1 scn 1 0 0 1 {x:.3f} {y:.3f} cm {outlined(text, _TYPE)} Q"


def _stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _cross(x: float, y: float) -> Iterator[str]:
    r, k = _RADIUS, _RADIUS * _KAPPA
    yield f"{_stroke(x - 1.4 * r, y, x + 1.4 * r, y)} {_stroke(x, y - 1.4 * r, x, y + 1.4 * r)}"
    yield (
        f"{x + r:.3f} {y:.3f} m {x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f} c "
        f"{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f} c S"
    )
