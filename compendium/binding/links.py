"""Links: across sections, within a section, and out of the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.binding.faults import fault
from compendium.binding.gathering import BookBlock
from compendium.binding.outline import destination, heading_text
from compendium.model.book import Book, Pagination
from compendium.model.proof import Proof, Spot

SCHEME = "compendium:"
"""Addresses that composition writes for anchors of other sections."""


@dataclass(frozen=True, slots=True)
class _Anchored:
    section: str
    spot: Spot


class _Anchors:
    """Finds the section and the spot of an anchor."""

    def __init__(self, proofs: Mapping[str, Proof], pagination: Pagination) -> None:
        self._found: dict[str, list[_Anchored]] = {}
        for section in pagination.starts:
            spots = {section: Spot(0, 0.0, 0.0), **proofs[section].ledger.anchors}
            for anchor, spot in spots.items():
                self._found.setdefault(anchor, []).append(_Anchored(section, spot))

    def find(self, anchor: str, section: str) -> _Anchored:
        found = self._found.get(anchor, [])
        if not found:
            message = f"section {section} refers to {anchor}, which stands nowhere in the book"
            raise fault("BIND-ANCHOR", section, message, "print its target in this edition, or take the link out")
        # A section's name is the anchor of its first page, whatever else bears the name.
        named = [place for place in found if place.section == anchor] or found
        if len(named) > 1:
            places = ", ".join(place.section for place in named)
            message = f"section {section} refers to {anchor}, which stands in several sections: {places}"
            raise fault("BIND-ANCHOR", section, message, "an anchor has to be unique in the book")
        return named[0]


def resolve_links(block: BookBlock, book: Book, proofs: Mapping[str, Proof], pagination: Pagination) -> None:
    """Turn every link into an explicit destination; named destinations would collide between sections.

    Raises:
        EngineError: BIND-ANCHOR where a link leads to an anchor that no section holds.
    """
    anchors = _Anchors(proofs, pagination)
    titles = {s.id: heading_text(s.heading, book.edition.languages) for s in book.sections if s.heading}
    named = {section: _named_destinations(source) for section, source in block.sources.items()}
    for leaf, page in zip(pagination.leaves, block.pages, strict=True):
        if leaf.section is None:
            continue
        for link in _links(page):
            address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
            if address.startswith(SCHEME):
                target = anchors.find(unquote(address.removeprefix(SCHEME)), leaf.section)
                index = pagination.starts[target.section] + target.spot.page
                link[Name.Dest] = destination(block, index, target.spot)
                del link[Name.A]
                if Name.Contents in link:
                    label = pagination.leaves[index].label
                    link[Name.Contents] = String(", ".join(filter(None, (titles.get(target.section, ""), label))))
            else:
                _resolve_name(block, link, named[leaf.section], pagination.starts[leaf.section], leaf.section)


def _links(page: Object) -> Iterator[Object]:
    for annotation in page.get(Name.Annots, ()):
        if annotation.get(Name.Subtype) == Name.Link:
            yield annotation


def _named_destinations(source: Pdf) -> dict[str, tuple[int, list[Object]]]:
    """Name to page index in the Proof and the rest of the destination."""
    pages = {page.obj.objgen: index for index, page in enumerate(source.pages)}
    names = source.Root.get(Name.Names, Dictionary()).get(Name.Dests, Dictionary()).get(Name.Names, Array())
    entries = list(names)
    return {
        str(name): (pages[target[0].objgen], list(target)[1:])
        for name, target in zip(entries[::2], entries[1::2], strict=True)
    }


def _resolve_name(
    block: BookBlock, link: Object, named: Mapping[str, tuple[int, list[Object]]], start: int, section: str
) -> None:
    action = link.get(Name.A, Dictionary())
    target = action.get(Name.D) if action.get(Name.S) == Name.GoTo else link.get(Name.Dest)
    if not isinstance(target, String):
        return
    if str(target) not in named:
        message = f"section {section} links to {target}, which it does not hold"
        raise fault("BIND-ANCHOR", section, message)
    page, rest = named[str(target)]
    link[Name.Dest] = Array([block.pages[start + page], *rest])
    if Name.A in link:
        del link[Name.A]
