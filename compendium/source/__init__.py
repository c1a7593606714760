"""Reads `content/` into a Library; every value keeps its file, line and column."""

from __future__ import annotations

from compendium.source.codes import CODES
from compendium.source.reader import read
from compendium.source.schema import schema_header, schemas
from compendium.source.skeleton import skeleton

__all__ = ["CODES", "read", "schema_header", "schemas", "skeleton"]
