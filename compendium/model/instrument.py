"""An instrument: one adopted text, in its English and French wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from compendium.model.words import BothWords, Ident, Lang, Nature, Text, Value, Worded, Words


class Kind(StrEnum):
    """What kind of instrument it is."""

    RESOLUTION = "resolution"
    DECLARATION = "declaration"
    CONCLUSIONS = "conclusions"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    STATEMENT = "statement"


class LeadStyle(StrEnum):
    """How the source sets the words that open a paragraph."""

    ITALIC = "italic"
    BOLD = "bold"
    PLAIN = "plain"


NoteLabel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9*†‡-]+$")]
"""The label of a note as its calls name it: `[^5]`."""


class Adoption(Value):
    """When, where and at which meeting an instrument was adopted."""

    date: date
    place: BothWords | None = None
    meeting: BothWords | None = None


class Source(Value):
    """Where the text comes from and in which languages it is authentic."""

    citation: BothWords | None = None
    url: str | None = None
    language: Lang = Lang.EN
    authentic: tuple[Lang, ...] = ()


class Suggestions(Value):
    """What intake proposes and no editor has confirmed; never printed."""

    themes: tuple[Ident, ...] = ()
    references: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """Readings that a person has to decide, one sentence each; `check` reports them."""


class Table(Value):
    """A table of the source in one language: heading cells, then rows of cells."""

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...]


class Paragraph(Worded):
    """A preambular or operative paragraph, or a sub-paragraph.

    The wording is whole: it includes the lead words, which `lead` names so that they are set apart. `number` is the
    figure that the source prints, `label` the mark of a sub-paragraph as the source prints it, such as `(a)`.
    """

    number: Annotated[int, Field(ge=1)] | None = None
    label: Text | None = None
    heading: Words | None = None
    """A heading of the source that stands above the paragraph."""
    lead: Words | None = None
    addressee: Words | None = None
    """Whom the paragraph asks, as the table of operative verbs names them."""
    themes: tuple[Ident, ...] = ()
    principal: tuple[Ident, ...] = ()
    """Those of `themes` that have their principal treatment here."""
    items: tuple[Paragraph, ...] = ()
    quotation: bool = False
    """Whether the source sets the paragraph as a quotation."""
    tables: dict[Lang, Table] = Field(default={})
    after: Worded | None = None
    """Text of the paragraph that goes on after its sub-paragraphs."""
    remark: Words | None = None
    """An editor's remark, printed apart from the text."""
    suggested: Suggestions | None = None


class Note(Worded):
    """A note: adopted with the text, written with the digest, or an editor's own."""

    editor: Words | None = None
    """An editor's note; its calls are left out of the adopted text's own wording."""
    suggested: Suggestions | None = None


class Annex(Value):
    """An annex, with its own headings and paragraphs."""

    label: Words | None = None
    title: Words | None = None
    opening: Worded | None = None
    paragraphs: tuple[Paragraph, ...] = ()


class Instrument(Value):
    """One instrument as curated in `content/instruments/<id>.yaml`."""

    id: Ident
    symbol: Text | None = None
    kind: Kind
    body: Ident
    title: BothWords
    short_title: BothWords | None = None
    adopted: Adoption
    source: Source = Source()
    masthead: tuple[Words, ...] = ()
    """Lines of the masthead in the order of the page: organ, symbol, session, agenda item, distribution."""
    introduction: tuple[BothWords, ...] = ()
    """Our own paragraphs on the instrument, printed before it and apart from it."""
    lead_style: LeadStyle = LeadStyle.ITALIC
    opening: Worded | None = None
    """The words before the preamble, such as the name of the organ that speaks."""
    preamble: tuple[Paragraph, ...] = ()
    enacting: Worded | None = None
    """The words between the preamble and the operative part."""
    operative: tuple[Paragraph, ...] = ()
    closing: tuple[Worded, ...] = ()
    """Lines after the operative part: meeting, date and place of adoption."""
    signatories: tuple[Words, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: dict[NoteLabel, Note] = Field(default={})
    suggested: Suggestions | None = None

    @property
    def heading(self) -> BothWords:
        """The short title where there is one, else the title."""
        return self.short_title or self.title

    def walk(self) -> Iterator[Cited]:
        """Every paragraph in the order of the text, with the key by which it is cited."""
        return iter(self._walked)

    @cached_property
    def _walked(self) -> tuple[Cited, ...]:
        annexes = (
            cited
            for position, annex in enumerate(self.annexes)
            for cited in _walk(annex.paragraphs, f"annex{position + 1}.", ("annexes", position, "paragraphs"))
        )
        preamble = _walk(self.preamble, "pp", ("preamble",))
        return (*preamble, *_walk(self.operative, "op", ("operative",)), *annexes)

    def wordings(self) -> Iterator[tuple[tuple[str | int, ...], Worded]]:
        """Everything worded in the order of the text, each with its path in the file; notes come last."""
        if self.opening:
            yield ("opening",), self.opening
        for cited in self.walk():
            if cited.path == ("operative", 0) and self.enacting:
                yield ("enacting",), self.enacting
            if len(cited.path) == 4 and cited.path[0] == "annexes" and cited.path[3] == 0:
                opening = self.annexes[int(cited.path[1])].opening
                if opening:
                    yield (*cited.path[:2], "opening"), opening
            yield cited.path, cited.paragraph
        for position, line in enumerate(self.closing):
            yield ("closing", position), line
        for label, note in self.notes.items():
            yield ("notes", label), note

    def natures(self, lang: Lang) -> frozenset[Nature]:
        """The natures of wording that the paragraphs have in a language."""
        return frozenset(n for n in Nature for c in self.walk() if c.paragraph.has(n, lang))


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph with the key that references and anchors use, such as `op12` or `op2.a.i`."""

    key: str
    paragraph: Paragraph
    path: tuple[str | int, ...]
    """Where it stands in the file, as keys and positions from the top."""
    depth: int
    """0 for a paragraph, 1 and more for sub-paragraphs."""


def _walk(
    paragraphs: tuple[Paragraph, ...], prefix: str, path: tuple[str | int, ...], depth: int = 0
) -> Iterator[Cited]:
    for position, paragraph in enumerate(paragraphs):
        key = prefix + _step(paragraph, position, depth)
        here = (*path, position)
        yield Cited(key, paragraph, here, depth)
        yield from _walk(paragraph.items, f"{key}.", (*here, "items"), depth + 1)


def _step(paragraph: Paragraph, position: int, depth: int) -> str:
    if paragraph.number is not None:
        return str(paragraph.number)
    mark = re.sub(r"[^0-9a-z]", "", (paragraph.label or "").lower()) if depth else ""
    return mark or str(position + 1)
