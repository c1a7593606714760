"""Pictures made of pixels: RGB becomes CMYK by the profile of the press, grey stays grey."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pikepdf import Name, Pdf, PdfError, PdfImage, Stream
from PIL import Image, ImageChops, ImageCms

from compendium.finishing.faults import fault
from compendium.finishing.profile import Profile

MAX_PIXELS = 100_000_000
"""Pixels of one picture: A3 at 600 dpi has seventy million."""


def ink_pictures(pdf: Pdf, profile: Profile) -> int:
    """Turn every RGB picture of a file into inks.

    sRGB is what a picture without a profile of its own is taken for (IEC 61966-2-1); the intent is relative
    colorimetric with black point compensation, as is usual for logos and photographs alike.

    Returns:
        How many were turned.

    Raises:
        ContentError: PRESS-PICTURE, a picture cannot be read, or has more pixels than `MAX_PIXELS`.
    """
    count = 0
    for picture in _pictures(pdf):
        _check_size(picture)
        if _is_rgb(picture):
            _turn(picture, profile)
            count += 1
    return count


def _pictures(pdf: Pdf) -> Iterator[Stream]:
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get(Name.Subtype) == Name.Image and Name.ImageMask not in item:
            yield item


def _check_size(picture: Stream) -> None:
    width, height = int(picture.get(Name.Width, 0)), int(picture.get(Name.Height, 0))
    if width * height > MAX_PIXELS:
        message = f"a picture has {width} x {height} pixels, the most is {MAX_PIXELS}"
        raise fault("PRESS-PICTURE", "picture", message, "make the picture smaller")


def _is_rgb(picture: Stream) -> bool:
    space = PdfImage(picture).colorspace
    return space in {"/DeviceRGB", "/CalRGB"} or (space == "/ICCBased" and PdfImage(picture).mode == "RGB")


def _turn(picture: Stream, profile: Profile) -> None:
    try:
        pixels = PdfImage(picture).as_pil_image().convert("RGB")
    except (PdfError, OSError, ValueError, NotImplementedError) as error:
        raise fault("PRESS-PICTURE", "picture", f"a picture cannot be read: {error}", "save it anew") from error
    if _is_grey(pixels):
        _write(picture, pixels.getchannel(0), Name.DeviceGray)
        return
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    inked = ImageCms.profileToProfile(
        pixels,
        ImageCms.createProfile("sRGB"),
        io.BytesIO(profile.data),
        renderingIntent=intent,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if inked is not None:
        _write(picture, inked, Name.DeviceCMYK)


def _is_grey(pixels: Image.Image) -> bool:
    red, green, blue = pixels.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


def _write(picture: Stream, pixels: Image.Image, space: Name) -> None:
    picture.write(pixels.tobytes())
    picture[Name.ColorSpace] = space
    picture[Name.BitsPerComponent] = 8
    for key in (Name.Decode, Name.DecodeParms):
        if key in picture:
            del picture[key]
