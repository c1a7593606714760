"""A long table is set in parts and pasted up; nobody can tell the pages from those of one set whole."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from compendium.assembly import assemble, fill
from compendium.assembly import stretches as long_tables
from compendium.composition import compose
from compendium.model.apparatus import Body, CitedInstrument
from compendium.model.edition import Edition, Locators
from compendium.model.proof import Proof, Target
from compendium.model.words import BothWords, Lang
from compendium.production.pasting import in_parts, put_together
from compendium.production.store import Store
from compendium.typesetting import digest_galley, dump, load, typeset
from compendium.typesetting.baselines import NEAR
from tests.unit.assembly.test_tables_filled import placed
from tests.unit.composition.test_index_pages import HOUSE, index_section
from tests.unit.indexing.small_library import instrument, library, paragraph, theme

SHADE = 64
"""Of 255: what a place that is rounded in its last figure does to the edge of a letter."""

BOTH = (Target.SCREEN, Target.PRESS)


def proof_of(section, book) -> Proof:
    galley = compose(section, book, HOUSE)
    return typeset(galley, digest_galley(galley), BOTH)


def cited_section(**wishes: object):
    """A filled table of instruments cited, and the book it belongs to."""
    rest = "shall be read beside what the same body has said before"
    texts = [f"as said in [it](cited:c{n % 13}) and [there](cited:c{n % 7}), which {rest}" for n in range(60)]
    one, two = (
        instrument(name, [paragraph("water", en=text) for text in texts[start::2]])
        for start, name in enumerate(("one", "two"))
    )
    cited = {
        f"c{n}": CitedInstrument(
            id=f"c{n}",
            title=BothWords(en=f"Convention on Matter {n}, which {rest}", fr=f"Convention sur la question {n}"),
            short=BothWords(en=f"Matter {n}", fr=f"Question {n}"),
            symbol=f"A/RES/{n}",
            date=f"19{50 + n}-02-03",
            body="body" if n % 3 else None,
        )
        for n in range(20)
    }
    bodies = {"body": Body(id="body", name=BothWords(en="Body", fr="Organe"))}
    lib = library([theme("water")], [one, two], bodies=bodies, cited=cited)
    book = assemble(lib, Edition.model_validate({"id": "small", "trim": "A5", **wishes}))
    return fill(next(s for s in book.sections if s.id == "cited"), lib, book, placed(book)), book


def cited_often():
    """The same, with one instrument that is cited in more places than a page holds."""
    section, book = cited_section(languages=(Lang.FR,))
    first, *others = section.content.by_date
    often = replace(first, locators=first.locators * 80)
    return replace(section, content=replace(section.content, by_date=(others[0], often, *others[1:]))), book


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((index_section, {"locators": Locators.PARAGRAPH}), id="index"),
        pytest.param((cited_section, {"languages": (Lang.FR,)}), id="cited"),
        pytest.param((cited_section, {"languages": (Lang.EN, Lang.FR), "mode": "parallel"}), id="cited-parallel"),
        pytest.param((cited_often, {}), id="cited-often"),
    ],
)
def both(request, tmp_path_factory):
    """The same table set whole and set in parts."""
    made, wishes = request.param
    patch = pytest.MonkeyPatch()
    patch.setattr(long_tables, "_FULL", 30)
    section, book = made(**wishes)
    whole = proof_of(section, book)
    patch.setattr(long_tables, "_WHOLE", 0)
    pieces = in_parts([section])
    store = Store(tmp_path_factory.mktemp("store"))
    proofs = {piece.id: proof_of(piece, book) for piece in pieces}
    yield whole, put_together([section], proofs, store)[section.id], list(proofs.values())
    patch.undo()


def pages(proof: Proof, target: Target) -> list[tuple[list[str], Image.Image]]:
    """The words and the picture of each page.

    Words are sorted: what stands off its line is painted after all others of its page, or of its slip.
    """
    book = pypdfium2.PdfDocument(io.BytesIO(proof.paints[target]))
    found = []
    for page in book:
        reader = page.get_textpage()
        found.append((sorted(reader.get_text_range().split()), page.render(scale=2, grayscale=True).to_pil()))
        reader.close()
    book.close()
    return found


def test_text_and_picture_are_the_same(both):
    whole, pasted, parts = both
    assert len(parts) > 3
    assert whole.ledger.pages > 2
    for target in BOTH:
        for one, other in zip(pages(whole, target), pages(pasted, target), strict=True):
            assert one[0] == other[0]
            assert one[1].size == other[1].size
            assert ImageChops.difference(one[1], other[1]).getextrema()[1] < SHADE


def test_every_anchor_and_bookmark_stands_where_it_stood(both):
    whole, pasted, _ = both
    assert pasted.ledger.anchors.keys() == whole.ledger.anchors.keys()
    for name, spot in whole.ledger.anchors.items():
        other = pasted.ledger.anchors[name]
        assert (other.page, other.x) == pytest.approx((spot.page, spot.x), abs=0.002)
        # The box of an entry is not moved onto the grid; its lines are.
        assert other.y == pytest.approx(spot.y, abs=0.002 if whole.section.startswith("index") else NEAR.pt)
    assert [mark.label for mark in pasted.ledger.bookmarks] == [mark.label for mark in whole.ledger.bookmarks]


def test_the_structure_tree_and_the_links_are_the_same(both):
    whole, pasted, _ = both
    assert told(whole) == told(pasted)


def told(proof: Proof) -> list[object]:
    """The tree in reading order, with the page of every mark and the address and place of every link."""
    with pikepdf.open(io.BytesIO(proof.paints[Target.SCREEN])) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        tree = pdf.Root.StructTreeRoot
        numbers = list(tree.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        return list(_elements(tree.K[0], places, parents))


def _elements(element, places, parents):
    yield str(element.S)
    for kid in element.K:
        if not isinstance(kid, pikepdf.Dictionary):
            assert parents[places[element.Pg.objgen]][int(kid)].objgen == element.objgen
            yield places[element.Pg.objgen]
        elif "/MCID" in kid:
            assert parents[places[kid.Pg.objgen]][int(kid.MCID)].objgen == element.objgen
            yield places[kid.Pg.objgen]
        elif "/Obj" in kid:
            assert parents[int(kid.Obj.StructParent)].objgen == element.objgen
            edges = tuple(round(float(edge), 1) for edge in kid.Obj.Rect)
            yield places[kid.Pg.objgen], str(kid.Obj.A.URI), edges
        else:
            assert kid.P.objgen == element.objgen
            yield from _elements(kid, places, parents)


def test_what_slips_hold_is_kept_with_them(both):
    _, _, parts = both
    assert all(load(dump(part)) == part for part in parts)
    assert any(part.ledger.column and part.ledger.column.structure for part in parts)
