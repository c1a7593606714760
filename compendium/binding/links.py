"""Links: across sections, within a section, and out of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.binding.faults import fault
from compendium.model.book import Pagination
from compendium.model.proof import Ledger, Spot

SCHEME = "compendium:"
"""Addresses that composition writes for anchors of other sections."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands in the book.

    Attributes:
        number: the number of its page among the objects of the bound book.
        left: points from the left edge of the PDF page.
        top: points from its foot.
        said: what a link to it says of itself: heading and folio.
    """

    number: int
    left: float
    top: float
    said: str


@dataclass(frozen=True, slots=True)
class _Anchored:
    section: str
    spot: Spot


class Anchors:
    """Finds the section and the spot of an anchor."""

    def __init__(self, ledgers: Mapping[str, Ledger], pagination: Pagination) -> None:
        """Index the anchors of every section that has pages."""
        self._found: dict[str, list[_Anchored]] = {}
        for section in pagination.starts:
            spots = {section: Spot(0, 0.0, 0.0), **ledgers[section].anchors}
            for anchor, spot in spots.items():
                self._found.setdefault(anchor, []).append(_Anchored(section, spot))

    def find(self, anchor: str, section: str) -> tuple[str, Spot]:
        """The section that holds an anchor, and where.

        Raises:
            EngineError: BIND-ANCHOR where no section holds it, or several do.
        """
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
        return named[0].section, named[0].spot


def references_of(page: Object) -> Iterator[str]:
    """The anchors of other sections that a page links to."""
    for link in links_of(page):
        address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
        if address.startswith(SCHEME):
            yield unquote(address.removeprefix(SCHEME))


def links_of(page: Object) -> Iterator[Object]:
    """The link annotations of a page."""
    for annotation in page.get(Name.Annots, ()):
        if annotation.get(Name.Subtype) == Name.Link:
            yield annotation


def resolve_links(
    pdf: Pdf, pages: Sequence[Object], section: str, places: Mapping[str, Place], page_of: Callable[[int], Object]
) -> None:
    """Turn every link of a section into an explicit destination; named ones would collide between sections.

    Args:
        pdf: the section.
        pages: its pages.
        section: its id.
        places: the anchors that it refers to across sections.
        page_of: gives an object to refer to a page of another section by its number.

    Raises:
        EngineError: BIND-ANCHOR where a link leads to a name that the section does not hold.
    """
    named = _named_destinations(pdf, pages)
    for page in pages:
        for link in links_of(page):
            address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
            if address.startswith(SCHEME):
                place = places[unquote(address.removeprefix(SCHEME))]
                link[Name.Dest] = Array([page_of(place.number), Name.XYZ, place.left, place.top, 0])
                del link[Name.A]
                if Name.Contents in link:
                    link[Name.Contents] = String(place.said)
            else:
                _resolve_name(link, named, section)


def _named_destinations(pdf: Pdf, pages: Iterable[Object]) -> dict[str, list[Object]]:
    names = pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests, Dictionary()).get(Name.Names, Array())
    own = {page.objgen for page in pages}
    entries = list(names)
    found = {str(name): list(target) for name, target in zip(entries[::2], entries[1::2], strict=True)}
    return {name: target for name, target in found.items() if target[0].objgen in own}


def _resolve_name(link: Object, named: Mapping[str, list[Object]], section: str) -> None:
    action = link.get(Name.A, Dictionary())
    target = action.get(Name.D) if action.get(Name.S) == Name.GoTo else link.get(Name.Dest)
    if not isinstance(target, String):
        return
    if str(target) not in named:
        raise fault("BIND-ANCHOR", section, f"section {section} links to {target}, which it does not hold")
    link[Name.Dest] = Array(named[str(target)])
    if Name.A in link:
        del link[Name.A]
