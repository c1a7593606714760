"""Themes and references that the words of a paragraph suggest; an editor confirms them, and none is printed before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compendium import markup
from compendium.intake import lexicon
from compendium.intake.identity import fold
from compendium.intake.register import Register
from compendium.model.words import Lang

_INTERNAL = re.compile(
    r"\bparagra?ph(?:e?s)? (?P<list>\d+(?: ?\([a-z]\)| [a-z]\))?(?:(?:, | and | to | et | à | or | ou )\d+(?: "
    r"?\([a-z]\)| [a-z]\))?)*)"
    r",? (?:above|below|of the present resolution|ci-dessus|ci-dessous|plus haut|de la présente résolution)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(\d+)(?: ?\(?([a-z])\))?")
_RESOLUTION = re.compile(r"\b(?:resolutions?|résolutions?) (?P<list>[\d/]+(?:(?:, | and | et )[\d/]+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Terms:
    """Names to look for, as one pattern over folded text, with the id that each stands for."""

    pattern: re.Pattern[str] | None
    ids: Mapping[str, str]

    def found(self, text: str) -> Iterator[str]:
        """The ids of the names in a folded text, in order."""
        if self.pattern:
            for hit in self.pattern.finditer(text):
                yield self.ids[hit[1]]


class Suggester:
    """Suggests for one language from one register.

    Attributes:
        unknown: symbols that the text cites and the register does not have, in order.
    """

    def __init__(self, register: Register, lang: Lang, operative: Iterable[int]) -> None:
        self.unknown: dict[str, None] = {}
        self._themes = _terms(_theme_names(register, lang))
        self._cited = _terms(_cited_names(register, lang))
        self._symbols = {c.symbol: c.id for c in register.cited.values() if c.symbol}
        self._operative = frozenset(operative)

    def suggest(self, data: dict[str, Any], lang: Lang, own: str) -> None:
        """Put the suggestions into the values of an instrument file, paragraph by paragraph and note by note."""
        for part in (
            data.get("preamble"),
            data.get("operative"),
            *(a.get("paragraphs") for a in data.get("annexes", ())),
        ):
            for paragraph in part or ():
                self._paragraph(paragraph, lang, own)
        for note in data.get("notes", {}).values():
            self._put(note, (), self._references(note["adopted"].get(lang.value, ""), own))

    def _paragraph(self, paragraph: dict[str, Any], lang: Lang, own: str) -> None:
        text = paragraph.get("adopted", {}).get(lang.value, "")
        self._put(paragraph, self._themes.found(fold(markup.plain(markup.parse(text)))), self._references(text, own))
        for item in paragraph.get("items", ()):
            self._paragraph(item, lang, own)

    @staticmethod
    def _put(record: dict[str, Any], themes: Iterable[str], references: Iterable[str]) -> None:
        doubts = record.pop("suggested", {}).get("doubts", [])
        found = {"themes": list(dict.fromkeys(themes)), "references": list(dict.fromkeys(references)), "doubts": doubts}
        if suggested := {key: value for key, value in found.items() if value}:
            record["suggested"] = suggested

    def _references(self, rich: str, own: str) -> Iterator[str]:
        text = lexicon.alike(markup.plain(markup.parse(rich)))
        for hit in _INTERNAL.finditer(text):
            for number, letter in _ONE.findall(hit["list"]):
                if int(number) in self._operative:
                    yield f"#op{number}.{letter}" if letter else f"#op{number}"
        yield from self._symbols_in(text, own)
        yield from (f"cited:{ident}" for ident in self._cited.found(fold(text)))

    def _symbols_in(self, text: str, own: str) -> Iterator[str]:
        for hit in lexicon.SYMBOL.finditer(text):
            if hit[0] in self._symbols:
                yield f"cited:{self._symbols[hit[0]]}"
            elif hit[0] != own and any(c.isdigit() for c in hit[0]):
                self.unknown[hit[0]] = None
        for hit in _RESOLUTION.finditer(text):
            for number in re.findall(r"\d+/\d+", hit["list"]):
                if ident := self._symbols.get(f"A/RES/{number}"):
                    yield f"cited:{ident}"


def _theme_names(register: Register, lang: Lang) -> Iterator[tuple[str, str]]:
    for theme in register.themes.values():
        if not theme.withdrawn and theme.see is None:
            for name in (theme.label.of(lang), *theme.variants.of(lang)):
                yield fold(markup.plain(markup.parse(name))), theme.id


def _cited_names(register: Register, lang: Lang) -> Iterator[tuple[str, str]]:
    for cited in register.cited.values():
        yield fold(cited.title.of(lang)), cited.id
        # A short name of one word, such as "Convention", stands for too many instruments to suggest one.
        if cited.short and " " in cited.short.of(lang).strip():
            yield fold(cited.short.of(lang)), cited.id


def _terms(names: Iterable[tuple[str, str]]) -> _Terms:
    ids: dict[str, str] = {}
    for name, ident in names:
        if len(name) > 2:
            ids.setdefault(name, ident)
    if not ids:
        return _Terms(None, ids)
    ranked = sorted(ids, key=lambda name: (-len(name), name))
    return _Terms(re.compile(rf"(?<!\w)({'|'.join(map(re.escape, ranked))})(?:s|x)?(?!\w)"), ids)
