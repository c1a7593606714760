"""The concordance of an earlier edition: where its reader finds each paragraph now, and which paragraphs changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from compendium.assembly.contents import InstrumentPages
from compendium.assembly.folios import Folios
from compendium.assembly.locating import Locating
from compendium.files import digest_of
from compendium.indexing import Target, passages
from compendium.model.book import Book, Section
from compendium.model.words import BothWords, Lang


@dataclass(frozen=True, slots=True)
class EarlierParagraph:
    """A paragraph of an earlier edition: its folio, and the digest of its text in each language."""

    folio: str
    digests: Mapping[Lang, str]


@dataclass(frozen=True, slots=True)
class EarlierEdition:
    """What is known of an earlier edition.

    Attributes:
        title: its title.
        date: its date.
        instruments: the headings of its instruments, by id.
        paragraphs: its paragraphs by anchor, in the order of its pages.
    """

    title: BothWords
    date: date
    instruments: Mapping[str, BothWords]
    paragraphs: Mapping[str, EarlierParagraph]


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """Paragraphs that follow one another, with their folio in the earlier edition and in this one.

    Attributes:
        paragraphs: how they are cited, without the instrument: `§§ 3–7`.
        anchor: the first of them.
    """

    paragraphs: BothWords
    old: str
    new: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ConcordancePart:
    """One instrument.

    Attributes:
        heading: its heading.
        anchor: its place; empty where this edition leaves it out.
        rows: the paragraphs that both editions have.
        changed: those among them whose text is another; None where there are none.
        added: those that only this edition has.
        dropped: those that only the earlier edition has.
    """

    heading: BothWords
    anchor: str
    rows: tuple[ConcordanceRow, ...]
    changed: BothWords | None = None
    added: BothWords | None = None
    dropped: BothWords | None = None


@dataclass(frozen=True, slots=True)
class ConcordancePages:
    """The concordance with one earlier edition."""

    title: BothWords
    date: date
    parts: tuple[ConcordancePart, ...]


def fingerprints(section: Section) -> dict[str, dict[Lang, str]]:
    """The digest of the text of each paragraph of a section, by anchor and language; empty where it has none."""
    if not isinstance(section.content, InstrumentPages):
        return {}
    found: dict[str, dict[Lang, str]] = {}
    for block in section.content.blocks:
        if block.anchor:
            by_lang = {lang: [p.text for p in passages] for lang, passages in block.columns if passages}
            found[block.anchor] = {lang: digest_of([block.mark, *texts]) for lang, texts in by_lang.items()}
    return found


def concordance_pages(earlier: EarlierEdition, book: Book, folios: Folios, locating: Locating) -> ConcordancePages:
    """Set the paragraphs of an earlier edition against those of a book.

    A paragraph is changed where its text differs in a language that both editions print.

    Args:
        earlier: the earlier edition.
        book: this edition, its instruments composed.
        folios: where every paragraph stands now.
        locating: cites the paragraphs.
    """
    now = {name: prints for section in book.sections for name, prints in fingerprints(section).items()}
    return ConcordancePages(earlier.title, earlier.date, tuple(_parts(earlier, book, now, _Now(folios, locating))))


@dataclass(frozen=True, slots=True)
class _Now:
    folios: Folios
    locating: Locating

    def cite(self, targets: list[Target]) -> BothWords | None:
        return self.locating.paragraphs(targets) if targets else None


def _parts(
    earlier: EarlierEdition, book: Book, now: Mapping[str, Mapping[Lang, str]], places: _Now
) -> Iterator[ConcordancePart]:
    seen: set[str] = set()
    for section in book.sections:
        if not isinstance(section.content, InstrumentPages):
            continue
        instrument = section.content.instrument
        targets = [target for _, target in passages(instrument) if places.folios.find(target.anchor)]
        kept = [target for target in targets if target.anchor in earlier.paragraphs]
        changed = [t for t in kept if _differs(earlier.paragraphs[t.anchor].digests, now.get(t.anchor, {}))]
        gone = [name for name in _of(instrument.id, earlier) if name not in {target.anchor for target in targets}]
        seen.update(_of(instrument.id, earlier))
        yield ConcordancePart(
            instrument.heading,
            instrument.id,
            tuple(_rows(kept, earlier, places)),
            places.cite(changed),
            places.cite([target for target in targets if target.anchor not in earlier.paragraphs]),
            places.cite([_gone(name) for name in gone]),
        )
    lost = [name for name in earlier.paragraphs if name not in seen]
    for name, group in groupby(lost, key=lambda anchor: anchor.partition(".")[0]):
        heading = earlier.instruments.get(name, BothWords(en=name, fr=name))
        yield ConcordancePart(heading, "", (), dropped=places.cite([_gone(anchor) for anchor in group]))


def _of(instrument: str, earlier: EarlierEdition) -> list[str]:
    return [name for name in earlier.paragraphs if name.partition(".")[0] == instrument]


def _differs(old: Mapping[Lang, str], new: Mapping[Lang, str]) -> bool:
    return any(old[lang] != new[lang] for lang in old if lang in new)


def _rows(kept: list[Target], earlier: EarlierEdition, places: _Now) -> Iterator[ConcordanceRow]:
    def place(target: Target) -> tuple[str, str, str]:
        return earlier.paragraphs[target.anchor].folio, places.folios.folio(target.anchor), target.part

    for (old, new, _), group in groupby(kept, key=place):
        targets = list(group)
        yield ConcordanceRow(places.locating.paragraphs(targets), old, new, targets[0].anchor)


def _gone(anchor: str) -> Target:
    """A passage that is no longer there, told by its anchor alone."""
    instrument, _, key = anchor.partition(".")
    part = key.partition(".")[0] if key.startswith("annex") else key[:2]
    return Target(anchor, instrument, key, part, 0, 0)
