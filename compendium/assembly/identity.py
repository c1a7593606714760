"""What the content of a book is known by."""

from __future__ import annotations

from collections.abc import Iterator

from compendium.files import digest_of
from compendium.model.edition import Edition
from compendium.model.instrument import Instrument
from compendium.model.library import Library, selected


def content_digest(library: Library, edition: Edition) -> str:
    """The digest of everything curated that a book of an edition can print, in hexadecimal.

    It is the same for the same content, whatever the program, the styles and the fonts are. The colophon prints its
    beginning: a file cannot contain the digest of its own bytes, as printing it would change them. The manifest has
    this digest in full beside those of the files, so that a printed book leads to its file.

    Args:
        library: the curated content.
        edition: one of its editions; the others do not count, nor do instruments that it leaves out.
    """
    return digest_of(part for pair in _records(library, edition) for part in pair)


def instrument_digest(instrument: Instrument) -> str:
    """The digest of one instrument as curated, in hexadecimal."""
    return digest_of([instrument.model_dump_json()])


def surroundings_digest(library: Library, edition: Edition) -> str:
    """The digest of everything curated that a book of an edition can print, but for its instruments."""
    pairs = (*_heads(library, edition), *_tables(library))
    return digest_of(part for pair in pairs for part in pair)


def _records(library: Library, edition: Edition) -> Iterator[tuple[str, str]]:
    yield from _heads(library, edition)
    for instrument in selected(library, edition):
        yield f"instrument {instrument.id}", instrument_digest(instrument)
    yield from _tables(library)


def _heads(library: Library, edition: Edition) -> Iterator[tuple[str, str]]:
    # A key that the program has learnt since, and that nobody writes, is no other content.
    yield "edition", edition.model_dump_json(exclude_defaults=True)
    yield "publication", library.publication.model_dump_json()


def _tables(library: Library) -> Iterator[tuple[str, str]]:
    tables = {
        "theme": library.themes,
        "body": library.bodies,
        "cited": library.cited,
        "city": library.cities,
        "treaty": library.treaties,
        "matter": library.matter,
    }
    for kind, table in tables.items():
        for name, record in table.items():
            yield f"{kind} {name}", record.model_dump_json()
    lists = {
        "term": library.glossary,
        "event": library.chronology,
        "action": library.actions,
        "letter": library.letters,
    }
    for kind, records in lists.items():
        for record in records:
            yield kind, record.model_dump_json()
