"""What a text says of itself: symbol, kind, body, date, place and meeting of adoption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from compendium.intake import lexicon
from compendium.intake.draft import Draft
from compendium.model.apparatus import Body
from compendium.model.instrument import Kind
from compendium.model.words import Lang

PENDING = {Lang.EN: "[title to be translated] ", Lang.FR: "[titre à traduire] "}
"""What stands before a text that the source gives in the other language only."""

_NAMELESS = "body-to-be-named"

_KINDS = (
    (Kind.RESOLUTION, r"\br[eé]solution"),
    (Kind.DECLARATION, r"\bd[eé]claration|\bmanifesto|\bcharte?r?\b|\bmanifeste|\bpledge|\bappeal\b|\bappel\b"),
    (Kind.CONCLUSIONS, r"\bconclusions?\b"),
    (Kind.RECOMMENDATION, r"\brecomm[ae]ndation"),
    (Kind.DECISION, r"\bd[eé]cision"),
    (Kind.STATEMENT, r"\bstatement|\bcommuniqu"),
)
_MEETING = re.compile(
    r"(?P<n>\d+)(?:st|nd|rd|th|ère|ème|re|e) (?P<what>plenary meeting|meeting|séance plénière|séance)\b", re.IGNORECASE
)
_PLACES = {
    "new york": ("New York", "New York"),
    "geneva": ("Geneva", "Genève"),
    "genève": ("Geneva", "Genève"),
    "vienna": ("Vienna", "Vienne"),
    "vienne": ("Vienna", "Vienne"),
    "paris": ("Paris", "Paris"),
    "nairobi": ("Nairobi", "Nairobi"),
    "rome": ("Rome", "Rome"),
    "the hague": ("The Hague", "La Haye"),
    "la haye": ("The Hague", "La Haye"),
}
_PLACE = re.compile(
    r"(?:\b(?i:adopted|done|signed|given|agreed)\b[^.;]*?\b(?:in|at)\s+|\b(?i:adoptée?s?|fait"
    r"|signée?)\b[^.;]*?\s(?:à|au|en)\s+|^)"
    r"(?P<place>[A-ZÀ-Ý][\w'’.-]*(?:[ ,]+(?:de|del|la|of|the|[A-ZÀ-Ý(][\w'’.)-]*))*)[,;:]?\s*(?:[-–—]\s*)?(?:on"
    r"|le|the|this)?$"
)


@dataclass(slots=True)
class Identity:
    """The answers, each with the doubts that go with it."""

    symbol: str | None
    kind: Kind
    body: str
    body_known: bool
    day: date | None
    place: str | None
    meeting: str | None
    doubts: list[str] = field(default_factory=list)


def identify(draft: Draft, bodies: Mapping[str, Body]) -> Identity:
    """Read off the identity of an instrument; nothing is invented, and what is missing becomes a doubt."""
    doubts: list[str] = []
    lines = [slot.text for _, slot in draft.masthead]
    ends = [slot.text for slot in draft.closing]
    body, known = _body(draft, lines, bodies)
    if body == _NAMELESS:
        doubts.append("The body that adopted the text was not recognised.")
    symbol = _symbol(draft, body, doubts)
    kind = _kind(draft, lines)
    day, where = _day(lines, ends)
    if day is None:
        doubts.append("No date of adoption was found; the one given stands in until it is known.")
    place = _place(where) if where else None
    meeting = next((m[0] for line in (*ends, *lines) if (m := _MEETING.search(lexicon.alike(line)))), None)
    return Identity(symbol, kind, body, known, day, place, meeting, doubts)


def _symbol(draft: Draft, body: str, doubts: list[str]) -> str | None:
    numbers = [re.sub(r"\s+", " ", slot.text).strip() for slot in draft.symbol_slots]
    if draft.symbol:
        if numbers and numbers[0].replace(" ", "") not in draft.symbol.replace(" ", ""):
            doubts.append(f"The symbol {draft.symbol} does not hold the number {numbers[0]} of the title.")
        return draft.symbol
    if numbers:
        organ = {"general-assembly": "A/RES/", "human-rights-council": "A/HRC/RES/", "security-council": "S/RES/"}.get(
            body
        )
        doubts.append(f"The symbol was made from the number {numbers[0]} of the title.")
        return (organ or "") + numbers[0]
    return None


def _kind(draft: Draft, lines: list[str]) -> Kind:
    for text in (draft.title.text, *lines, *(s.text for s in draft.closing), draft.symbol and "resolution"):
        for kind, pattern in _KINDS:
            if text and re.search(pattern, text, re.IGNORECASE):
                return kind
    return Kind.RESOLUTION if draft.preamble and draft.operative else Kind.STATEMENT


def _day(lines: list[str], ends: list[str]) -> tuple[date | None, str]:
    """The date of adoption and the words before it: closing lines first, then a line that says who adopted it."""
    adopting = [line for line in lines if re.search(r"adopt", line, re.IGNORECASE)]
    for line in (*ends, *adopting, *lines):
        if re.match(r"\s*distr", line, re.IGNORECASE):
            continue
        plain = lexicon.alike(line)
        for found in lexicon.DATE.finditer(plain):
            if day := as_date(found):
                return day, plain[: found.start()].strip()
    return None, ""


def as_date(found: re.Match[str]) -> date | None:
    """The day that a match of `lexicon.DATE` names, or None where the calendar has no such day."""
    month = lexicon.MONTHS[(found["m1"] or found["m2"]).lower()]
    try:
        return date(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
    except ValueError:
        return None


def _place(before: str) -> str | None:
    found = _PLACE.search(before)
    return found["place"].strip(" ,;") if found else None


def _body(draft: Draft, lines: list[str], bodies: Mapping[str, Body]) -> tuple[str, bool]:
    opening = draft.opening.text if draft.opening else ""
    first = (
        draft.preamble[0].text.text[:300]
        if draft.preamble
        else (draft.operative[0].text.text[:300] if draft.operative else "")
    )
    places = [opening, *lines, *(s.text for s in draft.signatories), draft.title.text, first]
    for text in places:
        folded = fold(text)
        hits = [
            (len(name), ident)
            for ident, name in _names(bodies)
            if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
        ]
        if hits:
            return max(hits)[1], True
    for text in (opening, *lines, draft.title.text):
        for ident, names in lexicon.ORGANS.items():
            if any(fold(name) in fold(text) for name in names):
                return ident, ident in bodies
    if speaks := re.match(r"(?:The|L'|Le|La|Les)\s*([A-ZÀ-Ý][^,;:]{2,70}),?$", lexicon.alike(opening)):
        return slug(speaks[1]), False
    named = [s.text for s in draft.signatories] + [s for s in lines if not lexicon.DATE.search(s)]
    own = [
        text
        for text in named
        if re.search(
            r"association|organi[sz]ation|network|conference|council|league|union|réseau|conseil|conférence|ligue",
            text,
            re.IGNORECASE,
        )
    ]
    return (slug(own[0])[:80].strip("-") if own else "") or _NAMELESS, False


def _names(bodies: Mapping[str, Body]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for ident, body in bodies.items():
        for words in (body.name, body.short):
            if words:
                found.extend((ident, fold(words.of(lang))) for lang in Lang)
    return found


def fold(text: str) -> str:
    """A text without accents, case, apostrophe kinds and repeated spaces, to compare names."""
    if text.isascii():
        return " ".join(text.lower().split())
    flat = unicodedata.normalize("NFKD", lexicon.alike(text)).casefold()
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).split())


def slug(text: str) -> str:
    """An identifier made of a text."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def in_both(text: str, lang: Lang) -> dict[str, Any]:
    """A text with a marked stand-in for the language that the source does not give."""
    known = _PLACES.get(text.lower())
    if known:
        return {"en": known[0], "fr": known[1]}
    other = {Lang.EN: "[to be translated] ", Lang.FR: "[à traduire] "}[lang.other] + text
    return {each.value: text if each is lang else other for each in Lang}


def meeting_in_both(text: str) -> dict[str, Any]:
    """A meeting by its number, in the set form of each language."""
    found = _MEETING.search(lexicon.alike(text))
    if not found:
        return {"en": text, "fr": text}
    number = int(found["n"])
    plenary = "pl" in found["what"]
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    english = f"{number}{tail} {'plenary ' if plenary else ''}meeting"
    french = f"{number}{'re' if number == 1 else 'e'} séance{' plénière' if plenary else ''}"
    return {"en": english, "fr": french}
