"""The wrap of an edition: measured, composed and typeset; made into a press file by `press`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compendium.assembly import CoverFace, CoverPages
from compendium.composition import compose
from compendium.diagnostics import Diagnostic, EngineError, Place
from compendium.finishing.cover import Paper, Wrap, paper_named, spine_type, wrap_of
from compendium.finishing.lettering import ems_of
from compendium.languages import typeset as set_words
from compendium.model.book import Book, Section
from compendium.model.house import House
from compendium.model.library import Library
from compendium.model.printing import BindingStyle, Printing, Stock
from compendium.model.proof import Proof
from compendium.production.edition import TypesetBook
from compendium.production.proofs import Compositors
from compendium.typesetting import named_length
from compendium.units import Length, Size

COVER = "cover"
"""The ink of the wrap's ground, and its stylesheet."""

_WRAP = "cover-wrap"
"""The section of the wrap, and its template."""

_SPINE_END = 1 / 12
"""Part of the spine's height that stays free at its ends, as at the foot of the cover (`--cover-edge`)."""


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


def covered(books: Sequence[Book], library: Library, wrap: Wrap, house: House, team: Compositors) -> tuple[Wrap, Proof]:
    """Typeset the wrap of a book, or of two back to back.

    Returns:
        the measures with those of the title on the spine, and the wrap.

    Raises:
        EngineError: PRESS-COVER, its words do not fit on it.
        ContentError: TYPE-TOKEN, the styles do not say how large type on a spine may be.
    """
    wrap = replace(wrap, type=_lettering(books, wrap, house))
    faces = tuple(
        CoverFace(book.title, library.publication, book.edition.languages, book.edition.emblem) for book in books
    )
    page, spine = wrap.page, wrap.spine
    sizes = round(page.width.mm, 3), round(page.height.mm, 3), round(spine.mm, 3), wrap.type.pt
    galley = compose(Section(_WRAP, _WRAP, CoverPages(faces, *sizes), display=True), books[0], house)
    galley = replace(galley, stylesheets=house.stylesheets(books[0].edition.trim, COVER))
    proof = team.proofs([galley], lambda *_: None)[_WRAP]
    if proof.ledger.pages != 1:
        message = f"the cover takes {proof.ledger.pages} pages; its words do not fit on it"
        raise EngineError(Diagnostic("PRESS-COVER", message, Place(f"section {_WRAP}"), "shorten the title"))
    return wrap, proof


def _lettering(books: Sequence[Book], wrap: Wrap, house: House) -> Length:
    """The size of the titles on the spine: one for both where there are two, each on its half."""
    bounds = named_length(house.styles, "spine-least"), named_length(house.styles, "spine-most")
    room = wrap.page.height * (1 / len(books) - 2 * _SPINE_END)
    return min((spine_type(wrap.spine, room, _ems(book), bounds) for book in books), key=lambda size: size.pt)


def _ems(book: Book) -> float:
    languages = book.edition.languages
    return ems_of(" · ".join(set_words(book.title.of(lang), lang) for lang in languages))
