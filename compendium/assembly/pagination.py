"""Folios: which page of which section stands where in the bound book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compendium.languages import roman
from compendium.model.book import Leaf, Numbering, Pagination, Section, Start


def paginate(sections: Sequence[Section], pages: Mapping[str, int]) -> Pagination:
    """Give every page of the book its folio.

    Prelims count in roman figures from i, the body in arabic figures from 1 (Chicago Manual of Style 1.7). A section
    that starts on a recto is preceded by a blank where it would fall on a verso; blanks are counted and carry no folio.

    Args:
        sections: the sections in their order; those in roman come first.
        pages: the number of pages of each section's Proof.
    """
    leaves: list[Leaf] = []
    starts: dict[str, int] = {}
    body_start: int | None = None
    for section in sections:
        if section.numbering is Numbering.ARABIC and body_start is None:
            if not _next_is_recto(leaves):
                leaves.append(_blank(leaves, body_start))
            body_start = len(leaves)
        if _wants_blank(section, leaves):
            leaves.append(_blank(leaves, body_start))
        starts[section.id] = len(leaves)
        for index in range(pages[section.id]):
            leaves.append(
                Leaf(section.id, index, _label(leaves, body_start), _next_is_recto(leaves), not section.display)
            )
    return Pagination(tuple(leaves), starts, len(leaves) if body_start is None else body_start)


def _next_is_recto(leaves: Sequence[Leaf]) -> bool:
    return len(leaves) % 2 == 0


def _wants_blank(section: Section, leaves: Sequence[Leaf]) -> bool:
    if section.start is Start.NEXT:
        return False
    return _next_is_recto(leaves) is not (section.start is Start.RECTO)


def _label(leaves: Sequence[Leaf], body_start: int | None) -> str:
    if body_start is None:
        return roman(len(leaves) + 1)
    return str(len(leaves) - body_start + 1)


def _blank(leaves: Sequence[Leaf], body_start: int | None) -> Leaf:
    return Leaf(None, 0, _label(leaves, body_start), _next_is_recto(leaves), shows_folio=False)
