"""YAML as the house writes it: keys in a fixed order, long texts folded, everything else plain."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

SCHEMA = "# yaml-language-server: $schema=../../output/schema/instrument.schema.json\n"
_WIDTH = 116
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff0-\uffff]")
"""Characters that YAML takes for line ends or does not print; they are written as escapes."""
_MANY = 1000
_LONG = 1_000_000
"""Paragraphs and characters above which the writing is left to the C library."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = '"' if _BREAKS.search(value) else ">" if len(value) > 72 and _folds(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _folds(value: str) -> bool:
    """Whether a folded block gives the same characters back: it loses them at line ends and next to double spaces."""
    return "  " not in value and value == value.strip()


class _FastDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The C writer: it sets lists at the margin, and is twenty times as fast on a text of ten megabytes."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(str, _text)
_FastDumper.add_representer(str, _text)


def dump(data: Any, *, fast: bool = False) -> str:
    """The YAML of plain values, in the order of their keys."""
    return yaml.dump(data, Dumper=_FastDumper if fast else _Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def load(text: str) -> Any:
    """Plain values of a YAML text.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - it is the safe loader


def compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, with their places.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def instrument(data: dict[str, Any]) -> str:
    """The text of an instrument file: a blank line between its parts, so that it can be read."""
    fast = len(data.get("preamble", ())) + len(data.get("operative", ())) > _MANY or len(str(data)) > _LONG
    parts = [
        dump({key: value}, fast=fast) for key, value in data.items() if key not in {"id", "symbol", "kind", "body"}
    ]
    first = dump({key: data[key] for key in ("id", "symbol", "kind", "body") if key in data})
    return SCHEMA + first + "".join("\n" + part if part.count("\n") > 1 else part for part in parts)


def record(data: dict[str, Any]) -> str:
    """The text of an intake record, one piece of the source per line."""
    head = "# What the intake did with every character of the source; `check --against` reads it. Not to be edited.\n"
    pieces = "".join(f"- {_flow(piece)}\n" for piece in data["pieces"])
    return head + dump({key: value for key, value in data.items() if key != "pieces"}) + "pieces:\n" + pieces


def _flow(piece: dict[str, Any]) -> str:
    # JSON is YAML but for a few characters, and its writer is a hundred times faster than PyYAML's on a long record.
    text = "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in piece.items()) + "}"
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
