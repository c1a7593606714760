"""Proof of fidelity: the source rebuilt from the instrument file and compared with the official file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from compendium import markup
from compendium.diagnostics import ContentError, Diagnostic, Place, Report, Severity
from compendium.intake import lexicon, readers, record, writing
from compendium.intake.draft import Path as Where
from compendium.intake.places import YamlPlaces
from compendium.model.words import Lang

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters that no text holds: they frame the label of a call in a value's stream."""


@dataclass(slots=True)
class _Value:
    """A value of the instrument as the source has it: characters, with calls framed.

    Attributes:
        stream: the characters still to be compared start at `done`.
    """

    path: Where
    stream: str
    raw: str
    done: int = 0


def prove(path: Path, content: Path, ident: str) -> Report:
    """Compare an official file with an instrument, character by character after the normalisations of its record.

    The record of the intake tells where each character of the source went. The source is rebuilt from the instrument
    file along it; the first difference is shown with both places.

    Args:
        path: the official file.
        content: the content folder.
        ident: the id of the instrument.

    Returns:
        an error for the first difference, or a notice that says how many characters agree.

    Raises:
        ContentError: a file is missing or cannot be read.
    """
    source = readers.read(path)
    text = source.text
    file = content / "instruments" / f"{ident}.yaml"
    written = _read(file, "INTAKE-NO-INSTRUMENT", "Take the text in first: compendium intake FILE.")
    data, places = _loaded(file, written)
    kept = _record_for(content, ident, text)
    found = list(_Comparison(path, text, data, places).run(kept))
    if found:
        return Report.of(found)
    message = f"All {len(text)} characters of the file agree with {file.name}."
    return Report.of([Diagnostic("INTAKE-PROVED", message, Place(str(path)), severity=Severity.NOTICE)])


