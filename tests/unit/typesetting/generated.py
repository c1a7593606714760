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


def generated(kind: str, seed: int, folder: Path, pairs: int = 14) -> Galley:
    """A galley of paragraphs in pairs, laid out as `kind` says, with 0 to 2 notes of 8 to 40 words on each."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    count = iter(range(10_000))
    body = "".join(_pair(kind, chance, count) for _ in range(pairs))
    if kind == "table":
        body = f"<table>{body}</table>"
    (folder / "notes.css").write_text(CSS)
    columns = 2 if kind in {"rows", "table"} else 1
    body = f'<div class="text columns-{columns}">{body}</div>'
    html = f'<!doctype html><html lang="en"><head><title>Notes</title></head><body>{body}</body></html>'
    return Galley(f"{kind}-{seed}", html, (folder / "notes.css",), (folder,))


def _pair(kind, chance, count):
    length = chance.choice([25, 50, 80, 120, 160])
    first, second = (_paragraph(chance, count, words) for words in (length, length * 6 // 5))
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


def _paragraph(chance, count, length):
    calls = set(chance.sample(range(length), chance.choice([0, 0, 1, 1, 2])))
    size = chance.choice([8, 20, 40])
    words = []
    for place in range(length):
        words.append(chance.choice(WORDS))
        if place in calls:
            note = " ".join(chance.choice(WORDS) for _ in range(size))
            number = next(count)
            words[-1] += f'<span class="note" id="n{number}" lang="en" data-mark="{number}">{note}</span>'
    return f"<p>{' '.join(words)}</p>"
