"""The wrap of an edition: measured, composed and typeset; made into a press file by `press`."""

from __future__ import annotations

from dataclasses import replace

from compendium.assembly import CoverPages
from compendium.composition import House, compose
from compendium.diagnostics import Diagnostic, EngineError, Place
from compendium.finishing.cover import Paper, Wrap, paper_named, wrap_of
from compendium.model.book import Book, Section
from compendium.model.library import Library
from compendium.model.printing import BindingStyle, Printing, Stock
from compendium.model.proof import Proof
from compendium.production.edition import TypesetBook
from compendium.production.proofs import Compositors
from compendium.units import Length, Size

COVER = "cover"
"""The ink of the wrap's ground, and its stylesheet."""

_WRAP = "cover-wrap"
"""The section of the wrap, and its template."""


def papers_of(printing: Printing) -> tuple[Paper, Paper]:
    """The papers of the inside and of the cover.

    Raises:
        ContentError: PRESS-PAPER, there is no such paper.
    """
    return _paper(printing.paper), _paper(printing.cover_paper)


def _paper(stock: str | Stock) -> Paper:
    return (
        Paper(stock.grammage, stock.bulk, "the printer's figures") if isinstance(stock, Stock) else paper_named(stock)
    )


def measured(typeset: TypesetBook, pages: int, printing: Printing) -> Wrap:
    """The measures of the wrap around so many pages, blanks included."""
    ledger = next(iter(typeset.proofs.values())).ledger
    page = Size(Length(ledger.width), Length(ledger.height))
    return wrap_of(page, pages, *papers_of(printing), is_glued=printing.binding is BindingStyle.PERFECT)


def wrapped(book: Book, library: Library, wrap: Wrap, house: House, team: Compositors) -> Proof:
    """Typeset the wrap.

    Raises:
        EngineError: PRESS-COVER, its words do not fit on it.
    """
    page, spine = wrap.page, wrap.spine
    content = CoverPages(
        book.title,
        library.publication,
        round(page.width.mm, 3),
        round(page.height.mm, 3),
        round(spine.mm, 3),
        wrap.holds_title,
    )
    galley = compose(Section(_WRAP, _WRAP, content, display=True), book, house)
    galley = replace(galley, stylesheets=house.stylesheets(book.edition.trim, COVER))
    proof = team.proofs([galley], lambda *_: None)[_WRAP]
    if proof.ledger.pages != 1:
        message = f"the cover takes {proof.ledger.pages} pages; its words do not fit on it"
        raise EngineError(Diagnostic("PRESS-COVER", message, Place(f"section {_WRAP}"), "shorten the title"))
    return proof
