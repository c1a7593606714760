"""The versions of the engine and of what it draws with, and the house's fonts by their digests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from itertools import count

from compendium.files import digest_of
from compendium.typesetting.fonts import font_files


@cache
def engine_versions() -> Mapping[str, str]:
    """Name and version of everything that the look of a page depends on."""
    import weasyprint
    from weasyprint.text import ffi

    pango = ffi.pango.pango_version()
    return {
        "weasyprint": str(weasyprint.__version__),
        # Pango gives its version as one number of two digits a part.
        "pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",
        "harfbuzz": ".".join(str(part) for part in _harfbuzz(ffi.harfbuzz.hb_version_atleast)),
    }


@cache
def font_digests() -> Mapping[str, str]:
    """The file name of each font of the house with the SHA-256 of the file, framed as `files.digest_of` does."""
    return {path.name: digest_of([path.read_bytes()]) for path in font_files()}


@cache
def screen_profile() -> bytes:
    """The ICC profile of the colours that pages are painted in for the screen: sRGB, as the engine ships it."""
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def _harfbuzz(at_least: Callable[[int, int, int], object]) -> tuple[int, int, int]:
    """The engine binds no function that tells HarfBuzz's version, but one that compares it."""
    major = next(n for n in count() if not at_least(n + 1, 0, 0))
    minor = next(n for n in count() if not at_least(major, n + 1, 0))
    micro = next(n for n in count() if not at_least(major, minor, n + 1))
    return major, minor, micro
