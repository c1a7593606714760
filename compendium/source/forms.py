"""What pydantic finds wrong with a record, said in our own words at the right place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from compendium.diagnostics import Code, Diagnostic
from compendium.model.words import Value, Words
from compendium.source import codes
from compendium.source.document import Document
from compendium.source.places import Path, locate

_LANGUAGES = {"en": "English", "fr": "French"}
_DATES = frozenset({"date", "as_of"})
_DATE_HINT = "write it as year-month-day, such as 2003-12-22"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: where it stands there, nothing where it is the whole file, and its plain value."""

    document: Document
    at: Path
    value: object


class _Said(NamedTuple):
    code: Code
    message: str
    hint: str = ""
    key: bool = False


def validated(record: Record, model: type[Value]) -> tuple[Value | None, list[Diagnostic]]:
    """A record as a value of its model, or None with everything that is wrong with it."""
    faults = [_at(record, path, said) for path, said in _impossible_dates(record.value, ())]
    dated = {fault.place for fault in faults}
    found: Value | None = None
    try:
        found = model.model_validate(record.value)
    except ValidationError as error:
        said = (_diagnostic(record, model, detail) for detail in error.errors(include_url=False))
        faults.extend(fault for fault in said if fault.place not in dated)
    return (None if faults else found), faults


def _impossible_dates(value: object, path: Path) -> Iterator[tuple[Path, _Said]]:
    """Dates are judged here: pydantic would take a number for seconds, and a vague date is a mere text to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _DATES and isinstance(inner, str):
                if (message := _fault_of_date(inner)) is not None:
                    yield (*path, key), _Said(codes.DATE, message, _DATE_HINT)
            else:
                yield from _impossible_dates(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _impossible_dates(inner, (*path, position))


def _fault_of_date(text: str) -> str | None:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return f"`{_short(text)}` is not a date"
    year, month, day = (*text.split("-"), "01", "01")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return f"there is no day {text} in the calendar"
    return None


def _diagnostic(record: Record, model: type[Value], detail: ErrorDetails) -> Diagnostic:
    path = tuple(step for step in detail["loc"] if step != "[key]")
    said = _in_our_words(model, path, detail)
    if "[key]" in detail["loc"]:
        said = said._replace(key=True)
    return _at(record, path, said)


def _at(record: Record, path: Path, said: _Said) -> Diagnostic:
    place = locate(record.document, (*record.at, *path), key=said.key)
    return said.code.at(place, said.message, said.hint)


def _in_our_words(model: type[Value], path: Path, detail: ErrorDetails) -> _Said:
    name = _called(path)
    kind = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    empty = detail["input"] is None or detail["input"] == ""
    match kind:
        case "extra_forbidden":
            said = _unknown_key(str(path[-1]), _fields_at(model, path[:-1]))
        case "missing":
            said = _missing(path, has_key=False)
        case "string_type" | "string_too_short" if empty:
            said = _missing(path, has_key=True)
        case "enum":
            said = _choice(str(detail["input"]), context)
        case "string_pattern_mismatch":
            said = _pattern(path, str(detail["input"]), str(context.get("pattern", "")))
        case _:
            said = _figure(kind, detail["input"]) or _shape(kind, name, _fields_at(model, path))
    return said


def _called(path: Path) -> str:
    """The name of a value in messages: its key, or where it stands in its list."""
    if not path:
        return "the record"
    return f"item {path[-1] + 1}" if isinstance(path[-1], int) else f"`{path[-1]}`"


def _figure(kind: str, given: object) -> _Said | None:
    """A value that has to be a date, a number or a truth."""
    if kind.startswith("date"):
        return _Said(codes.DATE, f"`{_short(given)}` is not a date", _DATE_HINT)
    if kind.startswith(("int", "greater", "less")):
        return _Said(
            codes.NUMBER, f"`{_short(given)}` is not a whole number in the range allowed", "write figures alone"
        )
    if kind.startswith("bool"):
        return _Said(codes.TRUTH, f"`{_short(given)}` is neither true nor false", "write true or false")
    return None


def _shape(kind: str, name: str, fields: Iterable[str]) -> _Said:
    if kind.startswith(("tuple", "list", "frozen_set")):
        return _Said(codes.SHAPE, f"{name} has to be a list", "write each item on a line of its own behind a hyphen")
    if kind.startswith(("model", "dict")):
        if {"en", "fr"} <= set(fields):
            return _Said(codes.SHAPE, f"{name} has to be given by language", "write it below the keys `en:` and `fr:`")
        keys = ", ".join(f"`{field}`" for field in fields)
        return _Said(codes.SHAPE, f"{name} has to be a record with keys", f"its keys are {keys}" if keys else "")
    if kind.startswith("string"):
        return _Said(codes.TEXT, f"{name} has to be a text", "put it in quotes if it begins with a bracket or a brace")
    return _Said(codes.OTHER, f"{name} does not take this value")


def _unknown_key(name: str, known: Iterable[str]) -> _Said:
    fields = tuple(known)
    near = difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
    hint = f"did you mean `{near[0]}`?" if near else "known keys: " + ", ".join(fields)
    return _Said(codes.UNKNOWN_KEY, f"unknown key `{name}`", hint, key=True)


def _missing(path: Path, *, has_key: bool) -> _Said:
    name = str(path[-1]) if path else "record"
    if name in _LANGUAGES:
        named = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "text")
        what = named.replace("_", " ")
        hint = f"fill in `{name}:`" if has_key else f"add `{name}:` below `{named}:`"
        return _Said(codes.MISSING_LANGUAGE, f"missing {what} in {_LANGUAGES[name]}", hint, key=has_key)
    if has_key:
        return _Said(codes.TEXT, f"`{name}` is empty", "fill it in, or remove the key", key=True)
    return _Said(codes.MISSING_KEY, f"the key `{name}` is missing", f"add `{name}:`")


def _choice(given: str, context: dict[str, Any]) -> _Said:
    allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    near = difflib.get_close_matches(given, allowed, n=1, cutoff=0.6)
    hint = (f"did you mean `{near[0]}`? " if near else "") + "allowed: " + ", ".join(allowed)
    return _Said(codes.CHOICE, f"`{_short(given)}` is not one of the values allowed", hint)


def _pattern(path: Path, given: str, pattern: str) -> _Said:
    if "A-Z]{2}" in pattern:
        message = f"`{_short(given)}` is not the two-letter code of a country"
        return _Said(codes.PATTERN, message, "write the code of ISO 3166-1, such as CO")
    if "*" in pattern and "†" in pattern:
        message = f"`{_short(given)}` cannot be the label of a note"
        return _Said(codes.PATTERN, message, "use letters, figures, hyphens, * † or ‡")
    if path[-1:] and path[-1] in _DATES:
        return _Said(codes.DATE, f"`{_short(given)}` is not a date", _DATE_HINT)
    message = f"`{_short(given)}` is not an identifier"
    return _Said(codes.IDENTIFIER, message, "use lower-case letters, figures and single hyphens, such as a-res-58-164")


def _fields_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    found: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and found is not None and step in found.model_fields:
            found = _model_in(found.model_fields[step].annotation)
    if found is not None and issubclass(found, Words):
        return ("en", "fr")
    return tuple(found.model_fields) if found is not None else ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an optional, a tuple or the values of a dict."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner)) is not None), None)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
