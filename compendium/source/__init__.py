"""Reads `content/` into a Library; every value keeps its file, line and column."""

from __future__ import annotations

from compendium.source.codes import CODES
from compendium.source.reader import read

__all__ = ["CODES", "read"]
