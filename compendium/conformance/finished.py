"""A finished file as a whole: what of it is asked of the file itself every time, and its pages as they were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pikepdf import Dictionary, Name, Object, Pdf

from compendium.conformance.leaves import FileAt, Leaves, Number, opened
from compendium.conformance.means import PAGES, Means, together
from compendium.conformance.preflight.judging import ONCE, PAGE_BY_PAGE
from compendium.conformance.reading import Lot, Quire, ReadPage, ReadQuire, known_in, load_quire, page_of, read_lot
from compendium.conformance.texts import Wanted, search
from compendium.diagnostics import Diagnostic
from compendium.files import digest_of
from compendium.languages import letter, roman

_TOLD = 4 * PAGES
"""Pages for which the file is opened once where they were read before: PDFium does not take part, and takes no room."""


_OF_A_PAGE = 1024
"""Bytes that are kept of a page of text, at most about."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page.

    Attributes:
        page: index of the page that holds it.
        uri: the address that it leads to; empty for a link within the book.
        target: index of the page that it leads to; None where there is no such page.
        top: height of the target on its page in points, from the foot.
        words: the words that stand in it.
    """

    page: int
    uri: str = ""
    target: int | None = None
    top: float | None = None
    words: Sequence[str] = ()


@dataclass(slots=True)
class Found:
    """What reading the pages brought to light.

    Attributes:
        diagnostics: what is wrong.
        pages: anchor to the page of the book on which its text begins.
        passed: codes of the rules of preflight that the pages have passed, one by one or together.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()


