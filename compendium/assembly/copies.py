"""The pages of one copy that are its own: cover, imprint of the copy, letter of transmission, draft letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compendium import markup
from compendium.assembly.phrases import words
from compendium.languages import country_name, french_of, french_to, phrase, vague_date
from compendium.model.apparatus import City, Letter, Publication, Standing
from compendium.model.book import Book, Numbering, Section
from compendium.model.edition import Edition, Trim
from compendium.model.library import Library
from compendium.model.words import BothWords, Lang

COPY = "copy"
"""The id and the kind of the section; its pages stand before those that all copies share."""

_TO_PARTIES, _TO_OTHERS = "full-effect", "ratification"
"""Ids of the model letters: to a state that is a party, there is nothing left to ask but full effect."""


@dataclass(frozen=True, slots=True)
class CopyPages:
    """What the pages of one copy print.

    Attributes:
        publication: the publication.
        title: the title of the edition.
        city: the city that receives the copy.
        lang: its language, the only one on these pages.
        number: the number of the copy; `of` copies in the run.
        name: the city's name.
        to_city: the name where the copy goes to: `Geneva`, `à Genève`.
        of_city: the name where something is of the city: `Geneva`, `de Genève`.
        country: the name of its country.
        standing: the standing of its state, where a treaty is told.
        as_of: when the standing was so.
        treaty: the treaty.
        letter: the title and the lines of the letter to the government, filled in; empty where there is none.
    """

    publication: Publication
    title: BothWords
    city: City
    lang: Lang
    number: int
    of: int
    name: str
    to_city: str
    of_city: str
    country: str
    standing: str
    as_of: str
    treaty: str
    letter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a run: who receives it, and its number among so many."""

    city: City
    number: int
    of: int


def copy_book(library: Library, edition: Edition, copy: Copy) -> Book:
    """The pages of one copy as a book of one section, in the language of its city.

    Raises:
        KeyError: no country has the code of the city's.
    """
    lang = copy.city.language
    title = edition.title or library.publication.title
    pages = _pages(library, title, copy, lang)
    section = Section(COPY, COPY, pages, words("copy.title"), numbering=Numbering.ROMAN, display=True)
    return Book(edition.model_copy(update={"languages": (lang,)}), title, (section,))


def _pages(library: Library, title: BothWords, copy: Copy, lang: Lang) -> CopyPages:
    city = copy.city
    name = city.name.of(lang)
    treaty = next(iter(library.treaties.values()), None)
    told = treaty.of(city.country) if treaty else None
    cited = library.cited.get(treaty.treaty) if treaty else None
    fields = {
        "city": name,
        "country": country_name(city.country, lang),
        "standing": phrase(f"treaties.{told}", lang) if told else "",
        "date": vague_date(treaty.as_of, lang) if treaty else "",
    }
    letter = _letter(library, told)
    return CopyPages(
        publication=library.publication,
        title=title,
        city=city,
        lang=lang,
        number=copy.number,
        of=copy.of,
        name=name,
        to_city=(city.french_to or french_to(name)) if lang is Lang.FR else name,
        of_city=(city.french_of or french_of(name)) if lang is Lang.FR else name,
        country=fields["country"],
        standing=fields["standing"],
        as_of=fields["date"],
        treaty=_plain(cited.title.of(lang)) if cited else "",
        letter=_filled(letter, fields, lang) if letter else (),
    )


def _letter(library: Library, told: Standing | None) -> Letter | None:
    """The model letter that suits the standing; the first where none is named so."""
    wanted = _TO_PARTIES if told is Standing.PARTY else _TO_OTHERS
    letters = {letter.id: letter for letter in library.letters}
    return letters.get(wanted) or next(iter(letters.values()), None)


def _filled(letter: Letter, fields: dict[str, str], lang: Lang) -> tuple[str, ...]:
    lines = []
    for line in letter.lines:
        text = line.of(lang)
        for name, value in fields.items():
            text = text.replace(f"{{{name}}}", markup.escape(value))
        lines.append(text)
    return tuple(lines)


def _plain(text: str) -> str:
    return markup.plain(markup.parse(text))


@dataclass(frozen=True, slots=True)
class Label:
    """One label: to whom, where, and the number of the copy.

    The country stands in capitals, as the Universal Postal Union asks for letters abroad.
    """

    lang: Lang
    to: str
    country: str
    number: str


@dataclass(frozen=True, slots=True)
class LabelPages:
    """Sheets of labels, in rows of three."""

    rows: tuple[tuple[Label, ...], ...]


LABELS = "labels"
_ACROSS = 3
"""Labels side by side on an A4 sheet of twenty-four, 70 x 37 mm each."""


def label_book(library: Library, copies: Sequence[Copy]) -> Book:
    """The labels of a run as a book of one section, on A4."""
    made = [_label(copy) for copy in copies]
    rows = tuple(tuple(made[start : start + _ACROSS]) for start in range(0, len(made), _ACROSS))
    edition = Edition(id=LABELS, languages=tuple(Lang), trim=Trim.A4)
    section = Section(LABELS, LABELS, LabelPages(rows), words("copy.labels"), display=True)
    return Book(edition, library.publication.title, (section,))


def _label(copy: Copy) -> Label:
    city = copy.city
    lang = city.language
    name = city.name.of(lang)
    of_city = (city.french_of or french_of(name)) if lang is Lang.FR else name
    country = country_name(city.country, lang).upper()
    number = phrase("copy.label.number", lang, number=copy.number)
    return Label(lang, phrase("copy.letter.to", lang, city=of_city), country, number)
