"""Where a project keeps its things; what the user's folder lacks is taken from the package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from compendium.diagnostics import ContentError, Diagnostic, Place
from compendium.model.house import House

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project.

    Attributes:
        root: the user's folder.
        content: the curated content.
        house: styles, templates and pictures.
        output: where finished files go.
        cache: where Proofs are kept.
    """

    root: Path
    content: Path
    house: House
    output: Path
    cache: Path

    @classmethod
    def at(cls, root: Path, content: Path | None = None, output: Path | None = None) -> Project:
        """The project of a folder: its own content, styles and templates first, those of the package otherwise.

        Args:
            root: the user's folder.
            content: another folder of content.
            output: another folder for finished files.

        Raises:
            ContentError: neither the folder nor the package has styles or templates.
        """
        chosen = content or _first(root, "content")
        styles = _first(root, "styles")
        folders = tuple(base / "templates" for base in _bases(root) if (base / "templates").is_dir())
        if not (styles / "book.screen.css").is_file() or not folders:
            raise ContentError(
                Diagnostic(
                    "PROD-HOUSE",
                    "there are no styles or templates here",
                    Place(str(root)),
                    hint="run the command in the folder of the project",
                )
            )
        house = House(styles, folders, chosen / "assets")
        return cls(root, chosen, house, output or root / "output", root / ".cache" / "compendium")


def _bases(root: Path) -> tuple[Path, ...]:
    """The user's folder, the checkout that the package stands in, and what was shipped within the package."""
    return (root, _PACKAGE / "shipped", _PACKAGE.parent)


def _first(root: Path, name: str) -> Path:
    return next((base / name for base in _bases(root) if (base / name).is_dir()), root / name)