class FinishedFile:
    """A PDF, opened; close it after use.

    Everything that depends on the whole of the file, such as labels, the outline and which page an object is, is asked
    of it every time; its pages are read once (see `reading`).
    """

    def __init__(self, file: FileAt) -> None:
        """Open the file; no page is read yet."""
        self._file = file
        self._pdf: Pdf = opened(file)
        leaves = Leaves(self._pdf)
        self._numbers, self._hands_down = leaves.numbers, leaves.hands_down
        self._pages: dict[int, ReadPage] = {}
        self._index: Mapping[Number, int] = {number: index for index, number in enumerate(self._numbers)}
        self._labels = _labels(self._pdf, len(self))

    def __len__(self) -> int:
        return len(self._numbers)

    def close(self) -> None:
        """Let it go."""
        self._pdf.close()

    def read(self, sections: Mapping[str, range], wanted: Mapping[str, Wanted], means: Means) -> Found:
        """Read every page, and look for the texts that have to stand on them.

        Args:
            sections: the pages of each section.
            wanted: what is looked for in sections.
            means: what helps.
        """
        found = Found()
        for section, texts in wanted.items():
            if not self._inside(sections.get(section, range(0))):
                found.diagnostics += search(texts, ())[0]
        keys: list[str] = []
        quires: list[Quire] = []
        for section, pages in self._quires(sections):
            key = digest_of(["quire", means.scope, section])
            before = means.kept.get(key) or b""
            # What was read before goes by the whole section; a long one that is new is read by several.
            step = PAGES if not before and section not in wanted else len(pages)
            for start in range(0, len(pages), step):
                keys.append(key)
                quires.append(Quire(pages[start : start + step], wanted.get(section), before))
        read: dict[str, list[ReadPage]] = {}
        programs: dict[Number, str] = {}
        passes = True
        for key, quire, (loaded, faults, is_new) in zip(keys, quires, self._as_read(quires, means), strict=True):
            self._pages.update((index, page) for (index, _), page in zip(quire.pages, loaded.pages, strict=True))
            found.diagnostics += faults
            found.pages.update((anchor, quire.pages[page][0]) for anchor, page in loaded.begun.items())
            read.setdefault(key, []).extend(loaded.pages)
            passes = passes and loaded.passes
            programs.update((number, digest) for digest, number in loaded.programs.items())
            if is_new:
                means.kept.put(key, replace(loaded, pages=read[key]).dump())
        once = len(set(programs.values())) == len(programs)
        if passes and not self._hands_down:
            found.passed = PAGE_BY_PAGE | {ONCE} if once else PAGE_BY_PAGE
        return found

    def _as_read(
        self, quires: Sequence[Quire], means: Means
    ) -> Iterator[tuple[ReadQuire, tuple[Diagnostic, ...], bool]]:
        """Each quire, what is wrong with its texts, and whether it had to be read now.

        Those that were read before are told here: that takes less time than to start those who could help.
        """
        told = known_in(self._lots((quire for quire in quires if quire.before), _TOLD))
        known = [next(told) if quire.before else None for quire in quires]
        lots = self._lots((quire for quire, before in zip(quires, known, strict=True) if before is None), PAGES)
        read = (outcome for lot in means.share(read_lot, lots) for outcome in lot)
        for before in known:
            if before is None:
                data, faults = next(read)
                yield load_quire(data), faults, True
            else:
                yield before, (), False

    def _lots(self, quires: Iterable[Quire], most: int) -> list[Lot]:
        return [Lot(self._file, some) for some in together(quires, _pages_of_text, most)]

    def _inside(self, pages: range) -> range:
        """What of these pages the file has."""
        return range(min(pages.start, len(self)), min(pages.stop, len(self)))

    def _quires(self, sections: Mapping[str, range]) -> Iterator[tuple[str, list[tuple[int, Number]]]]:
        """The pages of each section, and those that are in none."""
        rest = dict(enumerate(self._numbers))
        for section, pages in sections.items():
            held = [(index, rest.pop(index)) for index in self._inside(pages) if index in rest]
            if held:
                yield section, held
        if rest:
            yield "", list(rest.items())

    def label(self, index: int) -> str:
        """The page label that a reader shows."""
        return self._labels[index]

    def last_word(self, index: int) -> str:
        """What a page prints last, back to the next space, line end or gap."""
        return self._pages[index].last_word

    def is_empty(self, index: int) -> bool:
        """Whether a page draws nothing and links to nothing."""
        return self._pages[index].is_empty

    def links(self) -> Iterator[Link]:
        """Every link, page by page."""
        for index in range(len(self)):
            for uri, page, top, words in self._pages[index].links:
                yield Link(index, uri, self._index.get((page[0], page[1])) if page else None, top, words)

    def outline(self) -> Iterator[tuple[str, int | None]]:
        """Every entry of the outline with the index of its page."""
        waiting = list(reversed(self._pdf.open_outline().root))
        while waiting:
            item = waiting.pop()
            number, _ = page_of(self._pdf, item.destination)
            yield str(item.title), None if number is None else self._index.get(number)
            waiting += reversed(item.children)


def _pages_of_text(quire: Quire) -> int:
    """How many pages of text a quire is as much work as; what was read of an index is mostly its links."""
    return max(len(quire.pages), len(quire.before) // _OF_A_PAGE)


def _labels(pdf: Pdf, count: int) -> list[str]:
    """The label of every page (ISO 32000-1, 12.4.2); its position from 1 where none is given."""
    runs = sorted(_numbered(pdf.Root.get(Name.PageLabels, Dictionary())), key=lambda run: run[0])
    labels = [str(position) for position in range(1, count + 1)]
    for (start, run), end in zip(runs, [*(start for start, _ in runs[1:]), count], strict=False):
        first, style, prefix = int(run.get(Name.St, 1)), str(run.get(Name.S, "")), str(run.get(Name.P, ""))
        for index in range(start, min(end, count)):
            labels[index] = prefix + _figures(style, first + index - start)
    return labels


def _figures(style: str, value: int) -> str:
    match style:
        case "/D":
            return str(value)
        case "/r" | "/R":
            return roman(value) if style == "/r" else roman(value).upper()
        case "/a" | "/A":
            letters = letter((value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters if style == "/a" else letters.upper()
        case _:
            return ""


def _numbered(node: Object) -> Iterator[tuple[int, Object]]:
    """Keys and values of a number tree (ISO 32000-1, 7.9.7)."""
    entries = list(node.get(Name.Nums, ()))
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        yield int(key), value
    for kid in node.get(Name.Kids, ()):
        yield from _numbered(kid)
