"""The versions of the engine and of what it draws with, and the house's fonts by their digests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from ctypes import CDLL
from functools import cache
from importlib.metadata import distribution, version
from itertools import count
from pathlib import Path

from compendium.files import digest_of
from compendium.typesetting.fonts import font_files


@cache
def engine_versions() -> Mapping[str, str]:
    """Name and version of everything that the look of a page depends on."""
    pango_version, at_least = _asked()
    pango = pango_version()
    return {
        "weasyprint": version("weasyprint"),
        # Pango gives its version as one number of two digits a part.
        "pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",
        "harfbuzz": ".".join(str(part) for part in _harfbuzz(at_least)),
    }


def _asked() -> tuple[Callable[[], int], Callable[[int, int, int], object]]:
    """What tells the version of Pango, and compares that of HarfBuzz.

    A build that finds every Proof, or has them made by others, asks for no more than this: the libraries are opened by
    themselves, under the names that the engine finds on Linux. To import the engine takes forty times as long.
    """
    try:
        pango, harfbuzz = (CDLL(name) for name in ("libpango-1.0.so.0", "libharfbuzz.so.0"))
    except OSError:
        from weasyprint.text import ffi

        return ffi.pango.pango_version, ffi.harfbuzz.hb_version_atleast
    return pango.pango_version, harfbuzz.hb_version_atleast


@cache
def font_digests() -> Mapping[str, str]:
    """The file name of each font of the house with the SHA-256 of the file, framed as `files.digest_of` does."""
    return {path.name: digest_of([path.read_bytes()]) for path in font_files()}


@cache
def screen_profile() -> bytes:
    """The ICC profile of the colours that pages are painted in for the screen: sRGB, as the engine ships it."""
    # Where it stands is told without importing the engine, as `files` would.
    return Path(str(distribution("weasyprint").locate_file("weasyprint/pdf/sRGB2014.icc"))).read_bytes()


def _harfbuzz(at_least: Callable[[int, int, int], object]) -> tuple[int, int, int]:
    """The engine binds no function that tells HarfBuzz's version, but one that compares it."""
    major = next(n for n in count() if not at_least(n + 1, 0, 0))
    minor = next(n for n in count() if not at_least(major, n + 1, 0))
    micro = next(n for n in count() if not at_least(major, minor, n + 1))
    return major, minor, micro
