"""The body of a text: preamble and operative paragraphs, sub-paragraphs, headings, annexes and closing lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compendium.intake import labels, lexicon
from compendium.intake.draft import Account, AnnexDraft, Draft, Para, Slot
from compendium.intake.spans import Block, Shape, Style, cut

_ENDS = (".", ";", ",", ":", "!", "?", "”", "»", '"')
_LONGEST_HEADING = 160
_MOST_DOUBTS = 12
"""Per paragraph; after so many a person reads the whole of it anyway."""


@dataclass(slots=True)
class Builder:
    """Builds one list of paragraphs from blocks, in their order.

    Attributes:
        doubts: sentences about blocks, which go to the paragraph that holds the block.
        marks: the marks of the blocks that have one, by position, for the nesting.
    """

    account: Account
    draft: Draft
    doubts: dict[int, list[str]]
    upcoming: dict[int, str]
    into: list[Para] = field(default_factory=list)
    heading: Slot | None = None
    used: set[int] = field(default_factory=set)
    nest: labels.Nest = field(default_factory=labels.Nest)
    chain: list[Para] = field(default_factory=list)
    article: bool = False
    lettered: bool = False
    """Whether the paragraphs of the list themselves are marked (a), (b), with nothing above them."""

    def start(self, paragraphs: list[Para]) -> None:
        """Go on with another list: a new part of the text."""
        self.into = paragraphs
        self.used = set()
        self.chain = []
        self.article = False
        self.nest = labels.Nest()

    def add(self, at: int) -> None:
        """Give a block its place in the list."""
        block = self.account.blocks[at]
        if block.shape is Shape.CELL:
            self._cell(at, block)
        elif is_heading(self.draft, block) and not self._numbered(block):
            self._head(at, block)
        elif self._goes_on(block):
            self._continue(at, block)
        else:
            self._paragraph(at, block)
        if self.into and at in self.doubts:
            target = self.chain[-1] if self.chain else self.into[-1]
            target.doubts.extend(self.doubts.pop(at))

    def _numbered(self, block: Block) -> bool:
        return bool(number_of(block))

    def _head(self, at: int, block: Block) -> None:
        if self.heading is None:
            self.heading = Slot("lines")
        self.account.hold(at, block.spans, self.heading)
        self.chain = []
        self.article = bool(lexicon.ARTICLE.match(lexicon.alike(block.text)))

    def _cell(self, at: int, block: Block) -> None:
        if not self.into:
            self._new(block)
        last = self.chain[-1] if self.chain else self.into[-1]
        # A second table under one paragraph goes on below the first.
        slot = last.table.setdefault((block.cell[0] * 1000 + block.cell[1], block.cell[2]), Slot())
        self.account.hold(at, block.spans, slot)

    def _goes_on(self, block: Block) -> bool:
        """Whether a block goes on with the paragraph before it: no mark, and a small letter at its start."""
        if not self.chain or self.heading or number_of(block) or mark_of(block) or block.shape is Shape.QUOTE:
            return False
        return block.text[:1].islower()

    def _continue(self, at: int, block: Block) -> None:
        top = self.chain[0]
        last = self.chain[-1]
        if last.text.end.endswith(_ENDS) and len(self.chain) > 1:
            top.after = top.after or Slot()
            self.account.hold(at, block.spans, top.after)
            return
        self.account.hold(at, block.spans, last.after or last.text)
        if last.text.spans and len(last.doubts) < _MOST_DOUBTS:
            last.doubts.append(
                f"Line {block.line} goes on with the paragraph before it without a mark; it may be one of its own."
            )

    def _new(self, block: Block) -> Para:
        paragraph = Para(line=block.line, heading=self.heading)
        if paragraph.heading:
            paragraph.heading.kind = "words"
        self.heading = None
        self.into.append(paragraph)
        self.chain = [paragraph]
        self.nest = labels.Nest()
        self.lettered = False
        return paragraph

    def _paragraph(self, at: int, block: Block) -> None:
        number = number_of(block)
        mark = mark_of(block)
        spans = block.spans
        if number and self._fits(number):
            paragraph = self._new(block)
            value = int(number["mark"])
            slot = Slot("number")
            if value in self.used or self.article:
                slot = Slot("label")
                spans = self._mark(at, spans, (number.start("mark"), number.end("mark") + 1), slot)
                paragraph.label = slot
            else:
                spans = self._mark(at, spans, (number.start("mark"), number.end("mark")), slot)
                paragraph.number = slot
                self.used.add(value)
        elif mark and (self.chain or not number):
            paragraph = self._item(at, block, mark[0])
            slot = paragraph.label = Slot("label")
            spans = self._mark(at, spans, mark[1], slot)
        else:
            paragraph = self._new(block)
            paragraph.quotation = self._is_quotation(block)
        self._fill(at, spans, paragraph)

    def _fits(self, number: re.Match[str]) -> bool:
        """Whether a figure can be the next number: UN paragraphs count upwards, each part from 1."""
        value = int(number["mark"])
        last = max(self.used, default=0)
        return last < value <= last + 5 or value == 1 or (not self.used and value < 400) or value in self.used

    def _item(self, at: int, block: Block, mark: str) -> Para:
        if not self.chain and self.into and not self.heading:
            self.chain = [self.into[-1]]
        if not self.chain:
            paragraph = self._new(block)
            self.lettered = True
            self.nest.place(mark, self.upcoming.get(at, ""))
            return paragraph
        level, sure = self.nest.place(mark, self.upcoming.get(at, ""))
        if self.lettered and level == 0:
            paragraph = Para(line=block.line)
            self.into.append(paragraph)
            self.chain = [paragraph]
            return paragraph
        del self.chain[level + 1 - self.lettered :]
        paragraph = Para(line=block.line)
        if not sure:
            paragraph.doubts.append(f"The mark {mark} does not follow from the one before it; its level was guessed.")
        self.chain[-1].items.append(paragraph)
        self.chain.append(paragraph)
        return paragraph

    def _mark(self, at: int, spans: list, where: tuple[int, int], slot: Slot) -> list:  # type: ignore[type-arg]
        before, rest = cut(spans, where[0])
        mark, rest = cut(rest, where[1] - where[0])
        self.account.aside(at, before, "whitespace")
        self.account.hold(at, mark, slot)
        if slot.kind == "number":
            text = "".join(span.shown for span in rest)
            end = re.match(r"[.)]?\s*", text)
            mark, rest = cut(rest, end.end() if end else 0)
            self.account.aside(at, mark, "number-mark")
        return rest

    def _fill(self, at: int, spans: list, paragraph: Para) -> None:  # type: ignore[type-arg]
        """The rest of a block is the wording, unless it opens with the mark of a first sub-paragraph."""
        text = "".join(span.shown for span in spans)
        inner = labels.LABEL.match(text) if paragraph.number else None
        if inner and labels.readings(inner["mark"])[0][1] == 1:
            item = Para(line=paragraph.line)
            self.nest.place(inner["mark"])
            paragraph.items.append(item)
            self.chain.append(item)
            item.label = Slot("label")
            spans = self._mark(at, spans, (inner.start("mark"), inner.end("mark")), item.label)
            paragraph = item
        self.account.hold(at, spans, paragraph.text)

    def _is_quotation(self, block: Block) -> bool:
        if block.shape is Shape.QUOTE:
            # Converters from Word write every indented paragraph as a quotation.
            return not lexicon.lead_of(self.draft.lang, block.text)
        before = self.into[-2].text.text if len(self.into) > 1 else ""
        return (
            before.endswith(":")
            and block.text.startswith(("“", "«", '"'))
            and block.text.rstrip(".;,").endswith(("”", "»", '"'))
        )


def number_of(block: Block) -> re.Match[str] | None:
    """The number at the start of a block."""
    return labels.NUMBER.match(block.raw)


def mark_of(block: Block) -> tuple[str, tuple[int, int]] | None:
    """The mark of a sub-paragraph at the start of a block, and where it stands."""
    found = labels.LABEL.match(block.raw) or labels.BULLET.match(block.raw)
    return (found["mark"], found.span("mark")) if found else None


def is_heading(draft: Draft, block: Block) -> bool:
    """Whether a block is a heading inside the text."""
    text = lexicon.alike(block.text)
    if (
        not text
        or len(text) > _LONGEST_HEADING
        or text.endswith((";", ",", ":"))
        or block.shape in {Shape.ITEM, Shape.QUOTE}
    ):
        return False
    if block.shape is Shape.HEADING or lexicon.SECTION.fullmatch(text):
        return True
    if lexicon.ARTICLE.fullmatch(text) or (lexicon.ARTICLE.match(text) and not text.endswith(".")):
        return True
    if re.fullmatch(r"preamble|préambule", text, re.IGNORECASE):
        return True
    if (
        labels.LABEL.match(block.raw)
        or labels.BULLET.match(block.raw)
        or text.endswith(_ENDS)
        or lexicon.lead_of(draft.lang, text)
    ):
        return False
    letters = [c for c in text if c.isalpha()]
    emphatic = bool(block.style & (Style.BOLD | Style.ITALIC)) or (
        len(letters) > 3 and all(c.isupper() for c in letters)
    )
    return emphatic or (
        len(text) < 90 and text[:1].isupper() and not lexicon.DATE.search(text) and len(text.split()) < 12
    )


__all__ = ["AnnexDraft", "Builder", "is_heading", "mark_of", "number_of"]
