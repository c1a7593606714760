"""An index in the house's own styles: what is hard to set still looks right, or nothing is set at all."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from compendium.assembly import Folios, assemble, fill, fingerprints, paginate
from compendium.composition import compose
from compendium.model.apparatus import Body
from compendium.model.edition import Edition, IndexStyle, Locators
from compendium.model.house import House
from compendium.model.proof import Galley, Ledger, Spot, Target
from compendium.model.words import BothWords, Lang
from compendium.typesetting import digest_galley, typeset
from tests.unit.indexing.small_library import instrument, library, paragraph, theme

ROOT = Path(__file__).resolve().parents[3]
HOUSE = House(ROOT / "styles", (ROOT / "templates",), ROOT / "content" / "assets")
LONG = "-".join(["protection"] * 19)[:200].rstrip("-")


def index_section(**wishes: object):
    """A filled index section, and the book it belongs to."""
    names = ["water", "wells", "fords", LONG, *(f"kind{n}" for n in range(30))]
    themes = [theme("water")] + [theme(name, broader="water") for name in names[1:]]
    one = instrument("one", [paragraph(*names[n % 5 :: 5], principal=(names[n % 34],)) for n in range(40)])
    lib = library(themes, [one], bodies={"body": Body(id="body", name=BothWords(en="Body", fr="Organe"))})
    edition = Edition.model_validate({"id": "small", "languages": (Lang.EN,), **wishes})
    book = assemble(lib, edition)
    section = next(s for s in book.sections if s.kind == "instrument")
    spots = {name: Spot(page // 3, 0, 0) for page, name in enumerate(fingerprints(section))}
    ledgers = {"one": Ledger(14, 1, 1, {"one": Spot(0, 0, 0), **spots}, (), ())}
    folios = Folios(paginate([section], {"one": 14}), ledgers)
    index = next(s for s in book.sections if s.kind == "index")
    return fill(index, lib, book, folios), book


def galley(**wishes: object) -> Galley:
    return compose(*index_section(**wishes), HOUSE)


def text_of(made: Galley) -> str:
    proof = typeset(made, digest_galley(made))
    book = pypdfium2.PdfDocument(io.BytesIO(proof.paints[Target.SCREEN]))
    texts = []
    for page in book:
        reader = page.get_textpage()
        texts.append(reader.get_text_range())
        reader.close()
    book.close()
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("style", IndexStyle)
@pytest.mark.parametrize("locators", Locators)
def test_a_heading_of_two_hundred_characters_is_set_whole(style, locators):
    text = text_of(galley(index=style, locators=locators))
    assert LONG.replace("-", " ").replace(" ", "") in text.replace(" ", "").replace("\ufffe", "")
    assert ("§" in text) is (locators is Locators.PARAGRAPH)


def test_subheadings_run_in_or_stand_below():
    run_in, indented = (galley(index=style).html for style in (IndexStyle.RUN_IN, IndexStyle.INDENTED))
    assert run_in.count("index-depth-1") < indented.count("index-depth-1")
    assert text_of(galley(index=IndexStyle.INDENTED)).count("water (continued)") >= 1


def test_an_entry_that_fills_lines_with_paragraphs_may_go_on_in_the_next_column():
    folios, paragraphs = (galley(locators=locators).html.count("data-spare") for locators in Locators)
    assert paragraphs > folios
