"""Generated layouts with many notes, for the proofs that none is lost, late or out of order."""

from __future__ import annotations

import random
from pathlib import Path

from compendium.model.proof import Galley

WORDS = ("city", "peace", "accord", "school", "river", "council", "treaty", "bridge", "harbour", "charter", "member")
KINDS = ("plain", "stacked", "rows", "table")
"""Paragraphs one below the other, in pairs, and pairs side by side: a table for each pair, or one for all."""
CSS = """
@page { size: A5; margin: 15mm; @footnote { border-top: .4pt solid; padding-top: 3pt } }
html { font: 9pt/12pt "Compendium Serif"; text-align: justify; hyphens: auto } body, p { margin: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed } td { vertical-align: top; padding: 0 2mm }
.note { float: footnote; font-size: 7pt; line-height: 9pt } p { text-indent: 1em }
.call { font-size: .7em; line-height: 0; vertical-align: .4em } .footnote { font-size: 7pt; line-height: 9pt }
.note-rule { border-top: .4pt solid; height: 4pt; margin-top: 6pt }
"""


def generated(kind: str, seed: int, folder: Path, pairs: int = 14, *, by_page: bool = False) -> Galley:
    """A galley of paragraphs in pairs, laid out as `kind` says, with 0 to 2 notes of 8 to 40 words on each.

    Where notes are numbered by page, one in four is an earlier note called again.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    notes = _Notes(chance, by_page)
    body = "".join(_pair(kind, chance, notes) for _ in range(pairs))
    if kind == "table":
        body = f"<table>{body}</table>"
    (folder / "notes.css").write_text(CSS)
    columns = 2 if kind in {"rows", "table"} else 1
    body = f'<div class="text columns-{columns}">{body}</div>'
    numbers = ' data-note-numbers="page"' if by_page else ""
    html = f'<!doctype html><html lang="en"{numbers}><head><title>Notes</title></head><body>{body}</body></html>'
    return Galley(f"{kind}-{seed}", html, (folder / "notes.css",), (folder,))


class _Notes:
    def __init__(self, chance, by_page):
        self._chance = chance
        self._by_page = by_page
        self._first = {}
        self._count = iter(range(10_000))

    def one(self, lang, words):
        number = next(self._count)
        earlier = self._first.setdefault(lang, [])
        if self._by_page and earlier and self._chance.random() < 0.25:
            of = self._chance.choice(earlier)
            told = f'id="n{number}" lang="{lang}" data-mark="{of}" data-series="figure" data-of="n{of}"'
            return f'<span class="note-again" {told}>See note <a class="call-back" href="#n{of}">{of}</a>.</span>'
        earlier.append(number)
        series = ' data-series="figure"' if self._by_page else ""
        return f'<span class="note" id="n{number}" lang="{lang}" data-mark="{number}"{series}>{words}</span>'


def _pair(kind, chance, notes):
    length = chance.choice([25, 50, 80, 120, 160])
    second_lang = "fr" if kind in {"rows", "table"} else "en"
    first = _paragraph(chance, notes, length, "en")
    second = _paragraph(chance, notes, length * 6 // 5, second_lang)
    row = f"<tr><td>{first}</td><td>{second}</td></tr>"
    match kind:
        case "plain":
            return first + second
        case "stacked":
            return f"<div>{first}{second}</div>"
        case "rows":
            return f"<table>{row}</table>"
        case _:
            return row


def _paragraph(chance, notes, length, lang):
    calls = set(chance.sample(range(length), chance.choice([0, 0, 1, 1, 2])))
    size = chance.choice([8, 20, 40])
    words = []
    for place in range(length):
        words.append(chance.choice(WORDS))
        if place in calls:
            note = " ".join(chance.choice(WORDS) for _ in range(size))
            words[-1] += notes.one(lang, note)
    return f"<p>{' '.join(words)}</p>"
