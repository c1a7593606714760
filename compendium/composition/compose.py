"""A Section becomes a Galley."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from compendium import markup
from compendium.assembly import anchors_of, cite, pinpoint
from compendium.composition.codes import qr_code
from compendium.composition.inline import Typesetter, dressed
from compendium.diagnostics import ContentError, Diagnostic, Place
from compendium.languages import country_name, long_date, phrase, typeset, vague_date
from compendium.model.book import Book, Section
from compendium.model.edition import Mode
from compendium.model.house import House
from compendium.model.proof import Galley
from compendium.model.words import Lang, Words

SPECIMEN = "folio"
"""The section whose pages show every character of a folio in its place: binding reads it."""


def compose(section: Section, book: Book, house: House) -> Galley:
    """Compose one section.

    Args:
        section: a section with its content.
        book: the book it belongs to; decides languages, trim and which references lead somewhere.
        house: the folders of styles, templates and pictures.

    Raises:
        ContentError: a template is missing or asks for what is not there.
    """
    environment = _environment(house.templates)
    typesetter = Typesetter(section.id, anchors_of(book))
    names: dict[str, object] = {
        "section": section,
        "page": section.content,
        "book": book,
        "edition": book.edition,
        "languages": book.edition.languages,
        "parallel": book.edition.mode is not Mode.SINGLE and len(book.edition.languages) > 1,
        "facing": book.edition.mode is Mode.FACING and len(book.edition.languages) > 1,
        "prose": typesetter.prose,
        "title": typesetter.heading,
        "passage": typesetter.passage,
        "address": typesetter.address,
    }
    try:
        html = environment.get_template(f"book/{section.kind}.html").render(names)
    except TemplateError as error:
        raise ContentError(_fault(error, section)) from error
    return composed(section, html, book, house)


def composed(section: Section, html: str, book: Book, house: House) -> Galley:
    """The Galley of a section whose HTML is known."""
    return Galley(section.id, html, house.stylesheets(book.edition.trim), (house.styles, house.assets))


def specimen(book: Book, house: House) -> Galley:
    """The folio specimen of an edition: a recto and a verso with every character that a folio may have."""
    return compose(Section(SPECIMEN, "folio", None), book, house)


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=phrase,
        cite=cite,
        pinpoint=pinpoint,
        long_date=long_date,
        dressed=dressed,
        vague_date=vague_date,
        country_name=country_name,
        plain=_plain,
        to_fill_in=_to_fill_in,
        qr=qr_code,
        Lang=Lang,
    )
    return environment


def _plain(words: Words, lang: Lang) -> str:
    """A heading or a name without markup, set by the rules of its language."""
    return typeset(markup.plain(markup.parse(words.of(lang) or "")), lang)


_FIELDS = ("city", "country", "standing", "date")


def _to_fill_in(line: Words, lang: Lang) -> str:
    """A line of a model letter with its fields named in brackets, for a hand to fill in."""
    text = line.of(lang) or ""
    for name in _FIELDS:
        text = text.replace(f"{{{name}}}", f"\\[{phrase(f'letter.field.{name}', lang)}\\]")
    return text


def _fault(error: TemplateError, section: Section) -> Diagnostic:
    name = getattr(error, "name", None) or f"book/{section.kind}.html"
    line = getattr(error, "lineno", None) or _line_in_template(error)
    return Diagnostic(
        "COMP-TEMPLATE",
        f"{error.message or type(error).__name__} (section {section.id})",
        Place(f"templates/{name}", line),
        hint="mend the template, or take your copy of it away so that the one of the package is used",
    )


def _line_in_template(error: BaseException) -> int:
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