def _read(path: Path, code: str, hint: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ContentError(Diagnostic(code, f"{path.name} is not there.", Place(str(path)), hint)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(Diagnostic(code, f"{path.name} cannot be read: {error}.", Place(str(path)))) from error


def _loaded(path: Path, text: str) -> tuple[dict[str, Any], YamlPlaces]:
    try:
        data = writing.load(text)
        places = YamlPlaces(str(path), text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(str(path), mark.line + 1, mark.column + 1) if mark else Place(str(path))
        raise ContentError(Diagnostic("INTAKE-YAML", f"The file is not YAML: {error}", place)) from error
    if not isinstance(data, dict):
        raise ContentError(Diagnostic("INTAKE-YAML", "The file is not a mapping of keys.", Place(str(path))))
    return data, places


def _record_for(content: Path, ident: str, text: str) -> dict[str, Any]:
    """The record of the language that the file is written in, or the only one there is."""
    folder = content / "intake"
    found: list[tuple[Path, dict[str, Any]]] = []
    for lang in Lang:
        path = folder / f"{ident}.{lang.value}.yaml"
        if path.exists():
            found.append((path, _loaded(path, _read(path, "INTAKE-NO-RECORD", ""))[0]))
    if not found:
        place = Place(str(folder / f"{ident}.en.yaml"))
        hint = "The record is written by intake; take the text in again with --replace."
        raise ContentError(Diagnostic("INTAKE-NO-RECORD", f"There is no intake record of {ident}.", place, hint))
    for path, kept in found:
        if not isinstance(kept.get("pieces"), list):
            raise ContentError(Diagnostic("INTAKE-RECORD", "The intake record has no pieces.", Place(str(path))))
    shares = lexicon.shares(text)
    return max((kept for _, kept in found), key=lambda kept: shares.get(Lang(kept.get("language", "en")), 0.0))


class _Comparison:
    """Goes through the source along the record."""

    def __init__(self, path: Path, text: str, data: dict[str, Any], places: YamlPlaces) -> None:
        self._path = path
        self._text = text
        self._data = data
        self._places = places
        self._values: dict[str, _Value | None] = {}

    def run(self, kept: dict[str, Any]) -> Iterator[Diagnostic]:
        """The first difference, if there is any."""
        at = 0
        last: dict[str, int] = {}
        for number, piece in enumerate(kept["pieces"]):
            if "at" in piece:
                last[piece["at"]] = number
        for number, piece in enumerate(kept["pieces"]):
            width, problem = self._piece(piece, at)
            if problem:
                yield problem
                return
            at += width
            ends = "at" in piece and last[piece["at"]] == number and "within" not in piece
            if ends and (problem := self._left_over(piece["at"], at)):
                yield problem
                return
        if at < len(self._text):
            yield self._differs(at, None, f"the file goes on with {_quote(self._text[at : at + 20])}")
            return
        yield from self._unheard(kept.get("language", ""), set(last))

    def _piece(self, piece: dict[str, Any], at: int) -> tuple[int, Diagnostic | None]:
        if "take" in piece:
            return self._take(piece["at"], piece["take"], at)
        source = record.source_of(piece)
        value = self._value(piece["at"]) if "at" in piece else None
        if not self._text.startswith(source, at):
            same = next((n for n, (a, b) in enumerate(zip(source, self._text[at:], strict=False)) if a != b), 0)
            wanted = _quote(source[same : same + 20])
            return 0, self._differs(
                at + same,
                value,
                f"it has {_quote(self._text[at + same : at + same + 20])} where the intake found {wanted}",
            )
        if "within" in piece:
            if value is None or source not in value.stream:
                return 0, self._differs(at, value, f"{piece['at']} does not hold {_quote(source)}")
        elif "at" in piece:
            wanted = f"{_OPEN}{piece['call']}{_CLOSE}" if "call" in piece else piece.get("instead", "")
            if value is None or not value.stream.startswith(wanted, value.done):
                what = f"the call of note {piece['call']}" if "call" in piece else "a space"
                return 0, self._differs(
                    at, value, f"{piece['at']} has {_quote(self._ahead(value))} where the file has {what}"
                )
            value.done += len(wanted)
        return len(source), None

    def _take(self, where: str, count: int, at: int) -> tuple[int, Diagnostic | None]:
        value = self._value(where)
        if value is None:
            return 0, self._differs(at, None, f"{where} is missing")
        for step in range(count):
            mine = value.stream[value.done : value.done + 1]
            theirs = self._text[at + step : at + step + 1]
            if mine != theirs or not mine:
                theirs = self._text[at + step : at + step + 20]
                return 0, self._differs(
                    at + step, value, f"it has {_quote(theirs)} where {where} has {_quote(self._ahead(value))}"
                )
            value.done += 1
        return count, None

    def _left_over(self, where: str, at: int) -> Diagnostic | None:
        value = self._value(where)
        if value is None or value.done >= len(value.stream):
            return None
        return self._differs(
            at, value, f"{where} goes on with {_quote(self._ahead(value))}, which the file does not have"
        )

    def _ahead(self, value: _Value | None) -> str:
        if value is None:
            return ""
        return value.stream[value.done : value.done + 20].replace(_OPEN, "[^").replace(_CLOSE, "]")

    def _value(self, where: str) -> _Value | None:
        if where not in self._values:
            path: Where = tuple(
                int(step) if step.isdigit() and not where.startswith(f"notes.{step}") else step
                for step in where.split(".")
            )
            raw = self._lookup(path)
            self._values[where] = None if raw is None else _Value(path, self._stream(path, raw), str(raw))
        return self._values[where]

    def _lookup(self, path: Where) -> Any:
        value: Any = self._data
        for step in path:
            if isinstance(value, dict):
                value = value.get(step, value.get(str(step)))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value if isinstance(value, str | int) else None

    def _stream(self, path: Where, raw: Any) -> str:
        if not isinstance(raw, str) or path[-1] == "symbol":
            return str(raw)
        notes = self._data.get("notes")
        own = (
            {
                label
                for label, note in notes.items()
                if isinstance(note, dict) and "editor" in note and "adopted" not in note
            }
            if isinstance(notes, dict)
            else set()
        )
        return "".join(_streamed(markup.parse(raw), own))

    def _differs(self, at: int, value: _Value | None, what: str) -> Diagnostic:
        before = self._text[:at]
        place = Place(str(self._path), before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)
        if value is None:
            return Diagnostic("INTAKE-DIFFERS", f"The file and the instrument differ: {what}.", place)
        other = self._places.find(value.path, _raw_offset(value))
        return Diagnostic(
            "INTAKE-DIFFERS", f"The file and the instrument differ: {what}.", place, f"The other place is {other}."
        )

    def _unheard(self, lang: str, known: set[str]) -> Iterator[Diagnostic]:
        """Adopted wordings of the language for which the source has nothing."""
        for path in _adopted(self._data, ()):
            where = ".".join(str(step) for step in path)
            if path[-1] == lang and where not in known:
                message = f"{where} has adopted words that the file does not have."
                yield Diagnostic("INTAKE-UNHEARD", message, self._places.find(path), f"Compared with {self._path}.")


def _adopted(value: Any, path: Where) -> Iterator[Where]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "adopted" and isinstance(inner, dict) and "date" not in inner:
                yield from ((*path, key, lang) for lang, text in inner.items() if text)
            else:
                yield from _adopted(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _adopted(inner, (*path, position))


def _streamed(nodes: tuple[markup.Inline, ...], own: set[str]) -> Iterator[str]:
    for node in nodes:
        match node:
            case markup.Plain(text):
                yield text
            case markup.Break():
                yield "\n"
            case markup.Call(label):
                if label not in own:
                    yield f"{_OPEN}{label}{_CLOSE}"
            case _:
                yield from _streamed(node.children, own)


def _raw_offset(value: _Value) -> int:
    """How far into the written value the compared characters go: markup is stepped over where it does not match."""
    at = 0
    for char in value.stream[: value.done]:
        if char in {_OPEN, _CLOSE}:
            continue
        found = value.raw.find(char, at)
        at = found + 1 if found >= 0 else at
    return at


def _quote(text: str) -> str:
    return "nothing" if not text else "“" + text.replace("\n", "⏎") + "”"
