"""In which order pages follow each other in the folded book, blanks included."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compendium.finishing.faults import fault

LEAF = 2
"""Pages of a leaf: its recto and its verso."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A page's place in the folded book.

    Attributes:
        page: index of the page in its file, from 0; None for a blank.
        source: which of the files the page is taken from, from 0.
        head_down: whether the page stands on its head when the book is held by its front cover.
    """

    page: int | None
    source: int = 0
    head_down: bool = False


BLANK = Slot(None)


def reading_order(pages: int, multiple: int, *, last_outside: bool = False) -> tuple[Slot, ...]:
    """The pages of one book, filled up with blanks.

    Args:
        pages: how many pages the file has.
        multiple: what the number of pages has to be a multiple of: a signature, or 4 for saddle stitch.
        last_outside: whether the last page is a back cover: blanks then stand before it, else at the end.

    Raises:
        ContentError: IMP-EMPTY, there is no page.
    """
    _check_some(pages)
    blanks = (BLANK,) * (-pages % multiple)
    slots = tuple(Slot(page) for page in range(pages))
    if last_outside and pages > 1:
        return (*slots[:-1], *blanks, slots[-1])
    return slots + blanks


def tumble_order(front: int, back: int, multiple: int) -> tuple[Slot, ...]:
    """Two books back to back (tête-bêche): turned over head to foot, the back becomes the front of the other.

    Each book keeps its own first page outside and its own numbering; blanks stand where the two meet.

    Args:
        front: pages of the first book.
        back: pages of the other one.
        multiple: what the number of pages has to be a multiple of.

    Raises:
        ContentError: IMP-EMPTY, one of the books has no page.
    """
    _check_some(min(front, back))
    ours = tuple(Slot(page) for page in range(front))
    theirs = tuple(replace(Slot(page), source=1, head_down=True) for page in reversed(range(back)))
    # The two last pages never share a leaf: neither book shows through from behind the other's text.
    between = front % LEAF + back % LEAF
    between += -(front + back + between) % multiple
    return ours + (BLANK,) * between + theirs


def blanks_of(slots: tuple[Slot, ...]) -> tuple[int, ...]:
    """The positions of the blanks in the folded book, from 1."""
    return tuple(position for position, slot in enumerate(slots, start=1) if slot.page is None)


def _check_some(pages: int) -> None:
    if pages < 1:
        raise fault("IMP-EMPTY", "booklet", "there is no page to impose", "give a file that has pages")
