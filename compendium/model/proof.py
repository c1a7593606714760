"""A Galley is composed; a Proof is typeset; its Ledger tells where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Target(StrEnum):
    """What a layout is painted for."""

    SCREEN = "screen"
    PRESS = "press"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Galley:
    """A section as HTML with its stylesheets, before typesetting.

    Markup that typesetting reads: every element to be found again has an `id`; a note is an element of class `note`
    with an `id`, standing where it is called; `href="compendium:<anchor>"` refers to another section.
    """

    section: str
    html: str
    stylesheets: tuple[Path, ...]
    roots: tuple[Path, ...]
    """Folders from which stylesheets, fonts and pictures may be read; nothing else may."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page of a Proof: page index from 0; points from the top left corner of the trimmed page."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the page of its call and the pages on which it is printed."""

    id: str
    call: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline, level 1 on top."""

    label: str
    level: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where everything stands in a Proof."""

    pages: int
    width: float
    """Trimmed width in points."""
    height: float
    anchors: Mapping[str, Spot]
    notes: tuple[PlacedNote, ...]
    bookmarks: tuple[Bookmark, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A typeset section: its digest, its ledger and one PDF per target."""

    section: str
    digest: str
    ledger: Ledger
    paints: Mapping[Target, bytes]
