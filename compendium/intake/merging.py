"""Puts the wording of a second language beside the first, paragraph by paragraph; what does not align is reported."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from compendium import markup
from compendium.diagnostics import Diagnostic, Place, Severity
from compendium.intake import labels
from compendium.intake.identity import PENDING, fold
from compendium.intake.places import YamlPlaces
from compendium.intake.taking import Intake

_TOP = (
    "id",
    "symbol",
    "kind",
    "body",
    "title",
    "short_title",
    "adopted",
    "source",
    "masthead",
    "introduction",
    "lead_style",
    "opening",
    "preamble",
    "enacting",
    "operative",
    "closing",
    "signatories",
    "annexes",
    "notes",
    "suggested",
)
_PARAGRAPH = (
    "number",
    "label",
    "heading",
    "lead",
    "addressee",
    "adopted",
    "digest",
    "quotation",
    "items",
    "tables",
    "after",
    "themes",
    "principal",
    "remark",
    "suggested",
)
_PENDING = (*PENDING.values(), "[to be translated] ", "[à traduire] ")

_ANSWERED = ("The title has still", "No title was", "No date of", "The body that", "The symbol was made")
"""How the doubts start that the instrument which is there has settled."""


@dataclass(slots=True)
class Merger:
    """Merges an intake into the values of an instrument file.

    Attributes:
        problems: what does not align; with an error among them nothing may be written.
        moves: where values of the intake went that did not keep their path; None where the file keeps its own words.
    """

    intake: Intake
    places: YamlPlaces
    problems: list[Diagnostic] = field(default_factory=list)
    moves: dict[str, str | None] = field(default_factory=dict)

    def merge(self, existing: Mapping[str, Any]) -> dict[str, Any]:
        """The instrument with the wording of the intake put beside what it has."""
        data: dict[str, Any] = copy.deepcopy(dict(existing))
        new: dict[str, Any] = copy.deepcopy(dict(self.intake.data))
        self._same(data, new)
        self._title(data, new)
        self._adoption(data, new)
        self._masthead(data, new)
        for key in ("opening", "enacting"):
            self._worded(data, new, key, key)
        for key in ("preamble", "operative"):
            self._paragraphs(data, new, key, key)
        self._lines(data, new)
        self._annexes(data, new)
        self._notes(data, new)
        authentic = data.setdefault("source", {}).setdefault("authentic", [])
        if self._lang not in authentic:
            authentic.append(self._lang)
        place = data["adopted"].get("place") or {}
        answered = (
            _ANSWERED if any(_is_pending(text) for text in place.values()) else (*_ANSWERED, "The place of adoption")
        )
        doubts = [d for d in new.get("suggested", {}).get("doubts", ()) if not d.startswith(answered)]
        self._suggested(data, {"doubts": doubts})
        return _ordered(data, _TOP)

    @property
    def _lang(self) -> str:
        return self.intake.lang.value

    def _report(
        self, code: str, message: str, where: str, *, path: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        line = self.intake.lines.get(path or where) or next(
            (n for key, n in self.intake.lines.items() if key.startswith(where)), 1
        )
        steps = tuple(int(step) if step.isdigit() else step for step in where.split("."))
        other = self.places.find(steps)
        place = Place(str(self.intake.path), line)
        self.problems.append(Diagnostic(code, message, place, f"The other place is {other}.", severity))

    def _same(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        if data.get("symbol") and new.get("symbol") and data["symbol"] != new["symbol"]:
            message = f"The symbol is {new['symbol']} here and {data['symbol']} in the file."
            self._report("INTAKE-SYMBOL", message, "symbol", path=f"masthead.0.{self._lang}")
        theirs, ours = data.get("adopted", {}).get("date"), new["adopted"]["date"]
        if str(theirs) != str(ours) and ours.year != 1900:
            self._report(
                "INTAKE-DATE", f"The date of adoption is {ours} here and {theirs} in the file.", "adopted.date"
            )

    def _title(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        """A title that an editor gave stays; one that only stands in is replaced."""
        title = data["title"]
        if _is_pending(title.get(self._lang, "")):
            title[self._lang] = new["title"][self._lang]
            suggested = data.get("suggested") or {}
            kept = [d for d in suggested.get("doubts", ()) if not d.startswith("The title has still")]
            if suggested:
                suggested["doubts"] = kept
        elif title[self._lang] != new["title"][self._lang]:
            self.moves[f"title.{self._lang}"] = None
            if fold(title[self._lang]) != fold(new["title"][self._lang]):
                message = f"The title is “{new['title'][self._lang]}” here; the file keeps “{title[self._lang]}”."
                self._report("INTAKE-TITLE", message, f"title.{self._lang}", severity=Severity.NOTICE)

    def _adoption(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        for key in ("place", "meeting"):
            mine, theirs = data["adopted"].get(key), new["adopted"].get(key)
            if theirs and mine is None:
                data["adopted"][key] = theirs
            elif theirs and _is_pending(mine.get(self._lang, "")):
                mine[self._lang] = theirs[self._lang]

    def _masthead(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        lines = data.setdefault("masthead", []) if new.get("masthead") else data.get("masthead", [])
        by_position = len(lines) == len(new.get("masthead", ())) and not any(self._lang in line for line in lines)
        for position, words in enumerate(new.get("masthead", ())):
            for lang, text in words.items():
                source = f"masthead.{position}.{lang}"
                same = next(
                    (n for n, line in enumerate(lines) if lang in line and fold(line[lang]) == fold(text)), None
                )
                if same is not None:
                    self.moves[source] = f"masthead.{same}.{lang}" if lines[same][lang] == text else None
                elif by_position and lang == self._lang:
                    lines[position][lang] = text
                else:
                    lines.append({lang: text})
                    self.moves[source] = f"masthead.{len(lines) - 1}.{lang}"

    def _worded(self, data: dict[str, Any], new: dict[str, Any], key: str, where: str) -> None:
        if key not in new:
            return
        target = data.setdefault(key, {})
        target.setdefault("adopted", {})[self._lang] = new[key]["adopted"][self._lang]
        data[key] = _ordered(target, _PARAGRAPH)
        self._calls(target, where)

    def _words(self, data: dict[str, Any], new: dict[str, Any], key: str) -> None:
        if key in new:
            data.setdefault(key, {})[self._lang] = new[key][self._lang]

    def _paragraphs(self, data: dict[str, Any], new: dict[str, Any], key: str, where: str) -> None:
        mine, theirs = data.get(key), new.get(key)
        if not mine and not theirs:
            return
        if not mine:
            self._report(
                "INTAKE-ALIGN", f"{where} has {len(theirs or ())} paragraphs here and none in the file.", where
            )
            return
        if not theirs or len(mine) != len(theirs):
            count = len(theirs or ())
            self._report("INTAKE-ALIGN", f"{where} has {count} paragraphs here and {len(mine)} in the file.", where)
            return
        for position, (one, two) in enumerate(zip(mine, theirs, strict=True)):
            self._paragraph(one, two, f"{where}.{position}")
            mine[position] = _ordered(one, _PARAGRAPH)

    def _paragraph(self, mine: dict[str, Any], theirs: dict[str, Any], where: str) -> None:
        if mine.get("number") != theirs.get("number"):
            here, there = theirs.get("number", "not at all"), mine.get("number", "not at all")
            message = f"The paragraph is numbered {here} here and {there} in the file."
            self._report("INTAKE-NUMBER", message, where)
            return
        self._label(mine, theirs, where)
        self._words(mine, theirs, "heading")
        wording = theirs.get("adopted", {}).get(self._lang, "")
        if "lead" in theirs:
            lead = mine.setdefault("lead", {})
            if not wording.startswith(lead.get(self._lang) or "\0"):
                lead[self._lang] = theirs["lead"][self._lang]
        if wording:
            mine.setdefault("adopted", {})[self._lang] = wording
        elif mine.get("adopted"):
            self._report("INTAKE-ALIGN", "The paragraph has words in the file and none here.", where)
        if theirs.get("quotation"):
            mine["quotation"] = True
        if "tables" in theirs:
            mine.setdefault("tables", {}).update(theirs["tables"])
        self._paragraphs(mine, theirs, "items", f"{where}.items")
        self._worded(mine, theirs, "after", f"{where}.after")
        self._calls(mine, where)
        self._suggested(mine, theirs.get("suggested", {}))

    def _label(self, mine: dict[str, Any], theirs: dict[str, Any], where: str) -> None:
        one, two = mine.get("label"), theirs.get("label")
        if one == two:
            return
        if one and two and labels.readings(one)[0][1] == labels.readings(two)[0][1]:
            # (a) in English is a) in French: the page prints the form of each language.
            self.moves[f"{where}.label"] = None
            return
        self._report(
            "INTAKE-NUMBER",
            f"The sub-paragraph is marked {two or 'not at all'} here and {one or 'not at all'} in the file.",
            where,
        )

    def _lines(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        mine, theirs = data.get("closing") or [], new.get("closing", [])
        fits = len(mine) == len(theirs)
        for position, line in enumerate(theirs):
            at = position if fits else len(mine)
            if at == len(mine):
                mine.append({})
            mine[at].setdefault("adopted", {})[self._lang] = line["adopted"][self._lang]
            mine[at] = _ordered(mine[at], _PARAGRAPH)
            if at != position:
                self.moves[f"closing.{position}.adopted.{self._lang}"] = f"closing.{at}.adopted.{self._lang}"
        if mine:
            data["closing"] = mine
        names, others = data.get("signatories") or [], new.get("signatories", [])
        if names and len(names) != len(others):
            if others:
                self._report(
                    "INTAKE-ALIGN",
                    f"There are {len(others)} signatories here and {len(names)} in the file.",
                    "signatories",
                )
            return
        for position, words in enumerate(others):
            if position == len(names):
                names.append({})
            names[position].update(words)
        if names:
            data["signatories"] = names

    def _annexes(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        mine, theirs = data.get("annexes") or [], new.get("annexes", [])
        if not mine:
            if theirs:
                data["annexes"] = theirs
            return
        if len(mine) != len(theirs):
            self._report(
                "INTAKE-ALIGN", f"There are {len(theirs)} annexes here and {len(mine)} in the file.", "annexes"
            )
            return
        for position, (one, two) in enumerate(zip(mine, theirs, strict=True)):
            self._words(one, two, "label")
            self._words(one, two, "title")
            self._worded(one, two, "opening", f"annexes.{position}.opening")
            self._paragraphs(one, two, "paragraphs", f"annexes.{position}.paragraphs")

    def _notes(self, data: dict[str, Any], new: dict[str, Any]) -> None:
        mine = {str(label): note for label, note in (data.get("notes") or {}).items()}
        theirs = new.get("notes", {})
        adopted = {label for label, note in mine.items() if note.get("adopted")}
        if adopted and adopted != set(theirs):
            missing = ", ".join(sorted(adopted ^ set(theirs)))
            message = (
                f"There are {len(theirs)} notes here and {len(adopted)} in the file; only one of them has: {missing}."
            )
            self._report("INTAKE-NOTES", message, "notes")
        for label, note in theirs.items():
            if label in mine:
                self._worded(mine, theirs, label, f"notes.{label}")
                self._suggested(mine[label], note.get("suggested", {}))
            else:
                mine[label] = note
        if mine:
            data["notes"] = mine

    def _calls(self, worded: dict[str, Any], where: str) -> None:
        words = worded.get("adopted", {})
        if len(words) < 2:
            return
        counts = {lang: sorted(markup.calls(text)) for lang, text in words.items()}
        if counts["en"] != counts["fr"]:
            english, french = (", ".join(counts[lang]) or "none" for lang in ("en", "fr"))
            message = f"The languages do not call the same notes: {english} in English, {french} in French."
            self._report(
                "INTAKE-CALLS", message, where, path=f"{where}.adopted.{self._lang}", severity=Severity.WARNING
            )

    def _suggested(self, record: dict[str, Any], new: dict[str, Any]) -> None:
        """Suggestions of both languages, without those that an editor has confirmed."""
        merged: dict[str, Any] = {}
        for key in ("themes", "references", "doubts"):
            found = [*(record.get("suggested") or {}).get(key, ()), *new.get(key, ())]
            confirmed = (
                record.get("themes") or () if key == "themes" else _confirmed(record) if key == "references" else ()
            )
            if kept := [value for value in dict.fromkeys(found) if value not in confirmed]:
                merged[key] = kept
        record.pop("suggested", None)
        if merged:
            record["suggested"] = merged


def _confirmed(record: dict[str, Any]) -> set[str]:
    texts = [*(record.get("adopted") or {}).values(), *(record.get("digest") or {}).values()]
    return {target for text in texts if isinstance(text, str) for target in markup.targets(text)}


def has_adopted(data: Mapping[str, Any], lang: str) -> bool:
    """Whether any paragraph of an instrument has adopted words in a language."""
    parts = [*(data.get("preamble") or ()), *(data.get("operative") or ())]
    for annex in data.get("annexes") or ():
        parts.extend(annex.get("paragraphs") or ())
    return any((p.get("adopted") or {}).get(lang) or has_adopted({"operative": p.get("items")}, lang) for p in parts)


def without(data: Any, lang: str) -> Any:
    """The values of an instrument without its adopted words in a language."""
    if isinstance(data, list):
        return [without(value, lang) for value in data]
    if not isinstance(data, dict):
        return data
    found = {}
    for key, value in data.items():
        if key == "adopted" and isinstance(value, dict) and "date" not in value:
            if words := {known: text for known, text in value.items() if known != lang}:
                found[key] = words
        else:
            found[key] = without(value, lang)
    return found


def _is_pending(text: str) -> bool:
    plain = markup.plain(markup.parse(text))
    return not text or plain.startswith(_PENDING)


def _ordered(record: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: record[key] for key in (*keys, *record) if key in record}
