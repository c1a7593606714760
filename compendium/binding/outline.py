"""The outline: a heading for each section, the bookmarks of its Proof under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pikepdf import Array, Name, OutlineItem

from compendium import markup
from compendium.binding.gathering import BookBlock, trim_of
from compendium.model.book import Book, Pagination
from compendium.model.proof import Bookmark, Proof, Spot
from compendium.model.words import BothWords, Lang


def heading_text(heading: BothWords, languages: tuple[Lang, ...]) -> str:
    """A heading as plain characters; in an edition of several languages all of them, as in `Water / Eau`."""
    texts = dict.fromkeys(markup.plain(markup.parse(heading.of(lang))) for lang in languages)
    return " / ".join(" ".join(text.split()) for text in texts)


def destination(block: BookBlock, page: int, spot: Spot) -> Array:
    """The explicit destination of a spot on a page of the book; the zoom stays as it is (ISO 32000-1, 12.3.2.2).

    Args:
        block: the gathered pages.
        page: index in the book, from 0.
        spot: its x and y are points from the top left corner of the trim.
    """
    target = block.pages[page]
    trim = trim_of(target)
    left, top = round(trim.left + spot.x, 2), round(trim.top - spot.y, 2)
    return Array([target, Name.XYZ, left, top, 0])


def write_outline(block: BookBlock, book: Book, proofs: Mapping[str, Proof], pagination: Pagination) -> None:
    """Write the outline in the order of the sections."""
    languages = book.edition.languages
    with block.pdf.open_outline() as outline:
        for section in book.sections:
            if section.id not in pagination.starts:
                continue
            start = pagination.starts[section.id]
            branch = outline.root
            names: set[str] = set()
            if section.heading:
                title = heading_text(section.heading, languages)
                names = {title, *(heading_text(section.heading, (lang,)) for lang in Lang)}
                item = OutlineItem(title, destination(block, start, Spot(0, 0.0, 0.0)))
                outline.root.append(item)
                branch = item.children
            # The heading of the section stands in its Proof too; it is not to be listed twice.
            bookmarks = [b for b in proofs[section.id].ledger.bookmarks if " ".join(b.label.split()) not in names]
            _nest(block, branch, bookmarks, start)
    block.pdf.Root[Name.PageMode] = Name.UseOutlines


def _nest(block: BookBlock, branch: list[OutlineItem], bookmarks: Iterable[Bookmark], start: int) -> None:
    open_branches: list[tuple[int, list[OutlineItem]]] = [(0, branch)]
    for bookmark in bookmarks:
        while open_branches[-1][0] >= bookmark.level:
            open_branches.pop()
        item = OutlineItem(bookmark.label, destination(block, start + bookmark.spot.page, bookmark.spot))
        open_branches[-1][1].append(item)
        open_branches.append((bookmark.level, item.children))
