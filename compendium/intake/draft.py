"""The instrument while it takes shape: slots that hold spans of the source, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from compendium.intake.spans import Block, Role, Span, shown, trimmed
from compendium.model.words import Lang

Path = tuple[str | int, ...]


@dataclass(slots=True, eq=False)
class Slot:
    """A value of the instrument that holds characters of the source.

    Attributes:
        kind: `words` (a text with inline markup), `number`, `label`, or `within` (the value holds these characters
            among others, as a symbol holds the number of its resolution).
    """

    kind: str = "words"
    spans: list[Span] = field(default_factory=list)
    block: int = -1
    """The last block of the source that holds characters of it."""

    @property
    def text(self) -> str:
        """The characters on the page."""
        return shown(self.spans)

    @property
    def end(self) -> str:
        """The last characters on the page, without joining them all."""
        return next((span.shown for span in reversed(self.spans) if span.shown), "")


Piece = tuple[Span, Slot | None]


class Account:
    """Who holds which characters: for each block of the source, its spans with their slots, in order."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self._pieces: list[list[Piece]] = [[] for _ in blocks]

    def hold(self, at: int, spans: list[Span], slot: Slot) -> None:
        """Put spans of a block into a slot; white space at their ends is set aside."""
        head, body, tail = trimmed(spans)
        self._pieces[at].extend((span, None) for span in head)
        if slot.spans and body and not shown(body[:1]).isspace() and slot.kind in {"words", "lines"}:
            self._mend(slot)
        for span in body:
            slot.spans.append(span)
            self._pieces[at].append((span, slot))
            slot.block = at
        self._pieces[at].extend((span, None) for span in tail)

    def aside(self, at: int, spans: list[Span], reason: str) -> None:
        """Set spans of a block aside; those that already have a reason keep it."""
        self._pieces[at].extend((span.marked(reason), None) for span in spans)

    def _mend(self, slot: Slot) -> None:
        """Where a slot goes on in a further block, the line end between them becomes a space on the page."""
        pieces = self._pieces[slot.block]
        last = max(n for n, (_, owner) in enumerate(pieces) if owner is slot)
        source = "".join(span.source for span, _ in pieces[last + 1 :])
        seam = Span(source, Role.KEPT if slot.kind == "lines" else Role.BREAK)
        slot.spans.append(seam)
        pieces[last + 1 :] = [(seam, slot)]

    def pieces(self) -> Iterator[Piece]:
        """Every span of the source with its slot, in the order of the source."""
        for pieces in self._pieces:
            yield from pieces

    def is_done(self, at: int) -> bool:
        """Whether a block has been given its place."""
        return bool(self._pieces[at]) or not self.blocks[at].spans


@dataclass(slots=True)
class Para:
    """A paragraph in the making."""

    text: Slot = field(default_factory=Slot)
    number: Slot | None = None
    label: Slot | None = None
    heading: Slot | None = None
    lead: str = ""
    items: list[Para] = field(default_factory=list)
    quotation: bool = False
    after: Slot | None = None
    table: dict[tuple[int, int], Slot] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    line: int = 0


@dataclass(slots=True)
class AnnexDraft:
    """An annex in the making."""

    label: Slot | None = None
    title: Slot | None = None
    opening: Slot | None = None
    paragraphs: list[Para] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """An instrument in the making, in one language."""

    lang: Lang
    symbol: str = ""
    symbol_slots: list[Slot] = field(default_factory=list)
    title: Slot = field(default_factory=Slot)
    masthead: list[tuple[Lang, Slot]] = field(default_factory=list)
    opening: Slot | None = None
    preamble: list[Para] = field(default_factory=list)
    enacting: Slot | None = None
    operative: list[Para] = field(default_factory=list)
    closing: list[Slot] = field(default_factory=list)
    signatories: list[Slot] = field(default_factory=list)
    annexes: list[AnnexDraft] = field(default_factory=list)
    notes: dict[str, Slot] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    note_doubts: dict[str, list[str]] = field(default_factory=dict)
    lead_style: str = "italic"

    def paragraphs(self) -> Iterator[Para]:
        """Every paragraph and sub-paragraph in the order of the text."""
        lists = [self.preamble, self.operative, *(annex.paragraphs for annex in self.annexes)]
        for paragraphs in lists:
            yield from _down(paragraphs)


def _down(paragraphs: list[Para]) -> Iterator[Para]:
    for paragraph in paragraphs:
        yield paragraph
        yield from _down(paragraph.items)
