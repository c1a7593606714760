"""The manifest of an edition: what was printed where, for the concordance of a later one.

It is one JSON object beside the PDF, `<edition>.manifest.json`:

| key | value |
|---|---|
| `format` | 1; raised when a key changes its meaning |
| `edition` | id of the edition |
| `title` | its title in both languages |
| `date` | the date of the publication, ISO 8601 |
| `instruments` | id of each instrument to its heading in both languages |
| `paragraphs` | anchor of each paragraph, such as `a-res-58-164.op12`, in the order of the pages, to what follows |
| … `folio` | the folio on which it begins |
| … `page` | the position of that page in the file, from 1 |
| … `digests` | for each language printed the SHA-256 of the paragraph's text |

Other keys may be there, such as those of `production.provenance`; a reader passes over them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from compendium.assembly import EarlierEdition, EarlierParagraph, Folios, fingerprints
from compendium.diagnostics import Code, ContentError, Diagnostic, Report
from compendium.files import Kept, digest_of
from compendium.model.book import Section
from compendium.model.edition import Edition
from compendium.model.library import Library
from compendium.model.words import BothWords, Lang
from compendium.production.edition import TypesetBook

FORMAT = 1

PREVIOUS = Code("PROD-PREVIOUS", "The manifest of the earlier edition cannot be used.")


class _Paragraph(BaseModel):
    model_config = ConfigDict(frozen=True)

    folio: str
    digests: dict[Lang, str]


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True)

    format: int
    title: BothWords
    date: date
    instruments: dict[str, BothWords]
    paragraphs: dict[str, _Paragraph]


def manifest(typeset: TypesetBook, library: Library, kept: Kept) -> dict[str, Any]:
    """The manifest of a typeset book, as plain values.

    Args:
        typeset: the book.
        library: the content that it was made of.
        kept: where the digests of the paragraphs of a section are kept by what it is made of.
    """
    book = typeset.book
    folios = Folios(typeset.pagination, {name: proof.ledger for name, proof in typeset.proofs.items()})
    paragraphs: dict[str, dict[str, Any]] = {}
    for section in book.sections:
        for anchor, digests in _fingerprints(section, typeset, kept).items():
            folio, page = folios.position(anchor)
            paragraphs[anchor] = {"folio": folio, "page": page + 1, "digests": digests}
    instruments = [library.instruments[s.id] for s in book.sections if s.kind == "instrument"]
    return {
        "format": FORMAT,
        "edition": book.edition.id,
        "title": _plain({lang: book.title.of(lang) for lang in Lang}),
        "date": library.publication.date.isoformat(),
        "instruments": {i.id: _plain({lang: i.heading.of(lang) for lang in Lang}) for i in instruments},
        "paragraphs": paragraphs,
    }


def _fingerprints(section: Section, typeset: TypesetBook, kept: Kept) -> Mapping[str, Mapping[str, str]]:
    recipe = typeset.recipes.get(section.id)
    key = digest_of(["fingerprints", recipe or ""])
    data = kept.get(key) if recipe else None
    if data is not None:
        found: dict[str, dict[str, str]] = json.loads(data)
        return found
    made = {anchor: _plain(digests) for anchor, digests in fingerprints(section).items()}
    if recipe:
        kept.put(key, json.dumps(made).encode())
    return made


def earlier_edition(library: Library, edition: Edition) -> EarlierEdition | None:
    """The earlier edition that an edition names, or None where it names none.

    Raises:
        ContentError: PROD-PREVIOUS where its manifest is missing or is none.
    """
    if edition.previous is None:
        return None
    place = library.places.find(edition, "previous")
    path = library.root / edition.previous
    if not path.resolve().is_relative_to(library.root.resolve()):
        # What a book is made of lies in its folders: whether anything has changed is asked of these alone.
        raise ContentError(PREVIOUS.at(place, f"`{edition.previous}` is outside the content", "put the manifest there"))
    try:
        found = _Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        hint = "give the path of its `.manifest.json`, from the folder of the content"
        raise ContentError(PREVIOUS.at(place, f"`{path}` cannot be read: {error.strerror}", hint)) from error
    except ValidationError as error:
        raise ContentError(PREVIOUS.at(place, f"`{path}` is no manifest: {_first(error)}", _HINT)) from error
    if found.format != FORMAT:
        what = f"`{path}` is a manifest of format {found.format}; this program reads format {FORMAT}"
        raise ContentError(PREVIOUS.at(place, what, _HINT))
    paragraphs = {name: EarlierParagraph(p.folio, p.digests) for name, p in found.paragraphs.items()}
    return EarlierEdition(found.title, found.date, found.instruments, paragraphs)


def judge_previous(library: Library) -> Report:
    """What is wrong with the earlier editions that the editions name."""
    findings: list[Diagnostic] = []
    for edition in library.editions.values():
        try:
            earlier_edition(library, edition)
        except ContentError as error:
            findings += error.report
    return Report.of(findings)


_HINT = "take the file that was written beside the PDF of that edition"


def _plain(values: Mapping[Lang, str]) -> dict[str, str]:
    return {lang.value: value for lang, value in values.items()}


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(step) for step in first["loc"]) or "the file"
    return f"{where}: {first['msg']}"
