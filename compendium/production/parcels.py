"""What leaves the house after a run: a ZIP a language, folders for the post, labels, a list of what was made."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from compendium.assembly import Copy, label_book, paginate
from compendium.binding import Instructions, bind
from compendium.composition import compose
from compendium.diagnostics import Diagnostic
from compendium.files import write_atomically
from compendium.finishing.screen import ScreenFinish
from compendium.languages import phrase
from compendium.model.library import Library
from compendium.model.words import Lang
from compendium.production.copying import Made
from compendium.production.project import Project
from compendium.typesetting import digest_galley, typeset

Item: TypeAlias = tuple[Copy, str, Path, Made | None, tuple[Diagnostic, ...]]
"""A copy, its edition, its file, what was made, and why it failed."""

_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
"""The date of entries in a ZIP: the earliest that the format knows, so that the same files give the same bytes."""


def pack(project: Project, library: Library, folder: Path, items: Sequence[Item]) -> None:
    """Write everything beside the copies: `manifest.json`, `manifest.csv`, `copies-<lang>.zip`, `labels.pdf`, `mail/`.

    Args:
        project: the folders.
        library: the content.
        folder: the folder of the run.
        items: the copies in their order.

    Raises:
        EngineError: the labels cannot be typeset.
        OSError: something cannot be written.
    """
    made = [item for item in items if item[3]]
    for lang in Lang:
        files = [item[2] for item in made if item[0].city.language is lang]
        if files:
            write_atomically(folder / f"copies-{lang}.zip", _zipped(files))
    for item in made:
        _mail(library, folder / "mail" / item[2].stem, item)
    if made:
        write_atomically(folder / "labels.pdf", _labels(project, library, [item[0] for item in made]))
    rows = [_row(folder, item) for item in items]
    listed = {"format": 1, "copies": rows, "failed": sum(1 for item in items if not item[3])}
    write_atomically(folder / "manifest.json", (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode())
    write_atomically(folder / "manifest.csv", _table(rows))


def _row(folder: Path, item: Item) -> dict[str, object]:
    copy, edition, path, made, faults = item
    return {
        "number": copy.number,
        "city": copy.city.id,
        "name": copy.city.name.of(copy.city.language),
        "country": copy.city.country,
        "language": str(copy.city.language),
        "edition": edition,
        "file": path.relative_to(folder).as_posix() if made else "",
        "sha256": made.digest if made else "",
        "pages": made.pages if made else 0,
        "failed": "; ".join(f"{fault.code} {fault.message}" for fault in faults),
    }


def _table(rows: Sequence[dict[str, object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    # The mark tells spreadsheets that the table is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _zipped(files: Sequence[Path]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for path in files:
            archive.writestr(zipfile.ZipInfo(path.name, _NO_CLOCK), path.read_bytes())
    return data.getvalue()


def _mail(library: Library, folder: Path, item: Item) -> None:
    """A folder with the copy and the words to send with it."""
    copy, _, path, _, _ = item
    lang = copy.city.language
    names = {"title": library.publication.title.of(lang), "publisher": library.publication.publisher.of(lang)}
    lines = [
        phrase("copy.mail.subject", lang, city=copy.city.name.of(lang), **names),
        "",
        phrase("copy.letter.greeting", lang),
        "",
        phrase("copy.mail.text", lang, **names),
        "",
        phrase("copy.letter.signature", lang, **names),
    ]
    write_atomically(folder / "message.txt", ("\n".join(lines) + "\n").encode(), durable=False)
    attached = folder / path.name
    attached.unlink(missing_ok=True)
    try:
        os.link(path, attached)
    except OSError:
        # Not every file system has links.
        shutil.copyfile(path, attached)


def _labels(project: Project, library: Library, copies: Sequence[Copy]) -> bytes:
    book = label_book(library, copies)
    section = book.sections[0]
    galley = compose(section, book, project.house)
    proof = typeset(galley, digest_galley(galley))
    pagination = paginate(book.sections, {section.id: proof.ledger.pages})
    finish = Instructions(finish=ScreenFinish(""))
    return bind(book, {section.id: proof}, pagination, library.publication, finish)
