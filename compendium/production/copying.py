"""What a worker does for one copy: its own pages typeset, bound before the shared ones, proved and written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from compendium.assembly import COPY, CopyPages, paginate
from compendium.binding import CopyBinder, Instructions, bind
from compendium.composition import compose
from compendium.conformance import prove_copy
from compendium.diagnostics import Diagnostic, EngineError, Place
from compendium.files import digest_of, write_atomically
from compendium.finishing.screen import ScreenFinish
from compendium.languages import phrase
from compendium.model.book import Book, Leaf, Pagination
from compendium.model.house import House
from compendium.model.proof import Proof
from compendium.production.store import Store
from compendium.production.work import BUDGET
from compendium.typesetting import digest_of_makings, makings_of, typeset

_COPYING = "1"
"""Raised when a copy of the same pages is made in another way."""


@dataclass(frozen=True, slots=True)
class Order:
    """One copy to be made.

    Attributes:
        book: the copy's own pages.
        house: styles, templates and pictures.
        shared: the file of the shared pages.
        shared_digest: the SHA-256 of its bytes.
        shared_pages: how many pages it has.
        path: where the copy is to be written.
        cache: the store's folder.
    """

    book: Book
    house: House
    shared: Path
    shared_digest: str
    shared_pages: int
    path: Path
    cache: Path


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that stands: its digest and pages, and whether it stood there already."""

    digest: str
    pages: int
    kept: bool


def copied(order: Order) -> Made:
    """Make one copy, unless it stands where it is wanted as it would be made.

    Raises:
        EngineError: its pages cannot be typeset, or the copy does not hold what it should.
        ContentError: a template is broken.
        OSError: the file cannot be written.
    """
    galley = compose(order.book.sections[0], order.book, order.house)
    digest = digest_of_makings(makings_of([galley])[COPY])
    store = Store(order.cache)
    key = digest_of([f"copy {_COPYING}", digest, order.shared_digest, order.book.digest])
    standing = _standing(store.get(key), order.path)
    if standing:
        return standing
    proof = typeset(galley, digest, budget=BUDGET)
    pagination = _even(paginate(order.book.sections, {COPY: proof.ledger.pages}))
    heading = phrase("copy.title", order.book.edition.languages[0])
    data = _binder(order.shared, order.shared_digest).copy(_front(order.book, proof, pagination), heading)
    pages = len(pagination.leaves), order.shared_pages
    report = prove_copy(data, f"{order.path.stem}", pages, _said(order.book))
    if not report.is_clean:
        raise EngineError(*report.errors)
    # Not forced to the disk: after a loss of power the digest tells, and the copy is made again.
    write_atomically(order.path, data, durable=False)
    made = Made(digest_of([data]), sum(pages), kept=False)
    store.put(key, json.dumps([made.digest, made.pages]).encode())
    return made


def _standing(kept: bytes | None, path: Path) -> Made | None:
    if kept is None or not path.is_file():
        return None
    digest, pages = json.loads(kept)
    return Made(digest, pages, kept=True) if digest_of([path.read_bytes()]) == digest else None


def _front(book: Book, proof: Proof, pagination: Pagination) -> bytes:
    publication = _pages(book).publication
    return bind(book, {COPY: proof}, pagination, publication, Instructions(finish=ScreenFinish(book.digest)))


def _said(book: Book) -> tuple[str, ...]:
    pages = _pages(book)
    lang = pages.lang
    return (
        phrase("copy.for", lang, city=pages.to_city),
        phrase("copy.number", lang, number=pages.number, of=pages.of),
    )


def _pages(book: Book) -> CopyPages:
    content = book.sections[0].content
    if not isinstance(content, CopyPages):
        raise TypeError(f"not the pages of a copy: {type(content).__name__}")
    return content


def _even(pagination: Pagination) -> Pagination:
    """A blank after an odd number of pages: what follows stays on its side of the sheet."""
    if len(pagination.leaves) % 2 == 0:
        return pagination
    blank = Leaf(None, 0, "", is_recto=False, shows_folio=False)
    return replace(pagination, leaves=(*pagination.leaves, blank))


@lru_cache(maxsize=2)
def _binder(shared: Path, digest: str) -> CopyBinder:
    data = shared.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        hint = "another build has replaced it; start the run again, what stands is kept"
        message = "the book is no longer the one that the run began with"
        raise EngineError(Diagnostic("PROD-SHARED", message, Place(str(shared)), hint))
    return CopyBinder(data)
