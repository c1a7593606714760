"""JSON Schema of each kind of file, for editors that check and complete YAML as it is written."""

from __future__ import annotations

from typing import Any

from compendium.source.kinds import FOLDERS, LISTS, PUBLICATION, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The dialect that pydantic writes."""


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name that `schema_header` takes.

    The names are those of the files (`publication`, `themes` …), and `instrument` and `edition` for the folders. What
    the keys mean is told by the docstrings of the model.
    """
    found = {PUBLICATION.name: _schema(PUBLICATION)}
    found |= {kind.name: _list_schema(kind) for kind in LISTS}
    return found | {kind.record: _schema(kind) for kind in FOLDERS}


def schema_header(kind: str) -> str:
    """The first line of a file that tells an editor its schema, as the YAML language server reads it.

    Args:
        kind: a name of `schemas`; the line suits a file where such files stand, with `output/` beside `content/`.

    Raises:
        KeyError: there is no such kind.
    """
    depth = {name: 2 if name in {k.record for k in FOLDERS} else 1 for name in schemas()}[kind]
    return f"# yaml-language-server: $schema={'../' * depth}output/schema/{kind}.schema.json"


def _schema(kind: Kind) -> dict[str, Any]:
    schema = _without_titles(kind.model.model_json_schema())
    return {"$schema": _DIALECT, "title": kind.record, **schema}


def _list_schema(kind: Kind) -> dict[str, Any]:
    schema = _without_titles(kind.model.model_json_schema())
    definitions = {"$defs": schema.pop("$defs")} if "$defs" in schema else {}
    title = f"list of records, one for each {kind.record}"
    return {"$schema": _DIALECT, "title": title, "type": "array", "items": schema, **definitions}


def _without_titles(schema: Any, *, names: bool = False) -> Any:
    """The schema without the titles that pydantic makes of the keys, which say nothing more than the keys."""
    if isinstance(schema, dict):
        inside = {"properties", "$defs"}
        return {
            key: _without_titles(value, names=not names and key in inside)
            for key, value in schema.items()
            if names or key != "title"
        }
    return [_without_titles(item) for item in schema] if isinstance(schema, list) else schema
