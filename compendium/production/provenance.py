"""What a file was made of and with: the part of the manifest that proves where it comes from.

| key | value |
|---|---|
| `content` | `digest` of the curated content (see `assembly.content_digest`), and `printed`, its beginning as the colophon shows it |
| `digests` | id of each instrument to the digest of the instrument as curated |
| `sections` | each section in the order of the book: `id`, `folio` of its first page, `pages`, digest of its `proof` |
| `versions` | versions of the program, of the engine and of what it draws with |
| `fonts` | each font file with the digest of its bytes |
| `rules` | codes of the rules that the content was judged by, in `passed`; under `noted`, codes of warnings and notices with their numbers |
| `files` | name of each file to its `target`, `sha256`, `bytes`, `pages`, the `standards` that it keeps, and `rules`: codes of what it was judged by before it was written, `passed` and `noted` (see `production.made`) |
"""  # noqa: E501 - a table has its rows whole

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from compendium import __version__
from compendium.assembly import instrument_digest
from compendium.diagnostics import Report
from compendium.model.library import Library
from compendium.production.edition import TypesetBook
from compendium.rules import RULES
from compendium.typesetting import engine_versions, font_digests

_TOOLS = ("pikepdf", "fonttools", "pydyf", "markdown-it-py")
"""Libraries that have a say in the bytes of a file, besides the engine."""


def provenance(typeset: TypesetBook, library: Library, report: Report) -> dict[str, Any]:
    """What the files of an edition were made of and with, as plain values.

    Args:
        typeset: the book with its Proofs.
        library: the content that it was made of.
        report: what the rules found in the content.
    """
    book, pagination = typeset.book, typeset.pagination
    return {
        "content": {"digest": book.digest, "printed": book.short_digest},
        "digests": {
            section.id: instrument_digest(library.instruments[section.id])
            for section in book.sections
            if section.kind == "instrument"
        },
        "sections": [
            {
                "id": section.id,
                "folio": pagination.label(section.id, 0),
                "pages": typeset.proofs[section.id].ledger.pages,
                "proof": typeset.proofs[section.id].digest,
            }
            for section in book.sections
            if section.id in pagination.starts
        ],
        "versions": {"compendium": __version__, **engine_versions(), **{name: version(name) for name in _TOOLS}},
        "fonts": dict(font_digests()),
        "rules": _rules(report),
    }


def _rules(report: Report) -> Mapping[str, Any]:
    noted = Counter(finding.code for finding in report)
    return {
        "passed": [rule.code.id for rule in RULES if rule.code.id not in noted],
        "noted": dict(sorted(noted.items())),
    }
