"""Where styles, templates and pictures are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compendium.model.edition import Trim


@dataclass(frozen=True, slots=True)
class House:
    """The folders that decide how a page looks.

    Attributes:
        styles: folder of the stylesheets.
        templates: folders of the templates; the first that has one wins.
        assets: folder of the content's pictures.
    """

    styles: Path
    templates: tuple[Path, ...]
    assets: Path

    def stylesheets(self, trim: Trim, target: str = "screen") -> tuple[Path, ...]:
        """The stylesheets of a trim and a target, in the order of the cascade."""
        return (self.styles / f"book.{target}.css", self.styles / "tokens" / "trim" / f"{trim.value.lower()}.css")
