from __future__ import annotations

from compendium.indexing import Entry, Index, IndexOptions, build_index
from compendium.model.library import Library
from compendium.model.words import BothWords, Lang
from tests.unit.indexing.small_library import instrument, library, paragraph, theme


def built(lib: Library, lang: Lang = Lang.EN, options: IndexOptions | None = None) -> Index:
    return build_index(lib, tuple(lib.instruments.values()), lang, options)


def outline(entries: tuple[Entry, ...], depth: int = 0) -> list[str]:
    """Each entry on a line: subheadings by indent, keys of the targets, see and see also."""
    lines = []
    for entry in entries:
        line = "  " * depth + entry.text
        line += "".join(f" {t.key}{'!' if t.principal else ''}" for t in entry.targets)
        line += "".join(f" > {link.text}" for link in entry.see) + "".join(f" + {link.text}" for link in entry.see_also)
        lines += [line, *outline(entry.subentries, depth + 1)]
    return lines


def test_a_narrower_concept_is_a_heading_and_a_subheading() -> None:
    themes = [theme("torture"), theme("redress", broader="torture"), theme("rehabilitation", broader="redress")]
    lib = library(themes, [instrument("a", [paragraph("rehabilitation"), paragraph("torture"), paragraph("redress")])])
    assert outline(built(lib).entries) == [
        "redress op3",
        "  rehabilitation op1",
        "rehabilitation op1",
        "torture op2",
        "  redress op3",
        "    rehabilitation op1",
    ]


def test_levels_are_the_options() -> None:
    themes = [theme("torture"), theme("redress", broader="torture"), theme("rehabilitation", broader="redress")]
    lib = library(themes, [instrument("a", [paragraph("rehabilitation")])])
    none = built(lib, options=IndexOptions(levels=0))
    assert outline(none.entries) == ["rehabilitation op1"]
    one = built(lib, options=IndexOptions(levels=1))
    assert outline(one.entries) == ["redress", "  rehabilitation op1", "rehabilitation op1"]


def test_other_names_send_to_the_concept() -> None:
    lib = library(
        [theme("detention", variants=["prisons", "custody"]), theme("jail", see="detention"), theme("unused")],
        [instrument("a", [paragraph("detention")])],
    )
    assert outline(built(lib).entries) == [
        "custody > detention",
        "detention op1",
        "jail > detention",
        "prisons > detention",
    ]
    assert outline(built(lib, options=IndexOptions(variants=False)).entries) == ["detention op1"]


def test_no_reference_is_blind() -> None:
    lib = library(
        [theme("a", related=["b", "c"]), theme("b", variants=["bee"]), theme("c"), theme("d", see="b")],
        [instrument("i", [paragraph("a"), paragraph("c")])],
    )
    assert outline(built(lib).entries) == ["a op1 + c", "c op2"]


def test_a_name_that_is_a_heading_too_gets_a_see_also() -> None:
    lib = library(
        [theme("custody"), theme("detention", variants=["custody"])],
        [instrument("i", [paragraph("custody", "detention")])],
    )
    assert outline(built(lib).entries) == ["custody op1 + detention", "detention op1"]


def test_a_name_of_two_concepts_sends_to_both() -> None:
    lib = library([theme("b", variants=["x"]), theme("a", variants=["x"])], [instrument("i", [paragraph("a", "b")])])
    assert outline(built(lib).entries)[-1] == "x > a > b"


def test_a_tag_that_only_sends_on_counts_for_the_concept() -> None:
    lib = library([theme("a", see="b"), theme("b", see="c"), theme("c")], [instrument("i", [paragraph("a", "b", "c")])])
    assert outline(built(lib).entries) == ["a > c", "b > c", "c op1"]


def test_circles_end_where_they_close() -> None:
    lib = library(
        [theme("a", broader="b"), theme("b", broader="a"), theme("c", see="d"), theme("d", see="c")],
        [instrument("i", [paragraph("a"), paragraph("c")])],
    )
    assert outline(built(lib).entries) == ["a op1", "b", "  a op1"]


def test_letters_follow_the_language() -> None:
    lib = library(
        [theme("emergency", "état d’urgence"), theme("work", "œuvre"), theme("fifth", "l’accusé")],
        [instrument("i", [paragraph("emergency", "work", "fifth")])],
    )
    french = built(lib, Lang.FR)
    assert [(g.letter, [e.text for e in g.entries]) for g in french.groups] == [
        ("A", ["l’accusé"]),
        ("E", ["état d’urgence"]),
        ("O", ["œuvre"]),
    ]
    assert [e.counterpart for e in french.entries] == ["fifth", "emergency", "work"]
    assert [g.letter for g in built(lib).groups] == ["E", "F", "W"]


def test_scope_notes_are_on_demand() -> None:
    lib = library([theme("a", scope=BothWords(en="what it covers", fr="portée"))], [instrument("i", [paragraph("a")])])
    assert built(lib, Lang.FR).entries[0].scope == "portée"
    assert built(lib, Lang.FR, IndexOptions(scopes=False)).entries[0].scope == ""


def test_principal_treatment_and_sub_paragraphs() -> None:
    whole = paragraph("a", principal=["a"], items=[paragraph(), paragraph("a")])
    lib = library([theme("a")], [instrument("i", [whole, paragraph("a")])])
    targets = built(lib).entries[0].targets
    assert [(t.key, t.first, t.last, t.principal) for t in targets] == [
        ("op1", 0, 2, True),
        ("op1.2", 2, 2, False),
        ("op2", 3, 3, False),
    ]
    assert targets[0].anchor == "i.op1"
