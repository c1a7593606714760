"""Pages of columns: an entry that goes on opens its column with its heading, and nothing is lost."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest

from compendium.model.proof import Galley, Target
from compendium.typesetting import digest_galley, typeset

CSS = """
@page { @top-left { content: string(head) } }
h1 { string-set: head content(text); font-size: 14pt; line-height: 24pt; margin: 0 0 12pt }
h2 { break-after: avoid; font-size: 9pt; line-height: 12pt; margin: 12pt 0 0 }
.columns, .spares { width: 55mm }
"""


def made(galley_of, entries: int, subs: int) -> Galley:
    names = [f"entry{n}" for n in range(entries)]
    lines = "".join(
        f'<h2>Letter{n}</h2><div data-continued="{name}"><p id="{name}">{name}</p>'
        + "".join(f'<p id="{name}-{k}">{name}sub{k}</p>' for k in range(subs))
        + "</div>"
        for n, name in enumerate(names)
    )
    spares = "".join(f'<div data-spare="{name}"><p>{name} (continued)</p></div>' for name in names)
    body = (
        f'<section id="index"><h1>Index</h1><div class="columns">{lines}</div>'
        f'<div class="spares">{spares}</div></section>'
    )
    galley = galley_of(body, CSS, "index")
    return Galley(galley.section, galley.html.replace("<html", '<html data-makeup="columns"', 1), *_rest(galley))


def _rest(galley: Galley):
    return galley.stylesheets, galley.roots


def columns_of(galley: Galley) -> list[list[str]]:
    """The lines of each column, in order."""
    proof = typeset(galley, digest_galley(galley))
    book = pypdfium2.PdfDocument(io.BytesIO(proof.paints[Target.SCREEN]))
    found = []
    for page in book:
        text, width = page.get_textpage(), page.get_width()
        halves = ((0, width / 2), (width / 2, width))
        columns = [text.get_text_bounded(left, 0, right, page.get_height() - 43) for left, right in halves]
        found += [[line.strip() for line in column.splitlines()] for column in columns if column.strip()]
        text.close()
    book.close()
    return found


@pytest.mark.parametrize(("entries", "subs"), [(3, 60), (40, 3), (1, 9)])
def test_an_entry_that_goes_on_repeats_its_heading(galley_of, entries, subs):
    columns = columns_of(made(galley_of, entries, subs))
    columns[0] = [line for line in columns[0] if line != "Index"]
    for before, column in pairwise(columns):
        first = column[0]
        if "sub" in column[1]:
            assert first == f"{column[1].partition('sub')[0]} (continued)"
            assert "sub" in before[-1] or before[-1].startswith("entry")
        else:
            assert first.startswith("Letter")
        assert not before[-1].startswith("Letter")
    printed = [line for column in columns for line in column if "(continued)" not in line]
    wanted = [
        line for n in range(entries) for line in (f"Letter{n}", f"entry{n}", *(f"entry{n}sub{k}" for k in range(subs)))
    ]
    assert printed == wanted


def test_the_last_page_is_balanced_below_the_heading(galley_of):
    left, right = columns_of(made(galley_of, 1, 20))
    assert left[0] == "Index"
    assert abs(len(left) - 1 - len(right)) <= 1


def test_every_anchor_stands_in_the_ledger(galley_of):
    galley = made(galley_of, 6, 40)
    ledger = typeset(galley, digest_galley(galley)).ledger
    assert ledger.pages > 1
    assert {f"entry{n}-{k}" for n in range(6) for k in range(40)} <= set(ledger.anchors)
    assert ledger.anchors["index"].page == 0


def test_a_heading_at_the_head_of_a_column_keeps_its_bookmark(galley_of):
    sans = 'h2 { font: 11pt/12pt "Compendium Sans"; bookmark-level: 2; bookmark-label: content(text) }'
    galley = made(galley_of, 40, 3)
    sheet = galley.stylesheets[0]
    sheet.write_text(sheet.read_text() + sans)
    labels = [bookmark.label for bookmark in typeset(galley, digest_galley(galley)).ledger.bookmarks]
    assert labels[1:] == [f"Letter{n}" for n in range(40)]
