"""What is printed of each paragraph: which wording, in which language, with which notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from compendium import markup
from compendium.assembly.citations import pinpoint
from compendium.assembly.phrases import per_language
from compendium.model.anchors import anchor, note_anchor
from compendium.model.edition import Edition, Wording
from compendium.model.instrument import Instrument, LeadStyle, Note, Table
from compendium.model.words import BothWords, Lang, Nature, Worded, Words


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it stands at the foot of a page.

    Attributes:
        anchor: the id of the note in the Galley.
        mark: what its call and the note itself show.
        text: the note with inline markup.
        editorial: whether it is ours rather than the text's own.
    """

    anchor: str
    mark: str
    text: str
    editorial: bool


@dataclass(frozen=True, slots=True)
class Called:
    """A call within a passage: the first call of a note carries it, later ones only point to it."""

    note: PrintedNote
    is_first: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """One wording of something, in one language, as it is printed.

    Attributes:
        nodes: the parsed text.
        lead: the number of characters that open the text and are set apart.
        calls: what each call in the text stands for, in the order of the calls.
    """

    lang: Lang
    nature: Nature
    nodes: tuple[markup.Inline, ...]
    lead: int
    calls: tuple[Called, ...]

    @property
    def text(self) -> str:
        """The characters of the passage, calls left out."""
        return markup.plain(self.nodes)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of the instrument with its passages, one column a language.

    Attributes:
        anchor: the id in the Galley; empty for lines that nothing refers to.
        role: `preamble`, `operative`, `heading`, `opening`, `enacting`, `closing` or `annex`.
        mark: the number or label as the source prints it: `12.`, `(a)`.
        ordinal: our own number, in square brackets, where the source has none; for references and the index.
        cite: how the paragraph is cited in each language; for running heads. None for lines and sub-paragraphs.
        columns: for each printed language the passages in it; empty where the text is missing.
    """

    anchor: str
    role: str
    mark: str
    ordinal: str
    depth: int
    columns: tuple[tuple[Lang, tuple[Passage, ...]], ...]
    quotation: bool = False
    tables: Mapping[Lang, Table] | None = None
    remark: Words | None = None
    themes: tuple[str, ...] = ()
    cite: BothWords | None = None

    @property
    def figure(self) -> str:
        """The figure of the paragraph, ours where the source has none; empty for lines."""
        return _figure(self.anchor) if self.cite else ""

    @property
    def part(self) -> str:
        """The part of the instrument: `pp` or `op`."""
        return "pp" if self.role == "preamble" else "op"

    @property
    def passages(self) -> Iterator[Passage]:
        """Every passage in the order in which it is printed."""
        for _, passages in self.columns:
            yield from passages


class Setter:
    """Sets one instrument for one edition, in the order of the text; remembers which notes have been called."""

    def __init__(self, instrument: Instrument, edition: Edition) -> None:
        """Start at the head of the instrument.

        Args:
            instrument: the instrument to print.
            edition: says which languages and which wording.
        """
        self._instrument = instrument
        self._edition = edition
        self._called: dict[tuple[str, Lang, Nature], PrintedNote] = {}
        self.languages = tuple(lang for lang in edition.languages if _is_there(instrument, lang)) or (
            instrument.source.language,
        )

    def blocks(self) -> tuple[Block, ...]:
        """Everything between the masthead and the signatories."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        instrument = self._instrument
        if instrument.opening:
            yield self._line("opening", instrument.opening)
        for cited in instrument.walk():
            if cited.path == ("operative", 0) and instrument.enacting:
                yield self._line("enacting", instrument.enacting)
            if cited.path[0] == "annexes" and cited.depth == 0 and cited.path[3] == 0:
                yield from self._annex(int(cited.path[1]))
            paragraph = cited.paragraph
            if paragraph.heading:
                yield self._words("heading", paragraph.heading)
            role = "preamble" if cited.path[0] == "preamble" else "operative"
            yield Block(
                anchor=anchor(instrument.id, cited.key),
                role=role,
                mark=f"{paragraph.number}." if paragraph.number is not None else paragraph.label or "",
                ordinal=_ordinal(cited.key) if paragraph.number is None and not cited.depth else "",
                depth=cited.depth,
                columns=self._columns(paragraph, paragraph.lead),
                quotation=paragraph.quotation,
                tables=paragraph.tables or None,
                remark=paragraph.remark,
                themes=paragraph.themes,
                cite=None if cited.depth else per_language(partial(pinpoint, cited)),
            )
        for line in instrument.closing:
            yield self._line("closing", line)

    def _annex(self, position: int) -> Iterator[Block]:
        annex = self._instrument.annexes[position]
        for words in (annex.label, annex.title):
            if words:
                yield self._words("annex", words)
        if annex.opening:
            yield self._line("opening", annex.opening)

    def _line(self, role: str, line: Worded) -> Block:
        return Block("", role, "", "", 0, self._columns(line, None))

    def _words(self, role: str, words: Words) -> Block:
        return self._line(role, Worded(adopted=words))

    def _columns(self, item: Worded, lead: Words | None) -> tuple[tuple[Lang, tuple[Passage, ...]], ...]:
        return tuple((lang, tuple(self._passages(item, lead, lang))) for lang in self.languages)

    def _passages(self, item: Worded, lead: Words | None, lang: Lang) -> Iterator[Passage]:
        there = [nature for nature in self._edition.wording.natures if item.has(nature, lang)]
        for nature in there if self._edition.wording is Wording.BOTH else there[:1]:
            nodes = markup.parse(item.wording(nature).of(lang) or "")
            opening = (lead.of(lang) if lead else None) or ""
            shown = opening if markup.plain(nodes).startswith(opening) else ""
            calls = tuple(self._call(label, lang, nature) for label in _labels(nodes))
            yield Passage(lang, nature, nodes, len(shown), calls)

    def _call(self, label: str, lang: Lang, nature: Nature) -> Called:
        note = self._instrument.notes[label]
        key = (label, lang, Nature.DIGEST if note.editor else nature)
        seen = self._called.get(key)
        if seen:
            return Called(seen, is_first=False)
        printed = self._printed(label, note, lang, nature)
        self._called[key] = printed
        return Called(printed, is_first=True)

    def _printed(self, label: str, note: Note, lang: Lang, nature: Nature) -> PrintedNote:
        ours = note.editor is not None
        # Where both wordings stand on a page, the digest's notes take letters, so that no mark is there twice.
        lettered = ours or (nature is Nature.DIGEST and self._edition.wording is Wording.BOTH)
        own = sum(1 for n in self._called.values() if n.editorial and n.anchor.endswith(f".{lang}"))
        words = note.editor or note.wording(nature)
        text = words.of(lang) or _any(note.wording(nature.other), lang) or _any(words, lang)
        suffix = "-digest" if lettered and not ours else ""
        name = note_anchor(self._instrument.id, label + suffix, lang)
        return PrintedNote(name, _letter(own) if lettered else label, text, lettered)


def _is_there(instrument: Instrument, lang: Lang) -> bool:
    return any(cited.paragraph.has(nature, lang) for cited in instrument.walk() for nature in Nature)


def _labels(nodes: tuple[markup.Inline, ...]) -> Iterator[str]:
    return (node.label for node in markup.walk(nodes) if isinstance(node, markup.Call))


def _any(words: Words, lang: Lang) -> str:
    return words.of(lang) or words.of(lang.other) or ""


def _ordinal(key: str) -> str:
    """The preamble is cited by its place alone, as the UN does; operative paragraphs need a figure to be cited by."""
    return "" if key.startswith("pp") else key.rpartition(".")[2].removeprefix("op")


def _figure(name: str) -> str:
    step = name.rpartition(".")[2]
    return step.removeprefix("pp").removeprefix("op")


def _letter(position: int) -> str:
    return chr(ord("a") + position % 26) * (position // 26 + 1)


def lead_style(instrument: Instrument, nature: Nature) -> LeadStyle:
    """How the opening words are set: as the source has them, and in italics in a digest."""
    return instrument.lead_style if nature is Nature.ADOPTED else LeadStyle.ITALIC
