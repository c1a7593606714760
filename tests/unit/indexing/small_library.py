"""Libraries of a few themes and paragraphs, made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from compendium.diagnostics import Place
from compendium.model.apparatus import Publication, Theme, Variants
from compendium.model.instrument import Adoption, Instrument, Kind, Paragraph
from compendium.model.library import Library
from compendium.model.words import BothWords, Worded, Words


class ByName:
    """Every value stands in a file named after its record."""

    def find(self, item: object, *path: str | int, **_hints: object) -> Place:
        return Place("/".join([getattr(item, "id", "content"), *map(str, path)]))

    def digest(self, _item: object) -> str:
        return ""


def theme(ident: str, fr: str = "", *, variants: Sequence[str] = (), **more: object) -> Theme:
    label = BothWords(en=ident.replace("-", " "), fr=fr or f"{ident} fr")
    return Theme.model_validate({"id": ident, "label": label, "variants": Variants(en=tuple(variants)), **more})


def paragraph(*themes: str, principal: Sequence[str] = (), items: Sequence[Paragraph] = (), en: str = "x") -> Paragraph:
    wording = Words(en=en)
    return Paragraph(adopted=wording, themes=themes, principal=tuple(principal), items=tuple(items))


def instrument(
    ident: str, operative: Sequence[Paragraph], preamble: Sequence[Paragraph] = (), **more: object
) -> Instrument:
    return Instrument(
        id=ident,
        kind=Kind.RESOLUTION,
        body="body",
        title=BothWords(en=ident, fr=ident),
        adopted=Adoption(date=date(2003, 12, 22)),
        preamble=tuple(preamble),
        operative=tuple(operative),
        **more,
    )


def library(themes: Iterable[Theme], instruments: Iterable[Instrument] = (), **more: object) -> Library:
    both = BothWords(en="x", fr="x")
    return Library(
        root=Path("content"),
        publication=Publication(id="book", title=both, publisher=both, date=date(2024, 1, 1)),
        places=ByName(),
        instruments={i.id: i for i in instruments},
        themes={t.id: t for t in themes},
        **more,
    )


def folios(pages: Mapping[str, int], prelims: int = 0):
    """A folio for every anchor: small roman figures in the prelims, arabic after them."""
    from compendium.languages import roman

    def folio_of(anchor: str) -> tuple[str, int]:
        page = pages[anchor]
        return (roman(page + 1) if page < prelims else str(page - prelims + 1)), page

    return folio_of


def worded(en: str) -> Worded:
    return Worded(adopted=Words(en=en))
