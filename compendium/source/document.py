"""A file of content as YAML nodes, each with its place: PyYAML parses, the nodes are ours.

PyYAML's own composer recurses in C and can be made to overrun the stack; this one stops at a depth, and it keeps every
scalar as the characters that were written, so that `no` stays a word and 2003-02-30 is judged as a date by the model.
"""

from __future__ import annotations

import bisect
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from compendium.diagnostics import Diagnostic, Place
from compendium.source import codes
from compendium.source.plainly import explain

MAX_BYTES = 16 * 1024 * 1024
"""Far above any instrument: the longest texts of the United Nations are below 2 MB."""
MAX_DEPTH = 48
"""The model nests sub-paragraphs; twelve levels of them fit."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is outside the printable set of YAML 1.2, section 5.1."""
_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    {_STANDARD + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `start` and `end` count characters from the top of the file."""

    value: str
    start: int
    end: int
    style: str
    """Empty for a plain scalar, else its indicator."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    start: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A record: keys and values in the order of the file."""

    start: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node: TypeAlias = Scalar | Sequence | Mapping


class Document:
    """A file that was read; it is parsed when its root is asked for.

    Attributes:
        file: its name in diagnostics.
    """

    def __init__(self, file: str, data: bytes) -> None:
        """Hold the text in UTF-8, a half of what it takes as a string; nothing of it is parsed yet."""
        self.file = file
        self._data = data
        self._is_packed = False

    @property
    def data(self) -> bytes:
        """All of it in UTF-8."""
        return zlib.decompress(self._data) if self._is_packed else self._data

    @property
    def text(self) -> str:
        """All of it."""
        return self.data.decode()

    def fold(self) -> None:
        """Take up little room, until what it holds is asked for again: its nodes need ten times that of its text."""
        if not self._is_packed:
            self._data, self._is_packed = zlib.compress(self._data, 1), True
        self.__dict__.pop("root", None)
        self.__dict__.pop("lines", None)

    @cached_property
    def root(self) -> Node | None:
        """The node of the whole file; None where it holds nothing but comments.

        Raises:
            RefusedError: the text is not YAML.
        """
        text = self.text
        if found := _FORBIDDEN.search(text):
            message = f"the character U+{ord(found[0]):04X} is not allowed in YAML"
            hint = "remove it; it is invisible in most editors"
            raise RefusedError(codes.CONTROL.at(self.place(found.start()), message, hint))
        return _Composer(self.file, text, self.lines).document()

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Where each line begins."""
        return (0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", self.text)))

    def place(self, offset: int) -> Place:
        """The place of a character."""
        return _place(self.file, self.lines, offset)


class RefusedError(Exception):
    """The file cannot be read at all; carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(str(diagnostic))


def load(path: Path, file: str) -> Document:
    """Read one file.

    Args:
        path: the file.
        file: its name in diagnostics.

    Raises:
        RefusedError: the file is not readable, too large or not UTF-8.
    """
    return Document(file, _checked(_bytes(path, file), file))


def _bytes(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise RefusedError(codes.UNREADABLE.at(Place(file), f"the file cannot be read: {reason}")) from error
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 2**20} MB"
        raise RefusedError(codes.TOO_LARGE.at(Place(file), message, "split it, or see what was pasted into it"))
    return data


def _checked(data: bytes, file: str) -> bytes:
    """The text without its mark; it can be decoded."""
    whole = data.removeprefix(b"\xef\xbb\xbf")
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError as error:
        before = whole[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        encoding = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "WINDOWS-1252"
        message = f"the file is not UTF-8: the byte 0x{whole[error.start]:02X} does not belong to a character"
        hint = f"save it as UTF-8, or convert it: iconv -f {encoding} -t UTF-8 {file} > converted.yaml"
        raise RefusedError(codes.NOT_UTF8.at(Place(file, line, column), message, hint)) from error
    return whole


def _place(file: str, lines: tuple[int, ...], offset: int) -> Place:
    line = bisect.bisect_right(lines, offset)
    return Place(file, line, offset - lines[line - 1] + 1)


def _index(mark: Any) -> int:
    """The character that a mark stands at; the parser in C has marks of its own kind."""
    return int(mark.index)


class _Composer:
    """Makes nodes of the events of one file."""

    def __init__(self, file: str, text: str, lines: tuple[int, ...]) -> None:
        self._file = file
        self._text = text
        self._lines = lines
        self._anchors: dict[str, Node] = {}
        self._events: Iterator[yaml.Event] = iter(())

    def document(self) -> Node | None:
        try:
            self._events = yaml.parse(self._text, Loader=yaml.CSafeLoader)
            return self._document()
        except yaml.MarkedYAMLError as error:
            code, offset, message, hint = explain(error, self._text)
            raise self._refused(code.at(_place(self._file, self._lines, offset), message, hint)) from error
        except yaml.YAMLError as error:
            message = "the file is not YAML"
            raise self._refused(codes.BROKEN.at(Place(self._file), message)) from error

    def _document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    message = "a second document starts here"
                    hint = "one file holds one document: remove the line `---`"
                    raise self._refused(codes.BROKEN.at(self._at(event), message, hint))
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            message = f"lists and records are nested deeper than {MAX_DEPTH} levels"
            raise self._refused(codes.TOO_DEEP.at(self._at(event), message))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!" and tag not in _PLAIN_TAGS:
            message = f"the tag {tag.replace(_STANDARD, '!!')} is not allowed"
            hint = "put the text in quotes if the exclamation mark belongs to it, remove the tag otherwise"
            raise self._refused(codes.TAG.at(self._at(event), message, hint))
        return self._collection(event, depth)

    def _collection(self, event: yaml.Event, depth: int) -> Node:
        start = _index(event.start_mark)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, start, _index(event.end_mark), event.style or "")
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(start)
        else:
            node = Mapping(start)
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = node
        if isinstance(node, Sequence):
            while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
                node.items.append(self._node(inner, depth + 1))
        elif isinstance(node, Mapping):
            while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
                key = self._node(inner, depth + 1)
                node.pairs.append((key, self._node(next(self._events), depth + 1)))
        return node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        if event.anchor not in self._anchors:
            message = f"`*{event.anchor}` refers to an anchor that is not there"
            hint = "a text that begins with an asterisk has to stand in quotes or below `|-`"
            raise self._refused(codes.BROKEN.at(self._at(event), message, hint))
        return self._anchors[event.anchor]

    def _at(self, event: yaml.Event) -> Place:
        return _place(self._file, self._lines, _index(event.start_mark))

    @staticmethod
    def _refused(diagnostic: Diagnostic) -> RefusedError:
        return RefusedError(diagnostic)
