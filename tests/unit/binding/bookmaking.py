"""Small real books for the tests of binding and conformance: Proofs of short galleys, typeset in earnest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count

from compendium.binding import FOLIO_CHARACTERS, FOLIO_SECTION
from compendium.model.apparatus import Publication
from compendium.model.book import Book, Leaf, Numbering, Pagination, Section
from compendium.model.edition import Edition
from compendium.model.proof import Galley, Proof
from compendium.model.words import BothWords, Lang
from compendium.typesetting import font_face_css, font_files, typeset

FONT_FOLDERS = tuple(sorted({file.parent for file in font_files()}))
CSS = f"""
{font_face_css()}
@page {{ size: A5; margin: 20mm }}
html {{ font: 10pt/13pt "Compendium Serif"; hyphens: auto; hyphenate-character: "-" }}
h1 {{ font-size: 16pt; font-weight: 600 }} h2 {{ font-size: 11pt }} a {{ color: inherit }}
.note {{ float: footnote; font-size: 8pt; line-height: 10pt }} .fr {{ font-style: italic }}
.break {{ break-before: page }}
"""
FOLIO_CSS = f"""
@page {{
  @bottom-right {{ content: "{FOLIO_CHARACTERS}"; font: 8pt "Compendium Serif"; color: #123456; white-space: nowrap }}
}}
@page :left {{
  @bottom-right {{ content: none }}
  @bottom-left {{ content: "{FOLIO_CHARACTERS}"; font: 8pt "Compendium Serif"; color: #123456; white-space: nowrap }}
}}
"""


@cache
def proof(section: str, body: str, css: str = "", lang: str = "en") -> Proof:
    """Typeset a section."""
    head = f'<html lang="{lang}"><title>{section}</title><style>{CSS}{css}</style>'
    return typeset(Galley(section, f"<!doctype html>{head}<body>{body}</body></html>", (), FONT_FOLDERS), section)


def specimen(css: str = FOLIO_CSS) -> Proof:
    """The folio specimen: a recto and a verso."""
    return proof(FOLIO_SECTION, '<div></div><div class="break"></div>', css)


def words(text: str, french: str = "") -> BothWords:
    return BothWords(en=text, fr=french or f"{text} (fr)")


PUBLICATION = Publication(
    id="publication",
    title=words("Texts", "Textes"),
    publisher=words("The Association", "L’Association"),
    date=date(2026, 3, 1),
    keywords=(words("peace", "paix"), words("cities", "villes")),
)


@dataclass
class Making:
    """A book in the making: sections with their Proofs, every one from a recto."""

    languages: tuple[Lang, ...] = (Lang.EN, Lang.FR)
    sections: list[Section] = field(default_factory=list)
    proofs: dict[str, Proof] = field(default_factory=dict)

    def add(self, name: str, body: str, heading: BothWords | None = None, **options) -> Making:
        roman = options.pop("roman", False)
        display = options.pop("display", False)
        numbering = Numbering.ROMAN if roman else Numbering.ARABIC
        self.sections.append(Section(name, "instrument", None, heading, numbering, display=display))
        self.proofs[name] = proof(name, body, **options)
        return self

    @property
    def book(self) -> Book:
        edition = Edition(id="test", languages=self.languages)
        return Book(edition, words("The Texts", "Les Textes"), tuple(self.sections))

    @property
    def pagination(self) -> Pagination:
        leaves: list[Leaf] = []
        starts: dict[str, int] = {}
        body = 0
        numbers = count(1)
        for position, section in enumerate(self.sections):
            roman = section.numbering is Numbering.ROMAN
            if len(leaves) % 2:
                previous = self.sections[position - 1].numbering is Numbering.ROMAN
                leaves.append(Leaf(None, 0, _label(next(numbers), previous), False, False))
            if not roman and not body and (position == 0 or self.sections[position - 1].numbering is Numbering.ROMAN):
                numbers, body = count(1), len(leaves)
            starts[section.id] = len(leaves)
            for index in range(self.proofs[section.id].ledger.pages):
                label = _label(next(numbers), roman)
                leaves.append(Leaf(section.id, index, label, len(leaves) % 2 == 0, not section.display))
        return Pagination(tuple(leaves), starts, body)

    def bind(self, **options) -> bytes:
        from compendium.binding import Instructions, bind

        proofs = {FOLIO_SECTION: specimen(), **self.proofs}
        return bind(self.book, proofs, self.pagination, PUBLICATION, Instructions(**options))


def _label(number: int, roman: bool) -> str:
    return roman_figure(number) if roman else str(number)


def roman_figure(number: int) -> str:
    """Written apart from the room on purpose: a second reading of the same rule."""
    figures = "i" * number
    for low, high in (("iiiii", "v"), ("vv", "x"), ("xxxxx", "l"), ("ll", "c"), ("ccccc", "d"), ("dd", "m")):
        figures = figures.replace(low, high)
    for low, high in (
        ("dcccc", "cm"),
        ("cccc", "cd"),
        ("lxxxx", "xc"),
        ("xxxx", "xl"),
        ("viiii", "ix"),
        ("iiii", "iv"),
    ):
        figures = figures.replace(low, high)
    return re.sub(r"\s", "", figures)


SAMPLE = "The member cities are invited to report on the measures that they have taken, six months before the session. "


def sample_book() -> Making:
    """Two prelims and two instruments that refer to each other, with blanks between them."""
    making = Making()
    making.add("title", "<p>Title</p>", roman=True, display=True)
    making.add(
        "contents",
        '<h1>Contents</h1><p><a href="compendium:one">One 1</a><p><a href="compendium:two.op2">Two 5</a>',
        words("Contents", "Sommaire"),
        roman=True,
    )
    paragraphs = "".join(f'<p id="one.op{n}">{n}. {SAMPLE * 4}</p>' for n in range(1, 13))
    making.add("one", f'<h1 id="t">One</h1><h2>Part</h2>{paragraphs}<p><a href="#t">top</a></p>', words("One", "Un"))
    making.add(
        "two",
        f'<h1 id="t">Two</h1><p id="two.op1">{SAMPLE} <i>In italics</i> <b>and bold</b></p><h2>Further</h2>'
        f'<p id="two.op2">{SAMPLE} <a href="compendium:one.op12">op 12</a> <a href="#t">top</a></p>',
        words("Two", "Deux"),
    )
    return making
