"""A long index is set in parts and pasted up; nobody can tell the pages from those of an index set whole."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from compendium.assembly import index as indexes
from compendium.composition import compose
from compendium.model.edition import Locators
from compendium.model.proof import Proof, Target
from compendium.production.pasting import in_parts, put_together
from compendium.production.store import Store
from compendium.typesetting import digest_galley, dump, load, typeset
from tests.unit.composition.test_index_pages import HOUSE, index_section

BOTH = (Target.SCREEN, Target.PRESS)


def proof_of(section, book) -> Proof:
    galley = compose(section, book, HOUSE)
    return typeset(galley, digest_galley(galley), BOTH)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same index set whole and set in parts."""
    patch = pytest.MonkeyPatch()
    patch.setattr(indexes, "_PART", 30)
    section, book = index_section(locators=Locators.PARAGRAPH)
    whole = proof_of(section, book)
    patch.setattr(indexes, "_WHOLE", 0)
    pieces = in_parts([section])
    store = Store(tmp_path_factory.mktemp("store"))
    proofs = {piece.id: proof_of(piece, book) for piece in pieces}
    yield whole, put_together([section], proofs, store)[section.id], list(proofs.values())
    patch.undo()


def pages(proof: Proof, target: Target) -> list[tuple[list[str], bytes]]:
    book = pypdfium2.PdfDocument(io.BytesIO(proof.paints[target]))
    found = []
    for page in book:
        reader = page.get_textpage()
        # Whether the reader of text sees a space at the end of a line hangs on thousandths of a point.
        lines = [line.rstrip() for line in reader.get_text_range().splitlines()]
        found.append((lines, bytes(page.render(scale=2).buffer)))
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
            assert one[1] == other[1]


def test_every_anchor_and_bookmark_stands_where_it_stood(both):
    whole, pasted, _ = both
    assert pasted.ledger.anchors.keys() == whole.ledger.anchors.keys()
    for name, spot in whole.ledger.anchors.items():
        other = pasted.ledger.anchors[name]
        assert (other.page, other.x, other.y) == pytest.approx((spot.page, spot.x, spot.y), abs=0.002)
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
