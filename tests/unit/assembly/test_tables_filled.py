"""The tables around the instruments, and the concordance, of a book that was made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.assembly import EarlierEdition, EarlierParagraph, Folios, assemble, fill, fingerprints, paginate
from compendium.model.apparatus import Body, CitedInstrument, Term
from compendium.model.book import Book, Section
from compendium.model.edition import Edition, Extent
from compendium.model.instrument import Paragraph
from compendium.model.library import Library
from compendium.model.proof import Ledger, Spot
from compendium.model.words import BothWords, Lang, Words
from tests.unit.indexing.small_library import instrument, library, paragraph, theme


def both(en: str, fr: str = "") -> BothWords:
    return BothWords(en=en, fr=fr or en)


def made(**more: object) -> Library:
    text = "as said in [the Declaration](cited:udhr)"
    one = instrument("one", [paragraph("water", en=text), paragraph(en="two words")], [paragraph("water")])
    cited = CitedInstrument(id="udhr", title=both("Declaration"), date="1948-12-10", body="assembly")
    quiet = CitedInstrument(id="quiet", title=both("Quiet"), date="1900")
    names = {"body": both("Zebra Council", "Assises"), "assembly": both("Assembly", "Zone")}
    terms = [("state", "état"), ("zone", "abri"), ("eel", "œuvre")]
    glossary = tuple(
        Term(id=en, term=both(en, fr), definition=both("x"), themes=("water",) if en == "zone" else ())
        for en, fr in terms
    )
    return library(
        [theme("water", "eau")],
        [one],
        cited={"udhr": cited, "quiet": quiet},
        bodies={name: Body(id=name, name=words) for name, words in names.items()},
        glossary=glossary,
        **more,
    )


def edition(lang: Lang = Lang.EN, **more: object) -> Edition:
    return Edition.model_validate({"id": "small", "languages": (lang,), **more})


def filled(lib: Library, wanted: Edition, section: str, earlier: EarlierEdition | None = None) -> Section:
    book = assemble(lib, wanted)
    return fill(next(s for s in book.sections if s.id == section), lib, book, placed(book), earlier)


def placed(book: Book) -> Folios:
    """Every paragraph on a page of its own."""
    instruments = [s for s in book.sections if s.kind == "instrument"]
    ledgers = {}
    for section in instruments:
        spots = {name: Spot(page, 0, 0) for page, name in enumerate(fingerprints(section))}
        ledgers[section.id] = Ledger(len(spots), 1, 1, {section.id: Spot(0, 0, 0), **spots}, (), ())
    return Folios(paginate(instruments, {name: ledger.pages for name, ledger in ledgers.items()}), ledgers)


@pytest.mark.parametrize(("lang", "order"), [(Lang.EN, ["eel", "state", "zone"]), (Lang.FR, ["abri", "état", "œuvre"])])
def test_the_glossary_is_in_the_order_of_its_language(lang, order):
    pages = filled(made(), edition(lang), "glossary").content
    assert [line.term.term.of(lang) for line in pages.terms] == order
    found = {line.term.id: [(at.first, at.detail.en) for at in line.locators] for line in pages.terms}
    assert found["zone"] == [("1", "one, preamble §\u00a01"), ("2", "one, §\u00a0[1]")]
    assert found["eel"] == []


def test_instruments_cited_in_both_directions():
    pages = filled(made(), edition(), "cited").content
    assert [(line.cited.id, [at.first for at in line.locators]) for line in pages.by_date] == [
        ("quiet", []),
        ("udhr", ["2"]),
    ]
    assert [(group.name.en, [line.cited.id for line in group.lines]) for group in pages.by_body] == [
        ("Assembly", ["udhr"])
    ]
    assert [(group.anchor, [line.anchor for line in group.lines]) for group in pages.citing] == [
        ("one", ["cited.udhr"])
    ]


@pytest.mark.parametrize(("lang", "order"), [(Lang.EN, ["assembly", "body"]), (Lang.FR, ["body", "assembly"])])
def test_bodies_with_what_they_adopted(lang, order):
    pages = filled(made(), edition(lang), "bodies").content
    assert [line.body.id for line in pages.bodies] == order
    of_body = next(line for line in pages.bodies if line.body.id == "body")
    assert [(name.en, at.first) for name, at in of_body.instruments] == [("one", "1")]


def test_contents_name_the_parts_where_the_edition_wants_them():
    lines = {extent: filled(made(), edition(contents=extent), "contents").content for extent in Extent}
    assert [(line.anchor, line.folio, line.level) for line in lines[Extent.SHORT].lines] == [("one", "1", 1)]
    assert [(line.anchor, line.folio, line.level) for line in lines[Extent.FULL].lines] == [
        ("one", "1", 1),
        ("one.pp1", "1", 2),
        ("one.op1", "2", 2),
    ]
    assert lines[Extent.BOTH].lines == lines[Extent.SHORT].lines + lines[Extent.FULL].lines


def earlier(book: Book, **replaced: EarlierParagraph | None) -> EarlierEdition:
    prints = {name: digests for section in book.sections for name, digests in fingerprints(section).items()}
    paragraphs = {name: EarlierParagraph("40", digests) for name, digests in prints.items()}
    for name, paragraph_ in replaced.items():
        anchor = name.replace("_", ".")
        if paragraph_ is None:
            del paragraphs[anchor]
        else:
            paragraphs[anchor] = paragraph_
    return EarlierEdition(both("Old"), date(2020, 1, 1), {"gone": both("Gone")}, paragraphs)


def test_a_concordance_tells_what_became_of_each_paragraph():
    lib, wanted = made(), edition(previous="old.json")
    changed = EarlierParagraph("41", {Lang.EN: "another"})
    french = EarlierParagraph("40", {Lang.FR: "another language does not count"})
    old = earlier(assemble(lib, wanted), one_op1=changed, one_op2=None, one_pp1=french, gone_op7=changed)
    part, gone = filled(lib, wanted, "concordance", old).content.parts
    assert [(row.paragraphs.en, row.old, row.new) for row in part.rows] == [
        ("preamble §\u00a01", "40", "1"),
        ("§\u00a0[1]", "41", "2"),
    ]
    assert (part.changed.en, part.added.en, part.dropped) == ("§\u00a0[1]", "§\u00a0[2]", None)
    assert (gone.heading.en, gone.anchor, gone.dropped.en) == ("Gone", "", "§\u00a07")


def test_the_same_book_has_changed_nothing():
    lib, wanted = made(), edition(previous="old.json")
    (part,) = filled(lib, wanted, "concordance", earlier(assemble(lib, wanted))).content.parts
    assert (part.changed, part.added, part.dropped) == (None, None, None)
    assert [row.old for row in part.rows] == ["40", "40", "40"]


def test_verbs_are_an_index_of_whom_they_address():
    led = [
        Paragraph(adopted=Words(en=text), lead=Words(en=text.split(" all")[0].split(" that")[0]))
        for text in ("Urges all States to act", "Urges all States to rest", "Urges that it be done")
    ]
    lib = library([], [instrument("one", led)], bodies={"body": Body(id="body", name=both("x"))})
    (entry,) = filled(lib, edition(), "verbs-en").content.groups[0].entries
    assert (entry.text, [at.first for at in entry.locators]) == ("Urges", ["3"])
    assert [(sub.text, [at.detail.en for at in sub.locators]) for sub in entry.subentries] == [
        ("all States", ["one, §§\u00a0[1]–\u2060[2]"])
    ]
