"""One edition, from the Library to the bound and proved book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from compendium.assembly import EarlierEdition, Folios, assemble, content_digest, fill, paginate
from compendium.binding import Instructions, bind
from compendium.composition import SPECIMEN, specimen
from compendium.diagnostics import ContentError, Diagnostic, EngineError, Place
from compendium.finishing.screen import ScreenFinish
from compendium.model.book import Book, Pagination, Section
from compendium.model.edition import Edition
from compendium.model.house import House
from compendium.model.library import Library
from compendium.model.proof import Proof
from compendium.production.events import Event, Stage, Watcher
from compendium.production.pasting import in_parts, put_together
from compendium.production.proofs import Compositors
from compendium.production.recipes import Recipes

_PASSES = 4
"""The contents may grow by a page when its own length moves a roman folio; it settles in two passes."""


@dataclass(frozen=True, slots=True)
class TypesetBook:
    """A book with all its Proofs, filled sections and folios."""

    book: Book
    proofs: Mapping[str, Proof]
    pagination: Pagination
    recipes: Mapping[str, str] = field(default_factory=dict)
    """Section to the digest of what it is made of, where that is told before (see `production.recipes`)."""


class EditionRun:
    """Runs the walk for one edition."""

    def __init__(
        self,
        library: Library,
        edition: Edition,
        house: House,
        team: Compositors,
        earlier: EarlierEdition | None = None,
    ) -> None:
        """Assemble the book of the edition.

        Args:
            library: content without errors.
            edition: one of its editions.
            house: styles, templates and pictures.
            team: typesets the Galleys.
            earlier: the edition that it is set against in the concordance.
        """
        self._library = library
        self._book = replace(assemble(library, edition), digest=content_digest(library, edition))
        self._house = house
        self._recipes = Recipes(library, self._book, house)
        self._team = team
        self._earlier = earlier
        self._proofs: dict[str, Proof] = {}
        self._sections = {section.id: section for section in self._book.sections}

    def typeset(self, watcher: Watcher) -> TypesetBook:
        """Typeset every section: first those without folios, then those that print them, the contents last.

        Raises:
            ContentError: PROD-COVER, the titles want more room than a cover has.
            EngineError: a section cannot be typeset, or the contents do not settle.
        """
        settled = [section for section in self._book.sections if not section.late]
        late = [s for s in self._book.sections if s.late and s.kind != "contents"]
        self._set(settled, watcher, with_specimen=True)
        self._check_cover()
        self._set([self._filled(section) for section in late], watcher)
        contents = self._sections.get("contents")
        if contents:
            self._settle(contents, watcher)
        book = self._current()
        recipes = {section.id: self._recipes.of(section) for section in book.sections}
        return TypesetBook(book, self._proofs, self._paginate(), recipes)

    def _check_cover(self) -> None:
        for section in self._book.sections:
            if section.label and self._proofs[section.id].ledger.pages > 1:
                edition, library = self._book.edition, self._library
                named = edition if edition.title else library.publication
                place = library.places.find(named, "title")
                message = "the titles do not fit on the cover"
                raise ContentError(Diagnostic("PROD-COVER", message, place, "shorten the title, or use a larger trim"))

    def _settle(self, contents: Section, watcher: Watcher) -> None:
        pages = 1
        for _ in range(_PASSES):
            assumed = self._paginate(contents=pages)
            filled = fill(contents, self._library, self._current(), self._folios(assumed))
            self._set([filled], watcher)
            if self._proofs[contents.id].ledger.pages == pages:
                return
            pages = self._proofs[contents.id].ledger.pages
        raise EngineError(
            Diagnostic(
                "PROD-CONTENTS",
                f"the contents do not settle: {_PASSES} settings, and their length still moves their own numbers",
                Place("section contents"),
            )
        )

    def _set(self, sections: Sequence[Section], watcher: Watcher, *, with_specimen: bool = False) -> None:
        self._sections.update((section.id, section) for section in sections)
        galleys = [self._recipes.galley(piece, self._team.store) for piece in in_parts(sections)]
        if with_specimen:
            galleys.append(specimen(self._book, self._house))
        name = self._book.edition.id

        def told(section: str, done: int, total: int) -> None:
            watcher(Event(Stage.TYPESETTING, name, section, done, total))

        self._proofs |= put_together(sections, self._team.proofs(galleys, told), self._team.store)

    def _filled(self, section: Section) -> Section:
        return fill(section, self._library, self._book, self._folios(self._paginate()), self._earlier)

    def _current(self) -> Book:
        book = self._book
        return replace(book, sections=tuple(self._sections[s.id] for s in book.sections))

    def _folios(self, pagination: Pagination) -> Folios:
        return Folios(pagination, {name: proof.ledger for name, proof in self._proofs.items()})

    def _paginate(self, **assumed: int) -> Pagination:
        """Folios of what is typeset so far; in the body nothing late comes before what is not."""
        pages = {name: proof.ledger.pages for name, proof in self._proofs.items() if name != SPECIMEN} | assumed
        return paginate([section for section in self._book.sections if section.id in pages], pages)


def interior(typeset: TypesetBook) -> TypesetBook:
    """The book without its cover: what is printed, folded and bound before a cover comes around it."""
    sections = tuple(section for section in typeset.book.sections if not section.label)
    pages = {section.id: typeset.proofs[section.id].ledger.pages for section in sections}
    return replace(typeset, book=replace(typeset.book, sections=sections), pagination=paginate(sections, pages))


def bound(typeset: TypesetBook, library: Library, team: Compositors) -> bytes:
    """Bind a typeset book into its screen file.

    Args:
        typeset: the book.
        library: the content that it was made of.
        team: whose store keeps bound sections, and whose workers bind them.
    """
    instructions = Instructions(finish=ScreenFinish(typeset.book.digest), kept=team.store, share=team.share)
    return bind(typeset.book, typeset.proofs, typeset.pagination, library.publication, instructions)
