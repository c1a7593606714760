"""The outline: a heading for each section, the bookmarks of its Proof under it (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import String

from compendium import markup
from compendium.binding.gathering import Sheets
from compendium.binding.numbers import Numbers, Written
from compendium.binding.plan import OUTLINES, Plan
from compendium.model.book import Book
from compendium.model.proof import Bookmark, Proof, Spot
from compendium.model.words import BothWords, Lang


def heading_text(heading: BothWords, languages: tuple[Lang, ...]) -> str:
    """A heading as plain characters; in an edition of several languages all of them, as in `Water / Eau`."""
    texts = dict.fromkeys(markup.plain(markup.parse(heading.of(lang))) for lang in languages)
    return " / ".join(" ".join(text.split()) for text in texts)


def corner(sheets: Sheets, spot: Spot) -> tuple[float, float]:
    """A spot as a destination has it: points from the left edge and from the foot of the PDF page."""
    trim = sheets.trims[spot.page]
    return round(trim.left + spot.x, 2), round(trim.top - spot.y, 2)


@dataclass(slots=True)
class _Item:
    """An entry with those below it."""

    title: str
    destination: bytes
    number: int
    kids: list[_Item] = field(default_factory=list)

    @property
    def shown(self) -> int:
        """How many entries are below it, all of them open."""
        return sum(1 + kid.shown for kid in self.kids)


class OutlineWriter:
    """Writes the outline of a book."""

    def __init__(self, plan: Plan, sheets: Mapping[str, Sheets], numbers: Numbers) -> None:
        """Begin with no entry.

        Args:
            plan: the numbers of the pages.
            sheets: their trims.
            numbers: gives the entries their numbers.
        """
        self._plan = plan
        self._sheets = sheets
        self._numbers = numbers
        self._root = _Item("", b"", OUTLINES)

    def written(self, book: Book, proofs: Mapping[str, Proof]) -> Iterator[Written]:
        """The outline and every entry, in the order of the sections; the zoom stays as it is (12.3.2.2).

        What belongs to a part of the book stands below its entry.
        """
        languages = book.edition.languages
        branches: dict[str, _Item] = {}
        for section in book.sections:
            if section.id not in self._plan.runs:
                continue
            branch = branches.get(section.part, self._root)
            names: set[str] = set()
            if section.heading:
                title = heading_text(section.heading, languages)
                names = {title, *(heading_text(section.heading, (lang,)) for lang in Lang)}
                branch = branches[section.id] = self._item(branch, title, section.id, Spot(0, 0.0, 0.0))
            # The heading of the section stands in its Proof too; it is not to be listed twice.
            bookmarks = [b for b in proofs[section.id].ledger.bookmarks if " ".join(b.label.split()) not in names]
            self._nest(branch, section.id, bookmarks)
        if self._root.kids:
            yield Written(OUTLINES, b"<</Type/Outlines%s>>" % _kids(self._root))
            yield from _below(self._root)

    def _item(self, branch: _Item, title: str, section: str, spot: Spot) -> _Item:
        page = self._plan.runs[section].page(spot.page)
        left, top = corner(self._sheets[section], spot)
        item = _Item(title, f"[{page} 0 R/XYZ {left:g} {top:g} 0]".encode(), self._numbers.reserve())
        branch.kids.append(item)
        return item

    def _nest(self, branch: _Item, section: str, bookmarks: Iterable[Bookmark]) -> None:
        open_branches: list[tuple[int, _Item]] = [(0, branch)]
        for bookmark in bookmarks:
            while open_branches[-1][0] >= bookmark.level:
                open_branches.pop()
            item = self._item(open_branches[-1][1], bookmark.label, section, bookmark.spot)
            open_branches.append((bookmark.level, item))


def _below(branch: _Item) -> Iterator[Written]:
    for place, item in enumerate(branch.kids):
        around = b"/Parent %d 0 R" % branch.number
        if place:
            around += b"/Prev %d 0 R" % branch.kids[place - 1].number
        if place + 1 < len(branch.kids):
            around += b"/Next %d 0 R" % branch.kids[place + 1].number
        title = String(item.title).unparse()
        yield Written(item.number, b"<</Title %s/Dest%s%s%s>>" % (title, item.destination, around, _kids(item)))
        yield from _below(item)


def _kids(item: _Item) -> bytes:
    if not item.kids:
        return b""
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (item.kids[0].number, item.kids[-1].number, item.shown)
