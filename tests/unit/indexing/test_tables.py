from __future__ import annotations

from compendium.indexing import by_body, cited_table, verb_table
from compendium.model.apparatus import CitedInstrument
from compendium.model.instrument import Note, Paragraph
from compendium.model.words import BothWords, Lang, Words
from tests.unit.indexing.small_library import instrument, library, paragraph


def entry(ident: str, date: str | None = None, **more: object) -> CitedInstrument:
    title = BothWords(en=ident, fr=ident)
    return CitedInstrument.model_validate({"id": ident, "title": title, "date": date, **more})


def everywhere(_: str) -> bool:
    return True


def note(en: str | None, fr: str | None = None) -> Note:
    return Note(adopted=Words(en=en, fr=fr))


def led(en: str, fr: str, text: str, texte: str, whom: tuple[str, str | None] | None = None) -> Paragraph:
    addressee = Words(en=whom[0], fr=whom[1]) if whom else None
    return Paragraph(adopted=Words(en=text, fr=texte), lead=Words(en=en, fr=fr), addressee=addressee)


def test_both_directions_by_date() -> None:
    texts = ["[b](cited:later)", "[a](cited:udhr), [b](cited:later), [c](cited:undated)"]
    lib = library(
        [],
        [instrument("one", [paragraph(en=text) for text in texts]), instrument("two", [paragraph(en="nothing")])],
        cited={c.id: c for c in (entry("undated"), entry("later", "2003-04"), entry("udhr", "1948-12-10"))},
    )
    table = cited_table(lib, tuple(lib.instruments.values()), Lang.EN, everywhere)
    assert [(c.cited.id, [t.anchor for t in c.targets]) for c in table.cited_in] == [
        ("udhr", ["one.op2"]),
        ("later", ["one.op1", "one.op2"]),
        ("undated", ["one.op2"]),
    ]
    assert [(c.instrument, [x.cited.id for x in c.citations]) for c in table.cites] == [
        ("one", ["udhr", "later", "undated"])
    ]


def test_a_note_is_cited_in_its_language() -> None:
    one = instrument(
        "one",
        [paragraph(en="text[^1] and[^2]")],
        notes={"1": note("[x](cited:udhr)", "[x](cited:udhr)"), "2": note("[x](cited:udhr)")},
    )
    lib = library([], [one], cited={"udhr": entry("udhr")})
    printed = {"one.n1.en", "one.n1.fr", "one.n2.en"}
    (citation,) = cited_table(lib, [one], Lang.FR, printed.__contains__).cited_in
    assert [(t.anchor, t.note) for t in citation.targets] == [("one.n1.fr", True), ("one.n2.en", True)]


def test_a_note_is_cited_where_the_book_has_it() -> None:
    """Beside the adopted wording the digest has notes of its own; a note that is not printed is left for its caller."""
    one = instrument(
        "one",
        [paragraph(en="text[^1] and[^2]")],
        notes={"1": note("[x](cited:udhr)"), "2": note("[x](cited:udhr)")},
    )
    lib = library([], [one], cited={"udhr": entry("udhr")})
    (citation,) = cited_table(lib, [one], Lang.FR, {"one.n2-digest.fr"}.__contains__).cited_in
    assert [(t.anchor, t.note) for t in citation.targets] == [("one.op1", False), ("one.n2-digest.fr", True)]


def test_an_instrument_of_the_book_is_cited_as_well() -> None:
    one = instrument("one", [paragraph(en="[x](two#op1) and [own](#op1) and [web](https://example.org/#a)")])
    two = instrument("two", [paragraph(en="[x](one#op1)")])
    lib = library([], [one, two], cited={"first": entry("first", "1990", instrument="one")})
    table = cited_table(lib, [one, two], Lang.EN, everywhere)
    assert [(c.cited.id, c.cited.instrument) for c in table.cited_in] == [("first", "one"), ("two", "two")]


def test_citations_by_body() -> None:
    cited = [entry("a", "1990", body="council"), entry("b", "1980", body="assembly"), entry("c")]
    one = instrument("one", [paragraph(en="".join(f"[x](cited:{c.id})" for c in cited))])
    table = cited_table(library([], [one], cited={c.id: c for c in cited}), [one], Lang.EN, everywhere)
    assert [(body, [c.cited.id for c in group]) for body, group in by_body(table.cited_in)] == [
        ("assembly", ["b"]),
        ("council", ["a"]),
        ("", ["c"]),
    ]


def test_verbs_of_each_language() -> None:
    operative = [
        led("*Urges*", "*Engage*", "*Urges* all Governments to act", "*Engage* tous les gouvernements à agir"),
        led("Calls upon", "Demande", "Calls upon States to ratify", "Demande aux États de ratifier"),
        led("urges", "engage", "urges that, in this context, nothing be lost", "engage que rien ne se perde"),
        paragraph(en="Notes nothing"),
    ]
    one = instrument("one", operative, [led("Recalling", "Rappelant", "Recalling x", "Rappelant x")])
    seen = {
        lang: [(v.verb, [(u.target.key, u.addressee) for u in v.uses]) for v in verb_table([one], lang)]
        for lang in Lang
    }
    assert seen[Lang.EN] == [
        ("Calls upon", [("op2", "States")]),
        ("Urges", [("op1", "all Governments"), ("op3", "")]),
    ]
    assert seen[Lang.FR] == [
        ("Demande", [("op2", "États")]),
        ("Engage", [("op1", "tous les gouvernements"), ("op3", "")]),
    ]


def test_whom_a_verb_addresses_is_curated_or_read_behind_a_verb_that_asks() -> None:
    operative = [
        led("Urges", "Engage", "Urges those who can to act", "Engage ceux qui le peuvent à agir", ("all", "tous")),
        led("Takes note", "Prend note", "Takes note of the rules on how to write", "Prend note des règles à écrire"),
        led("Welcomes", "Se félicite", "Welcomes the report to come", "Se félicite du rapport à venir", ("them", None)),
    ]
    one = instrument("one", operative)
    assert [[use.addressee for use in entry.uses] for entry in verb_table([one], Lang.EN)] == [[""], ["all"], ["them"]]
    assert [[use.addressee for use in entry.uses] for entry in verb_table([one], Lang.FR)] == [["tous"], [""], [""]]
