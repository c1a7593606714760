"""The inks of the press: every colour of the screen has its counterpart in the tokens.

One layout serves both targets, so colours are exchanged while painting: `styles/tokens/ink.screen.css` names them for
the screen, `styles/tokens/ink.press.css` gives the same names in CMYK.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tinycss2.color5 import parse_color

Rgb = tuple[int, int, int]
"""A colour of the screen in figures from 0 to 255."""

Cmyk = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, from 0 to 1."""

_TOKEN = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NEUTRAL = 1
"""Figures by which red, green and blue of a neutral may differ: rounding."""


class UnmappedColourError(Exception):
    """A colour of the page has no ink."""


def read_inks(styles: Path) -> dict[Rgb, Cmyk]:
    """The inks of the named colours, by what they are on the screen.

    Args:
        styles: the folder that holds `tokens/ink.screen.css` and `tokens/ink.press.css`; without them, no colour has
            an ink of its own and only neutrals can be printed.

    Raises:
        UnmappedColourError: two inks stand for one colour of the screen, so that the page cannot say which it means;
            or an ink is not a `device-cmyk()`.
    """
    screen = dict(_tokens(styles / "tokens" / "ink.screen.css"))
    inks: dict[Rgb, Cmyk] = {}
    for name, colour in _tokens(styles / "tokens" / "ink.press.css"):
        if name not in screen:
            continue
        if colour.space != "device-cmyk":
            raise UnmappedColourError(f"the ink --{name} is no device-cmyk()")
        rgb = rgb_of(screen[name])
        cyan, magenta, yellow, black = (float(part) for part in colour.coordinates)
        ink = (cyan, magenta, yellow, black)
        if inks.setdefault(rgb, ink) != ink:
            raise UnmappedColourError(f"two inks stand for {said(rgb)}, the second is --{name}")
    return inks


def named_ink(styles: Path, name: str) -> Cmyk | None:
    """The ink of a token of `ink.press.css` by its name without hyphens before it; None where there is none."""
    colour = dict(_tokens(styles / "tokens" / "ink.press.css")).get(name)
    if colour is None or colour.space != "device-cmyk":
        return None
    cyan, magenta, yellow, black = (float(part) for part in colour.coordinates)
    return cyan, magenta, yellow, black


def proof_colour(styles: Path, name: str) -> Any:
    """The colour of a token of `ink.proof.css` by its name without hyphens before it; None where there is none."""
    return dict(_tokens(styles / "tokens" / "ink.proof.css")).get(name)


def ink_of(colour: Any, inks: Mapping[Rgb, Cmyk]) -> Cmyk:
    """The ink of a colour: that of its name, or black alone for a neutral.

    Raises:
        UnmappedColourError: the colour is neither.
    """
    rgb = rgb_of(colour)
    if rgb in inks:
        return inks[rgb]
    if max(rgb) - min(rgb) <= _NEUTRAL:
        return (0.0, 0.0, 0.0, round(1 - sum(rgb) / 3 / 255, 3))
    raise UnmappedColourError(f"{said(rgb)} has no ink")


def rgb_of(colour: Any) -> Rgb:
    """A colour as it is on the screen."""
    red, green, blue = (round(max(0.0, min(1.0, part)) * 255) for part in colour.to("srgb").coordinates[:3])
    return red, green, blue


def said(rgb: Rgb) -> str:
    """A colour as stylesheets write it."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _tokens(path: Path) -> Iterator[tuple[str, Any]]:
    if not path.is_file():
        return
    for name, value in _TOKEN.findall(_COMMENT.sub("", path.read_text("utf-8"))):
        colour = parse_color(value.strip())
        if colour is not None and colour != "currentcolor":
            yield name, colour
