"""The folder `content/` as a Library: every file is read and every error of form is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from compendium.diagnostics import Diagnostic, Place, Report
from compendium.files import Kept, Nowhere
from compendium.model.apparatus import Publication
from compendium.model.library import Library
from compendium.model.words import BothWords, Value
from compendium.source import codes
from compendium.source.document import Document, Mapping, RefusedError, Sequence, load
from compendium.source.forms import Record, validated
from compendium.source.kinds import FOLDERS, LISTS, PUBLICATION, Kind
from compendium.source.places import Marks, locate
from compendium.source.remembered import Remembered
from compendium.source.strays import strays
from compendium.source.values import plain_value

_TUPLES = frozenset({"glossary", "chronology", "actions", "letters"})


def read(content: Path, kept: Kept | None = None) -> tuple[Library | None, Report]:
    """Read the folder of the content.

    Nothing is raised for bad content: a file or a record with an error of form is left out of the Library, its kind is
    named in `Library.unread`, and the Report says what is wrong. So the rules can judge the rest, and one run shows
    everything. A Library may only be printed when its Report is clean.

    Args:
        content: the folder; diagnostics name its files as this path does.
        kept: where instruments are kept by the text that they were read from; None for nowhere. It has to forget when
            the program changes.

    Returns:
        the Library, None where the folder has nothing to read; and the Report of all errors of form.
    """
    if not content.is_dir():
        fault = codes.NO_CONTENT.at(Place(content.as_posix()), "the content folder does not exist", _START)
        return None, Report.of([fault])
    if not any(content.glob("*.y*ml")) and not any(content.glob("instruments/*.y*ml")):
        fault = codes.NO_CONTENT.at(Place(content.as_posix()), "the content folder is empty", _START)
        return None, Report.of([fault])
    reading = _Reading(content, kept or Nowhere())
    return reading.library(), Report.of(reading.faults)


_START = "the content begins with publication.yaml and instruments/<id>.yaml; `new instrument ID` writes one"


class _Reading:
    """One reading of a content folder; gathers records, places and faults."""

    def __init__(self, content: Path, kept: Kept) -> None:
        self.faults: list[Diagnostic] = []
        self._remembered = Remembered(kept)
        self._content = content
        self._places = Marks(content.as_posix())
        self._unread: set[str] = set()

    def library(self) -> Library:
        found: dict[str, Any] = {}
        for kind in LISTS:
            records = [item for path in self._file(kind) for item in self._list(kind, path)]
            found[kind.name] = tuple(records) if kind.name in _TUPLES else {_name(kind, r): r for r in records}
        for kind in FOLDERS:
            found[kind.name] = self._folder(kind)
        publication = self._publication()
        self.faults.extend(strays(self._content))
        return Library(self._content, publication, self._places, unread=frozenset(self._unread), **found)

    def _publication(self) -> Publication:
        for path in self._file(PUBLICATION):
            record = self._record(PUBLICATION, self._opened(PUBLICATION, path))
            found = self._validated(PUBLICATION, record) if record is not None else None
            if isinstance(found, Publication):
                return found
        if PUBLICATION.name not in self._unread:
            place = Place(f"{self._content.as_posix()}/publication.yaml")
            hint = "it holds the title, the publisher and the date of the book"
            self.faults.append(codes.NO_CONTENT.at(place, "the file publication.yaml is missing", hint))
        # Stands in so that the rules can judge the rest; the report is not clean, so it is never printed.
        unknown = BothWords(en="?", fr="?")
        return Publication(id="unread", title=unknown, publisher=unknown, date=date.min)

    def _file(self, kind: Kind) -> Iterator[Path]:
        path = self._content / f"{kind.name}.yaml"
        if path.exists() or path.is_symlink():
            yield path

    def _list(self, kind: Kind, path: Path) -> Iterator[Value]:
        document = self._opened(kind, path)
        if document is None or not self._is_yaml(kind, document) or document.root is None:
            return
        if not isinstance(document.root, Sequence):
            message = f"the file has to be a list of records, one for each {kind.record}"
            hint = (
                "begin each record with a hyphen: `- id: …`"
                if kind.ident == "id"
                else "begin each record with a hyphen"
            )
            self._blame(kind, codes.SHAPE.at(document.place(document.root.start), message, hint))
            return
        values = self._plain(kind, document)
        first: dict[str, Record] = {}
        for position, value in enumerate(values if isinstance(values, list) else ()):
            record = Record(document, (position,), value)
            item = self._validated(kind, record)
            if kind.ident is not None and self._is_repeated(kind, record, first):
                continue
            if item is not None:
                yield item
        document.fold()

    def _is_repeated(self, kind: Kind, record: Record, first: dict[str, Record]) -> bool:
        name = record.value.get(str(kind.ident)) if isinstance(record.value, dict) else None
        if not isinstance(name, str):
            return False
        if name not in first:
            first[name] = record
            return False
        place, at = (locate(one.document, (*one.at, str(kind.ident))) for one in (record, first[name]))
        message = f"the {kind.record} `{name}` is there twice"
        self.faults.append(codes.DUPLICATE_ID.at(place, message, f"the first is at {at}"))
        return True

    def _folder(self, kind: Kind) -> dict[str, Value]:
        found: dict[str, Value] = {}
        first: dict[str, Record] = {}
        for path in sorted((self._content / kind.name).glob("*.yaml")):
            record, item = (None, None) if path.name.startswith(".") else self._read(kind, path)
            if record is None:
                continue
            if self._is_repeated(kind, record, first) or not self._is_named(kind, record, path):
                continue
            if item is not None:
                found[_name(kind, item)] = item
        return found

    def _read(self, kind: Kind, path: Path) -> tuple[Record | None, Value | None]:
        """A file as a record and its value; one that is known is not parsed, and keeps the value that it had."""
        document = self._opened(kind, path)
        known = self._remembered.find(kind, document) if document else None
        if known:
            self._places.add(known[1], known[0].document, known[0].at)
            return known
        faults = len(self.faults)
        record = self._record(kind, document)
        item = self._validated(kind, record) if record else None
        if record and item and len(self.faults) == faults:
            self._remembered.keep(kind, record.document, item)
        if document:
            document.fold()
        return record, item

    def _is_named(self, kind: Kind, record: Record, path: Path) -> bool:
        name = record.value.get("id") if isinstance(record.value, dict) else None
        if not isinstance(name, str) or name == path.stem:
            return True
        place = locate(record.document, ("id",))
        message = f"the id `{name}` is not the name of its file"
        hint = f"rename the file to {name}.yaml, or write `id: {path.stem}`"
        self._blame(kind, codes.FILE_NAME.at(place, message, hint))
        return False

    def _record(self, kind: Kind, document: Document | None) -> Record | None:
        if document is None or not self._is_yaml(kind, document):
            return None
        if not isinstance(document.root, Mapping):
            message = "the file is empty" if document.root is None else "the file has to be one record with keys"
            start = document.root.start if document.root is not None else 0
            self._blame(kind, codes.SHAPE.at(document.place(start), message, f"it holds one {kind.record}"))
            return None
        return Record(document, (), self._plain(kind, document))

    def _validated(self, kind: Kind, record: Record) -> Value | None:
        item, faults = validated(record, kind.model)
        self._blame(kind, *faults)
        if item is not None:
            self._places.add(item, record.document, record.at)
        return item

    def _plain(self, kind: Kind, document: Document) -> object:
        value, faults = plain_value(document)
        self._blame(kind, *faults)
        return value

    def _opened(self, kind: Kind, path: Path) -> Document | None:
        file = path.as_posix()
        if not path.resolve().is_relative_to(self._content.resolve()):
            message = "the file is a link that leads outside the content folder"
            self._blame(kind, codes.OUTSIDE.at(Place(file), message, "put the file itself into the folder"))
            return None
        try:
            return load(path, file)
        except RefusedError as error:
            self._blame(kind, error.diagnostic)
            return None

    def _is_yaml(self, kind: Kind, document: Document) -> bool:
        try:
            _ = document.root
        except RefusedError as error:
            self._blame(kind, error.diagnostic)
            return False
        return True

    def _blame(self, kind: Kind, *faults: Diagnostic) -> None:
        self.faults.extend(faults)
        if faults:
            self._unread.add(kind.name)


def _name(kind: Kind, item: Value) -> str:
    return str(getattr(item, kind.ident or "id"))
