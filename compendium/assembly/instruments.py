"""The pages of one instrument: what its opening says of it, and its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from compendium import markup
from compendium.assembly.contents import InstrumentPages, StatusRow
from compendium.assembly.folios import Folios
from compendium.assembly.locating import MarksOf
from compendium.assembly.notes import printed_marks
from compendium.assembly.passages import Setter, in_order
from compendium.assembly.phrases import per_language, words
from compendium.languages import join, long_date, phrase
from compendium.model.book import Book
from compendium.model.edition import Edition
from compendium.model.instrument import Instrument
from compendium.model.library import Library
from compendium.model.words import BothWords, Lang, Nature, Words


def instrument_pages(library: Library, edition: Edition, instrument: Instrument) -> InstrumentPages:
    """Everything that the section of an instrument prints in an edition."""
    setter = Setter(instrument, edition)
    natures = in_order({nature for found in setter.natures.values() for nature in found})
    first = edition.languages[0]
    return InstrumentPages(
        instrument=instrument,
        body=library.bodies[instrument.body],
        setter=setter,
        languages=setter.languages,
        missing=tuple(lang for lang in edition.languages if lang not in setter.languages),
        natures=natures,
        natures_in=setter.natures,
        status=tuple(_status(library, instrument, natures)),
        running=(
            _shortened(instrument.heading.of(first)),
            _shortened(instrument.symbol or instrument.heading.of(edition.languages[-1])),
        ),
        heading_languages=(first, first.other),
        masthead=tuple(_masthead_line(line, edition) for line in instrument.masthead),
        theme_labels={name: theme.label for name, theme in library.themes.items()},
    )


def note_marks(book: Book, folios: Folios) -> MarksOf:
    """The marks that the notes of an instrument bear, by anchor, once it is typeset; told by the id of its section."""
    sections = {section.id: section.content for section in book.sections}

    @cache
    def marks(name: str) -> Mapping[str, str]:
        pages = sections.get(name)
        if not isinstance(pages, InstrumentPages):
            return {}
        calls = (call for block in pages.blocks for call in block.calls)
        return printed_marks(calls, book.edition.note_numbers, folios.calls(name))

    return marks


_RUNNING = 46
"""Characters that a running head has room for beside the range of paragraphs, on the narrowest trim."""


def _shortened(heading: str) -> str:
    text = markup.plain(markup.parse(heading))
    if len(text) <= _RUNNING:
        return text
    return text[: text.rfind(" ", 0, _RUNNING)].rstrip(" ,;:") + " …"


def _masthead_line(line: Words, edition: Edition) -> tuple[tuple[Lang, str], ...]:
    wanted = [lang for lang in edition.languages if lang in line.languages] or line.languages
    return tuple((lang, line.of(lang) or "") for lang in wanted)


def _status(library: Library, instrument: Instrument, natures: Sequence[Nature]) -> Iterator[StatusRow]:
    adopted = instrument.adopted
    yield _row("kind", words(f"instrument.kind.{instrument.kind}"))
    yield _row("body", library.bodies[instrument.body].name)
    if instrument.symbol:
        yield _row("symbol", BothWords(en=instrument.symbol, fr=instrument.symbol))
    yield _row("date", per_language(lambda lang: long_date(adopted.date, lang)))
    if adopted.place:
        yield _row("place", adopted.place)
    if adopted.meeting:
        yield _row("meeting", adopted.meeting)
    if instrument.source.authentic:
        yield _row("authentic", per_language(lambda lang: _languages(instrument, lang)))
    if instrument.source.citation:
        yield _row("source", instrument.source.citation)
    yield _row("printed", per_language(lambda lang: _natures(natures, lang)))


def _languages(instrument: Instrument, lang: Lang) -> str:
    return join([phrase(f"language.{name}", lang) for name in instrument.source.authentic], lang)


def _natures(printed: Sequence[Nature], lang: Lang) -> str:
    return join([phrase(f"instrument.printed.{nature}", lang) for nature in printed], lang)


def _row(key: str, value: BothWords) -> StatusRow:
    return StatusRow(words(f"instrument.{key}"), value)
