"""How much ink a page may lay in one place, as far as its content tells without being printed."""

from __future__ import annotations

import pikepdf
from pikepdf import Object, PdfImage
from PIL import Image, ImageChops

from compendium.conformance.preflight.painting import Painting, Shown, all_inks

UNKNOWN = 400.0
"""Percent of four solid inks: what may lie where nothing can be told."""


def most_at_once(painting: Painting) -> float:
    """The most ink that one thing on the page prints in one place, in percent."""
    totals = [ink.total for ink in all_inks(painting)]
    return max([*totals, *(_ink_of(shown) or 0.0 for shown in painting.pictures)], default=0.0)


def ink_bound(painting: Painting) -> float:
    """The most ink that can lie in one place however things lie on each other, in percent.

    What overprints leaves on each plate what it prints there itself, so no plate bears more than the most that anything
    prints on it. Gradients and blend modes tell nothing beforehand.
    """
    if painting.blends or painting.shadings or not all(i.is_known for i in all_inks(painting) if i.space != "Pattern"):
        return UNKNOWN
    plates: dict[str, float] = {}
    for ink in all_inks(painting):
        for plate, tint in ink.plates.items():
            plates[plate] = max(plates.get(plate, 0.0), tint)
    for shown in painting.pictures:
        if shown.space in {"DeviceGray", "ICCGray"}:
            plates["K"] = 100.0
        elif shown.space != "mask":
            return UNKNOWN
    return sum(plates.values())


def _ink_of(shown: Shown) -> float | None:
    """The most ink in one place of a CMYK picture, in percent; None for others, and for one that cannot be read."""
    if shown.picture is None or shown.space not in {"DeviceCMYK", "ICCCMYK"}:
        return None
    pixels = _pixels(shown.picture)
    if pixels is None or pixels.mode != "CMYK":
        return None
    cyan, magenta, yellow, black = pixels.split()
    halves = ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2)
    return float(ImageChops.add(*halves, scale=2).getextrema()[1]) * 4 / 255 * 100  # type: ignore[arg-type]


def _pixels(picture: Object) -> Image.Image | None:
    try:
        image = PdfImage(picture)  # type: ignore[arg-type]
        if image.width * image.height > (Image.MAX_IMAGE_PIXELS or 0):
            return None
        return image.as_pil_image()
    except (pikepdf.PikepdfError, OSError, ValueError, NotImplementedError, TypeError, AttributeError):
        return None
