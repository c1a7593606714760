"""Instruments cited, in both directions: what each instrument cites, and where each is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compendium import markup
from compendium.indexing.targets import Target, passages
from compendium.languages import collation_key
from compendium.model.anchors import digest_label, note_anchor
from compendium.model.apparatus import CitedInstrument
from compendium.model.instrument import Instrument, Note
from compendium.model.library import Library
from compendium.model.words import Lang, Nature, Worded

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument of the register with the passages that cite it, in the order of the book."""

    cited: CitedInstrument
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """An instrument of the book with all that it cites, by date."""

    instrument: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CitedTable:
    """Both directions of the table.

    Attributes:
        cited_in: every instrument cited, by date, the undated last.
        cites: every instrument of the book that cites any, in the order of the book.
    """

    cited_in: tuple[Citation, ...]
    cites: tuple[Citing, ...]


def cited_table(
    library: Library, instruments: Sequence[Instrument], lang: Lang, is_printed: Callable[[str], bool]
) -> CitedTable:
    """The table of instruments cited, from the references in paragraphs and in the notes that they call.

    A reference to an instrument that the book prints itself counts as well, under its entry in the register or one made
    of the instrument. A citation in a note leads to the note as the book prints it, in the language asked for if it is
    there in that; where only the wording that is not printed calls the note, it leads to the paragraph.

    Args:
        library: holds the register of cited instruments.
        instruments: those that the edition prints, in its order.
        lang: the language whose notes are pointed to, and by whose titles entries of one date are put in order.
        is_printed: whether the book has the anchor of a note.
    """
    register = _register(library)
    everywhere: defaultdict[str, list[Target]] = defaultdict(list)
    cites: list[Citing] = []
    for instrument in instruments:
        here: defaultdict[str, dict[str, Target]] = defaultdict(dict)
        for name, target in _references(instrument, lang, is_printed):
            if name in register and register[name].instrument != instrument.id:
                here[register[name].id].setdefault(target.anchor, target)
        citations = [Citation(register[name], tuple(found.values())) for name, found in here.items()]
        if citations:
            cites.append(Citing(instrument.id, _by_date(citations, lang)))
        for citation in citations:
            everywhere[citation.cited.id] += citation.targets
    cited_in = [Citation(register[name], tuple(targets)) for name, targets in everywhere.items()]
    return CitedTable(_by_date(cited_in, lang), tuple(cites))


def by_body(citations: Iterable[Citation]) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
    """Citations by the body that adopted the instrument, in the order of the bodies' ids; no body comes last."""
    groups: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        groups[citation.cited.body or ""].append(citation)
    return tuple((body, tuple(groups[body])) for body in sorted(groups, key=lambda body: (not body, body)))


def _register(library: Library) -> dict[str, CitedInstrument]:
    """Every name that a reference may use: ids of the register, ids of the instruments printed."""
    register = dict(library.cited)
    of_book = {cited.instrument: cited for cited in library.cited.values() if cited.instrument}
    for instrument in library.instruments.values():
        register[f"#{instrument.id}"] = of_book.get(instrument.id) or CitedInstrument(
            id=instrument.id,
            title=instrument.title,
            short=instrument.short_title,
            symbol=instrument.symbol,
            date=instrument.adopted.date.isoformat(),
            body=instrument.body,
            instrument=instrument.id,
        )
    return {**register, **{entry.id: entry for entry in register.values()}}


def _references(instrument: Instrument, lang: Lang, is_printed: Callable[[str], bool]) -> Iterator[tuple[str, Target]]:
    for cited, target in passages(instrument):
        wordings = [w for w in (cited.paragraph, cited.paragraph.after) if w]
        texts = [text for wording in wordings for text in _texts(wording)]
        yield from ((name, target) for text in texts for name in _names(text))
        for label in dict.fromkeys(label for text in texts for label in _calls(text)):
            note = instrument.notes.get(label)
            if note:
                names = (note_anchor(instrument.id, name, of) for of, name in _anchored(label, lang))
                own = next(filter(is_printed, names), "")
                spot = replace(target, anchor=own, key=label, note=True) if own else target
                yield from ((name, spot) for text in _note_texts(note) for name in _names(text))


def _anchored(label: str, lang: Lang) -> Iterator[tuple[Lang, str]]:
    """The names that a note may have in a book, those of the language asked for first."""
    return ((of, name) for of in (lang, lang.other) for name in (label, digest_label(label)))


def _texts(wording: Worded) -> Iterator[str]:
    for nature in Nature:
        words = wording.wording(nature)
        yield from (words.of(lang) or "" for lang in words.languages)


def _note_texts(note: Note) -> Iterator[str]:
    yield from _texts(note)
    if note.editor:
        yield from (note.editor.of(lang) or "" for lang in note.editor.languages)


def _names(text: str) -> Iterator[str]:
    """The names in the register of what a text refers to: `udhr`, or `#a-res-58-164` for an instrument printed."""
    # Parsing is the cost of the table, and most texts refer to nothing.
    for target in markup.targets(text) if "](" in text else ():
        instrument, _, _ = target.partition("#")
        if target.startswith("cited:"):
            yield target.removeprefix("cited:")
        elif instrument and "//" not in target:
            yield f"#{instrument}"


def _calls(text: str) -> tuple[str, ...]:
    return markup.calls(text) if "[^" in text else ()


def _by_date(citations: Iterable[Citation], lang: Lang) -> tuple[Citation, ...]:
    def order(citation: Citation) -> tuple[object, ...]:
        cited = citation.cited
        return (cited.date or _UNDATED, collation_key(markup.plain(markup.parse(cited.title.of(lang))), lang), cited.id)

    return tuple(sorted(citations, key=order))
