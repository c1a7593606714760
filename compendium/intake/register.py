"""What is already curated, read leniently: a fault in these files is for `check` to report, not for intake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from compendium.intake import writing
from compendium.model.apparatus import Body, CitedInstrument, Theme

_Record = TypeVar("_Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Register:
    """Bodies, themes and cited instruments by id, so that intake can name them."""

    bodies: Mapping[str, Body] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    cited: Mapping[str, CitedInstrument] = field(default_factory=dict)


def load_register(content: Path) -> Register:
    """The register of a content folder; what is missing or broken is left out."""
    return Register(
        _records(content / "bodies.yaml", Body),
        _records(content / "themes.yaml", Theme),
        _records(content / "cited.yaml", CitedInstrument),
    )


def _records(path: Path, kind: type[_Record]) -> dict[str, _Record]:
    try:
        values: Any = writing.load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return {}
    found: dict[str, _Record] = {}
    for value in values if isinstance(values, list) else []:
        try:
            record = kind.model_validate(value)
        except ValidationError:
            continue
        found[str(getattr(record, "id", ""))] = record
    return found
