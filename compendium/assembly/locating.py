"""Locators as they are printed: a folio or a range of folios, and the paragraphs where they are asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from compendium import markup
from compendium.assembly.phrases import per_language
from compendium.indexing import FolioOf, Locator, Target, locators
from compendium.languages import phrase
from compendium.model.instrument import Cited, Instrument
from compendium.model.words import BothWords, Lang

_SERIES = re.compile(r"\A(?:[A-Z]+/)+(?=\d)")
"""The letters of a symbol that name its series, as `A/RES/` in A/RES/58/164."""


MarksOf: TypeAlias = Callable[[str], Mapping[str, str]]
"""The mark that each note of an instrument bears, by anchor; told by the id of the instrument."""


@dataclass(frozen=True, slots=True)
class PrintedLocator:
    """A locator on the page.

    Attributes:
        first: the folio.
        anchor: the passage that the folio leads to.
        last: the folio that ends the range; empty where there is no range.
        last_anchor: the passage that the last folio leads to.
        principal: the subject has its principal treatment here.
        note: the subject is met in notes only.
        detail: the paragraphs, such as `58/164, § 12`; None where the folio is all that is asked for.
    """

    first: str
    anchor: str
    last: str = ""
    last_anchor: str = ""
    principal: bool = False
    note: bool = False
    detail: BothWords | None = None


class Locating:
    """Prints the locators of one edition."""

    def __init__(self, instruments: Sequence[Instrument], folio_of: FolioOf, notes: MarksOf | None = None) -> None:
        """Know the instruments.

        Args:
            instruments: those that the edition prints.
            folio_of: where each anchor stands.
            notes: the marks that the notes of an instrument bear; the label of one that is not there stands for it.
        """
        self._instruments = {instrument.id: instrument for instrument in instruments}
        self._marks = _marks(instruments)
        self._figures: dict[str, dict[str, _Figure]] = {}
        self._folio_of = folio_of
        self._notes = notes or (lambda _: {})

    def merged(self, targets: Iterable[Target], *, with_paragraphs: bool = True) -> tuple[PrintedLocator, ...]:
        """The locators of some passages.

        Raises:
            KeyError: a passage is on no page.
        """
        return tuple(
            self.printed(found, with_paragraphs=with_paragraphs) for found in locators(targets, self._folio_of)
        )

    def whole(self, instrument: Instrument) -> PrintedLocator:
        """The locator of an instrument as such: where it begins.

        Raises:
            KeyError: it is on no page.
        """
        return PrintedLocator(self.folio(instrument.id), instrument.id, detail=self._marks[instrument.id])

    def printed(self, locator: Locator, *, with_paragraphs: bool) -> PrintedLocator:
        """The printed form of a locator."""
        return PrintedLocator(
            first=locator.first,
            anchor=locator.anchor,
            last=locator.last if locator.is_range else "",
            last_anchor=locator.targets[-1].anchor if locator.is_range else "",
            principal=locator.principal,
            note=locator.note,
            detail=self._detail(locator.targets) if with_paragraphs else None,
        )

    def folio(self, anchor: str) -> str:
        """The folio of an anchor.

        Raises:
            KeyError: it is on no page.
        """
        return self._folio_of(anchor)[0]

    def paragraphs(self, targets: Sequence[Target]) -> BothWords:
        """Passages of one instrument without its name: `preamble § 3, §§ 12, 14`."""
        return per_language(lambda lang: ", ".join(self._parts(targets, lang)))

    def _detail(self, targets: Sequence[Target]) -> BothWords:
        grouped = [(name, tuple(group)) for name, group in groupby(targets, key=lambda target: target.instrument)]
        return per_language(
            lambda lang: phrase("list.semicolon", lang).join(self._of_instrument(*found, lang) for found in grouped)
        )

    def _of_instrument(self, name: str, targets: Sequence[Target], lang: Lang) -> str:
        return ", ".join((self._marks[name].of(lang), *self._parts(targets, lang)))

    def _parts(self, targets: Sequence[Target], lang: Lang) -> Iterator[str]:
        for part, group in groupby(targets, key=lambda target: "note" if target.note else target.part):
            yield _paragraphs(part, [self._figure(target, lang) for target in group], lang)

    def _figure(self, target: Target, lang: Lang) -> _Figure:
        if target.note:
            # The two languages count the letters of editorial notes each by itself.
            own = f"{target.anchor.rpartition('.')[0]}.{lang}"
            marks = self._notes(target.instrument)
            return _Figure(marks.get(own) or marks.get(target.anchor, target.key), -1)
        if target.instrument not in self._figures:
            instrument = self._instruments.get(target.instrument)
            walked = enumerate(instrument.walk()) if instrument else ()
            self._figures[target.instrument] = {cited.key: _figure(cited, position) for position, cited in walked}
        return self._figures[target.instrument].get(target.key) or _gone(target)


@dataclass(frozen=True, slots=True)
class _Figure:
    """The figure of a paragraph as it is cited, and its position in the text; -1 where it makes no runs."""

    text: str
    position: int


def _figure(cited: Cited, position: int) -> _Figure:
    key = cited.key.partition(".")[2] if cited.key.startswith("annex") else cited.key[2:]
    first, *rest = key.split(".")
    is_ours = cited.paragraph.number is None and not cited.depth and not cited.key.startswith("pp")
    text = (f"[{first}]" if is_ours else first) + "".join(f" ({step})" for step in rest)
    return _Figure(text, -1 if rest else position)


def _gone(target: Target) -> _Figure:
    """The figure of a paragraph that is not in this book, as its key has it."""
    key = target.key.removeprefix(target.part).removeprefix(".")
    first, *rest = key.split(".")
    return _Figure(first + "".join(f" ({step})" for step in rest), -1)


def _paragraphs(part: str, figures: Sequence[_Figure], lang: Lang) -> str:
    runs = list(_runs(dict.fromkeys(figures), lang))
    kind = "annex" if part.startswith("annex") else part
    many = ".many" if len(figures) > 1 and kind != "note" else ""
    values = {"annex": part.removeprefix("annex")} if kind == "annex" else {}
    return phrase(f"locator.{kind}{many}", lang, n=", ".join(runs), **values)


def _runs(figures: Iterable[_Figure], lang: Lang) -> Iterator[str]:
    """The figures, those of paragraphs that follow one another as a range."""
    run: list[_Figure] = []
    for figure in figures:
        if run and not (run[-1].position >= 0 and figure.position == run[-1].position + 1):
            yield _run(run, lang)
            run = []
        run.append(figure)
    if run:
        yield _run(run, lang)


def _run(run: Sequence[_Figure], lang: Lang) -> str:
    return run[0].text if len(run) == 1 else f"{run[0].text}{phrase('list.range', lang)}{run[-1].text}"


def _marks(instruments: Sequence[Instrument]) -> dict[str, BothWords]:
    """What names each instrument in a locator: the figures of its symbol where they are its own, else its heading."""
    short = {i.id: _SERIES.sub("", i.symbol, count=1) for i in instruments if i.symbol}
    counts = Counter(short.values())
    marks = {}
    for instrument in instruments:
        symbol = instrument.symbol or ""
        figures = short.get(instrument.id, "")
        name = figures if counts[figures] == 1 else symbol
        marks[instrument.id] = BothWords(
            en=name or _heading(instrument, Lang.EN), fr=name or _heading(instrument, Lang.FR)
        )
    return marks


def _heading(instrument: Instrument, lang: Lang) -> str:
    return markup.plain(markup.parse(instrument.heading.of(lang)))
