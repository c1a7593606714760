"""The numbers that Word sets before paragraphs by itself (WordprocessingML, ECMA-376 Part 1, section 17.9)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from compendium.intake.figures import small_roman

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbers:
    """Counts the paragraphs of each list and writes their numbers out as text.

    Attributes:
        levels: for each list, the format, text and first value of each of its levels.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            if found := _numbered(style):
                self._styles[style.get(f"{_W}styleId") or ""] = found

    def _read(self, numbering: Element) -> None:
        abstract = {a.get(f"{_W}abstractNumId") or "": a for a in numbering.iter(f"{_W}abstractNum")}
        for num in numbering.iter(f"{_W}num"):
            ident = num.get(f"{_W}numId") or ""
            base = _value(num, "abstractNumId")
            self._abstract[ident] = base
            levels = {}
            for source in (abstract.get(base), num):
                for level in source.iter(f"{_W}lvl") if source is not None else ():
                    levels[_figure(level.get(f"{_W}ilvl"))] = _level(level)
            for override in num.iter(f"{_W}lvlOverride"):
                at = _figure(override.get(f"{_W}ilvl"))
                start = _value(override, "startOverride")
                if start.isdigit() and at in levels:
                    levels[at] = (*levels[at][:2], int(start))
                    self._abstract[ident] = f"own-{ident}"
            self.levels[ident] = levels

    def write_out(self, body: Element) -> int:
        """Put the number of every numbered paragraph at its start; says how many there were."""
        total = 0
        for paragraph in body.iter(f"{_W}p"):
            found = self._of(paragraph)
            if found is None or not "".join(t.text or "" for t in paragraph.iter(f"{_W}t")).strip():
                continue
            mark = self._mark(*found)
            if mark:
                _prefix(paragraph, mark)
                total += 1
        return total

    def _of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        own = _numbered(properties)
        style = properties.find(f"{_W}pStyle")
        inherited = self._styles.get(style.get(f"{_W}val") or "") if style is not None else None
        if own and not own[0]:
            own = (inherited[0], own[1]) if inherited else None
        found = own or inherited
        return found if found and found[0] in self.levels else None

    def _mark(self, ident: str, at: int) -> str:
        levels = self.levels[ident]
        if at not in levels:
            return ""
        base = self._abstract[ident]
        form, text, first = levels[at]
        self._counts[base, at] = self._counts.get((base, at), first - 1) + 1
        for deeper in [key for key in self._counts if key[0] == base and key[1] > at]:
            del self._counts[deeper]
        if form == "bullet":
            return "•"
        return "" if form == "none" else re.sub(r"%(\d)", lambda m: self._shown(ident, int(m[1]) - 1), text)

    def _shown(self, ident: str, at: int) -> str:
        form, _, first = self.levels[ident].get(at, ("decimal", "", 1))
        value = self._counts.get((self._abstract[ident], at), first)
        letters = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return {
            "lowerLetter": letters,
            "upperLetter": letters.upper(),
            "lowerRoman": small_roman(value),
            "upperRoman": small_roman(value).upper(),
        }.get(form, str(value))


def _numbered(element: Element) -> tuple[str, int] | None:
    found = element.find(f".//{_W}numPr")
    if found is None:
        return None
    ident = _value(found, "numId")
    return (ident, _figure(_value(found, "ilvl"))) if ident != "0" else None


def _value(element: Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _figure(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _level(level: Element) -> tuple[str, str, int]:
    start = _value(level, "start")
    return _value(level, "numFmt") or "decimal", _value(level, "lvlText"), int(start) if start.isdigit() else 1


def _prefix(paragraph: Element, mark: str) -> None:
    run = Element(f"{_W}r")
    SubElement(run, f"{_W}t").text = mark
    SubElement(run, f"{_W}tab")
    properties = paragraph.find(f"{_W}pPr")
    if properties is not None:
        for numbered in properties.findall(f"{_W}numPr"):
            properties.remove(numbered)
    paragraph.insert(1 if properties is not None else 0, run)
