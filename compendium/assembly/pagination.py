"""Folios: which page of which section stands where in the bound book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from compendium.languages import roman
from compendium.model.book import Leaf, Numbering, Pagination, Section, Start


def paginate(sections: Sequence[Section], pages: Mapping[str, int]) -> Pagination:
    """Give every page of the book its folio.

    Prelims count in roman figures from i, the body in arabic figures from 1 (Chicago Manual of Style 1.7). A section
    that starts on a recto is preceded by a blank where it would fall on a verso; blanks are counted and carry no folio.
    A section with a label of its own is not counted. It takes up whole leaves, so that what follows keeps its side.

    Args:
        sections: the sections in their order; those with a label come first, then those in roman.
        pages: the number of pages of each section's Proof.
    """
    block = _Block()
    starts: dict[str, int] = {}
    body_start: int | None = None
    for section in sections:
        if section.numbering is Numbering.ARABIC and body_start is None:
            block.fill_leaf()
            body_start = len(block.leaves)
            block.count_from_one(str)
        if _wants_blank(section, block):
            block.add(None)
        starts[section.id] = len(block.leaves)
        for index in range(pages[section.id]):
            block.add(section, index)
        if section.label:
            block.fill_leaf(section.label)
            block.count_from_one(roman)
    return Pagination(tuple(block.leaves), starts, len(block.leaves) if body_start is None else body_start)


@dataclass(slots=True)
class _Block:
    """The pages as they gather.

    Attributes:
        leaves: the pages.
        first: position of the page that counts as one.
        figures: how its folio and those of the next are written.
    """

    leaves: list[Leaf] = field(default_factory=list)
    first: int = 0
    figures: Callable[[int], str] = roman

    @property
    def next_is_recto(self) -> bool:
        return len(self.leaves) % 2 == 0

    def count_from_one(self, figures: Callable[[int], str]) -> None:
        self.first, self.figures = len(self.leaves), figures

    def add(self, section: Section | None, index: int = 0, label: str = "") -> None:
        """The next page: of a section, or a blank."""
        shows_folio = section is not None and not section.display and not section.label
        label = label or (section.label if section else "") or self.figures(len(self.leaves) - self.first + 1)
        self.leaves.append(Leaf(section.id if section else None, index, label, self.next_is_recto, shows_folio))

    def fill_leaf(self, label: str = "") -> None:
        """A blank where the last leaf has its recto only."""
        if not self.next_is_recto:
            self.add(None, label=label)


def _wants_blank(section: Section, block: _Block) -> bool:
    if section.start is Start.NEXT:
        return False
    return block.next_is_recto is not (section.start is Start.RECTO)
