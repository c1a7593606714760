"""Source text as spans: every character of the source stands in exactly one of them, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, IntFlag, auto

from compendium import markup


class Style(IntFlag):
    """How the source sets a run of characters."""

    NONE = 0
    BOLD = auto()
    ITALIC = auto()
    SMALL_CAPS = auto()
    RAISED = auto()


class Role(Enum):
    """What a span is on the page of the instrument."""

    TEXT = auto()
    MARK = auto()
    """Characters that are not printed: markup of the format, white space at the ends, furniture."""
    BREAK = auto()
    """A line break (with the white space about it) that stands for one space."""
    KEPT = auto()
    """A line break that is kept on the page."""
    CALL = auto()
    """The call of a note."""


_LONGEST = 100_000
"""Characters of one text above which its emphasis is not kept, since no adopted paragraph is so long."""
_SHOWN = {Role.MARK: "", Role.BREAK: " ", Role.KEPT: "\n", Role.CALL: ""}


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring characters of the source with one role and one style.

    Attributes:
        source: the characters as they stand in the source.
        label: the note that a CALL calls.
        reason: why a MARK is not printed (a key of `record.REASONS`).
    """

    source: str
    role: Role = Role.TEXT
    style: Style = Style.NONE
    label: str = ""
    reason: str = ""

    @property
    def shown(self) -> str:
        """The characters on the page."""
        return self.source if self.role is Role.TEXT else _SHOWN[self.role]

    def marked(self, reason: str) -> Span:
        """The same characters, set aside for a reason; what already had one keeps it."""
        return self if self.role is Role.MARK else Span(self.source, Role.MARK, reason=reason)


class Shape(Enum):
    """What the format itself says of a block."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    QUOTE = auto()
    NOTE = auto()
    CELL = auto()
    GAP = auto()
    """White space and marks only."""


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item, table cell or note of the source.

    Attributes:
        spans: its characters, the line end included.
        line: line of the file (text formats) or count of the block (others), from 1.
        level: of a heading or list item, from 1.
        label: of a note that the format itself marks as one.
        cell: table, row and column of a table cell, from 0; the first row of a table with headings is row -1.
        hint: what the format knows of the block's part in the text (Akoma Ntoso), such as `preface`.
    """

    spans: list[Span]
    line: int
    shape: Shape = Shape.PARAGRAPH
    level: int = 0
    label: str = ""
    cell: tuple[int, int, int] = (0, 0, 0)
    hint: str = ""
    cache: str | None = field(default=None, repr=False)

    @property
    def raw(self) -> str:
        """The characters on the page, white space at the ends included."""
        if self.cache is None:
            self.cache = "".join(span.shown for span in self.spans)
        return self.cache

    @property
    def text(self) -> str:
        """The characters on the page."""
        return self.raw.strip()

    @property
    def style(self) -> Style:
        """The style that all of its letters share."""
        common = ~Style.NONE
        for span in self.spans:
            if span.role is Role.TEXT and any(c.isalpha() for c in span.source):
                common &= span.style
        return common if self.text else Style.NONE


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a reader hands it over.

    Attributes:
        name: of the file, without its folders.
        format: a key of `readers.FORMATS`.
        blocks: in the order of the file; their spans joined are the text of the source.
        normalised: sentences on what the reader changed before anything else (line ends, byte order mark).
        styled: whether the format carries italics and bold.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    normalised: tuple[str, ...] = ()
    styled: bool = False

    @property
    def text(self) -> str:
        """Every character of the source."""
        return "".join(span.source for block in self.blocks for span in block.spans)


def cut(spans: Iterable[Span], at: int) -> tuple[list[Span], list[Span]]:
    """Divide spans after a number of characters on the page; what shows nothing stays with what stands before it."""
    left: list[Span] = []
    right: list[Span] = []
    for span in spans:
        width = len(span.shown)
        if right or (at == 0 and width):
            right.append(span)
        elif width <= at:
            left.append(span)
            at -= width
        else:
            left.append(replace(span, source=span.source[:at]))
            right.append(replace(span, source=span.source[at:]))
            at = 0
    return left, right


def trimmed(spans: Iterable[Span]) -> tuple[list[Span], list[Span], list[Span]]:
    """White space before, the text, white space after; white space becomes a mark with its reason."""
    spans = list(spans)
    text = "".join(span.shown for span in spans)
    start = len(text) - len(text.lstrip())
    head, rest = cut(spans, start)
    while rest and rest[0].role is Role.MARK and rest[0].reason in {"whitespace", "line-end"}:
        head.append(rest.pop(0))
    body, tail = cut(rest, len(text.strip()))
    while body and body[-1].role is Role.MARK and body[-1].reason in {"whitespace", "line-end"}:
        tail.insert(0, body.pop())
    return [s.marked("whitespace") for s in head], body, [s.marked("whitespace") for s in tail]


def shown(spans: Iterable[Span]) -> str:
    """The characters of spans on the page."""
    return "".join(span.shown for span in spans)


def written(spans: Iterable[Span]) -> str:
    """The spans with the house's inline markup, in a form that `markup.parse` reads back to the same characters."""
    spans = [span for span in spans if span.role is not Role.MARK]
    if sum(len(span.source) for span in spans) > _LONGEST:
        return "".join(_bare(span) for span in spans)
    rich = "".join(_written(spans))
    wanted = shown(spans)
    if markup.plain(markup.parse(rich)) == wanted and "**" not in wanted:
        return rich
    return "".join(_bare(span) for span in spans)


def _written(spans: list[Span]) -> Iterator[str]:
    pending: list[Span] = []
    for span in spans:
        if pending and _look(span) != _look(pending[0]):
            yield _dressed(pending)
            pending = []
        pending.append(span)
    if pending:
        yield _dressed(pending)


def _look(span: Span) -> Style:
    return span.style & ~Style.RAISED if span.role is not Role.CALL else Style.NONE


def _dressed(spans: list[Span]) -> str:
    inner = "".join(_bare(span) for span in spans)
    text = inner.strip()
    style = _look(spans[0])
    # Emphasis does not open or close at white space, so the space stands outside.
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    if not text or not any(c.isalnum() for c in text):
        return inner
    if style & Style.SMALL_CAPS:
        text = f"[{text}]{{.sc}}"
    if style & Style.ITALIC:
        text = f"*{text}*"
    if style & Style.BOLD:
        text = f"**{text}**"
    return before + text + after


def _bare(span: Span) -> str:
    if span.role is Role.CALL:
        return f"[^{span.label}]"
    if span.role is Role.KEPT:
        return "\\\n"
    return markup.escape(span.shown)
