"""How an edition is printed and bound: what a printing house asks for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from compendium.model.words import Text, Value


class BindingStyle(StrEnum):
    """How the sheets are held together."""

    SADDLE = "saddle"
    PERFECT = "perfect"


class Stock(Value):
    """A paper."""

    grammage: Annotated[float, Field(ge=40, le=400)]
    """Grams a square metre (ISO 536)."""
    bulk: Annotated[float, Field(ge=0.5, le=3)]
    """Cubic centimetres a gram (ISO 534); mills call it volume."""


class Printing(Value):
    """What the press file of an edition is made for."""

    profile: Annotated[str, StringConstraints(pattern=r"^[^/\\]+\.icc$")] = "FOGRA39L_coated.icc"
    """File of the printer's ICC profile, in `styles/profiles` or `content/assets/profiles`."""
    condition: Text = "FOGRA39"
    """The printing condition by its name in the ICC registry."""
    binding: BindingStyle = BindingStyle.PERFECT
    signature: Annotated[int, Field(ge=2, le=64, multiple_of=2)] = 8
    """Pages of a signature; the press file is filled up to whole ones. Saddle stitch takes 4."""
    bleed: Annotated[float, Field(ge=0, le=5)] = 3.0
    """Millimetres."""
    ink_limit: Annotated[float, Field(ge=100, le=400)] = 300.0
    """The most ink in one place, in percent."""
    paper: str | Stock = "offset-90"
    """A paper of the house's table by its name, or the figures of the printer's own."""
    cover_paper: str | Stock = "board-250"
    spot: Text | None = None
    """A spot ink for the ground of the cover, by the printer's name, such as `PANTONE 294 C`."""
