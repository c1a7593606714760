"""What is printed of each paragraph: which wording, in which language, with which notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from compendium import markup
from compendium.assembly.citations import pinpoint
from compendium.assembly.notes import Called, Caller
from compendium.assembly.phrases import per_language
from compendium.model.anchors import anchor
from compendium.model.edition import Edition, Wording
from compendium.model.instrument import Instrument, LeadStyle, Table
from compendium.model.words import BothWords, Lang, Nature, Worded, Words


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

    @property
    def calls(self) -> Iterator[tuple[Lang, Called]]:
        """Every call of a note in the order of the passages, with the language that calls."""
        for passage in self.passages:
            yield from ((passage.lang, called) for called in passage.calls)


class Setter:
    """Sets one instrument for one edition, in the order of the text; its calls are answered in the same order."""

    def __init__(self, instrument: Instrument, edition: Edition) -> None:
        """Start at the head of the instrument.

        Args:
            instrument: the instrument to print.
            edition: says which languages and which wording.
        """
        self._instrument = instrument
        self._edition = edition
        self._caller = Caller(instrument, edition)
        self.languages = tuple(lang for lang in edition.languages if _is_there(instrument, lang)) or (
            instrument.source.language,
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Everything between the masthead and the signatories; set when it is asked for."""
        return tuple(self._blocks())

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """The anchor of every paragraph."""
        return tuple(anchor(self._instrument.id, cited.key) for cited in self._instrument.walk())

    @cached_property
    def natures(self) -> dict[Lang, tuple[Nature, ...]]:
        """The natures of the wordings of the paragraphs as they are printed, by language."""
        walked = list(self._instrument.walk())
        return {
            lang: in_order({nature for cited in walked for nature in self._natures(cited.paragraph, lang)})
            for lang in self.languages
        }

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
            cite = None if cited.depth else per_language(partial(pinpoint, cited))
            self._caller.reach(cite)
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
                cite=cite,
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

    def _natures(self, item: Worded, lang: Lang) -> list[Nature]:
        there = [nature for nature in self._edition.wording.natures if item.has(nature, lang)]
        return there if self._edition.wording is Wording.BOTH else there[:1]

    def _passages(self, item: Worded, lead: Words | None, lang: Lang) -> Iterator[Passage]:
        for nature in self._natures(item, lang):
            nodes = markup.parse(item.wording(nature).of(lang) or "")
            opening = (lead.of(lang) if lead else None) or ""
            shown = opening if markup.plain(nodes).startswith(opening) else ""
            calls = tuple(self._caller.call(label, lang, nature) for label in _labels(nodes))
            yield Passage(lang, nature, nodes, len(shown), calls)


def in_order(natures: Collection[Nature]) -> tuple[Nature, ...]:
    """Natures in the order in which they are printed."""
    return tuple(nature for nature in Nature if nature in natures)


def _is_there(instrument: Instrument, lang: Lang) -> bool:
    return any(cited.paragraph.has(nature, lang) for cited in instrument.walk() for nature in Nature)


def _labels(nodes: tuple[markup.Inline, ...]) -> Iterator[str]:
    return (node.label for node in markup.walk(nodes) if isinstance(node, markup.Call))


def _ordinal(key: str) -> str:
    """The preamble is cited by its place alone, as the UN does; operative paragraphs need a figure to be cited by."""
    return "" if key.startswith("pp") else key.rpartition(".")[2].removeprefix("op")


def _figure(name: str) -> str:
    step = name.rpartition(".")[2]
    return step.removeprefix("pp").removeprefix("op")


def lead_style(instrument: Instrument, nature: Nature) -> LeadStyle:
    """How the opening words are set: as the source has them, and in italics in a digest."""
    return instrument.lead_style if nature is Nature.ADOPTED else LeadStyle.ITALIC
