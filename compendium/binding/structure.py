"""Structure trees of the Proofs, joined into one (ISO 32000-1, 14.7).

A Document holds a Part for each part of the book, prelims and back matter included; in a book that is not grouped, one
for the prelims, one for the body and one for the back matter. A Part holds a Sect for each section, under the heading
of the section. Each section has a leaf of its own in the tree of parents and in that of ids;
its keys count from the first of its numbers, its ids bear it, so that no other section can have the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.binding.numbers import Numbers, Written
from compendium.binding.plan import DOCUMENT, IDS, PARENTS, STRUCTURE, Plan, Run
from compendium.model.book import Book, Numbering


@dataclass(frozen=True, slots=True)
class Branch:
    """What the joined tree has to know of a section's.

    Attributes:
        sects: the numbers of its outermost elements.
        keys: the first and the last of its keys in the tree of parents; None where it has none.
        ids: the first and the last of its ids; None where it has none.
    """

    sects: tuple[int, ...] = ()
    keys: tuple[int, int] | None = None
    ids: tuple[str, str] | None = None


def places_of(book: Book) -> dict[str, str]:
    """Each section with the part of the book that it stands in: its own, or prelims, instruments and what follows."""
    last = max((n for n, section in enumerate(book.sections) if section.kind == "instrument"), default=-1)
    opened = {section.part for section in book.sections if section.part}
    found: dict[str, str] = {}
    for number, section in enumerate(book.sections):
        if section.part or section.id in opened:
            found[section.id] = section.part or section.id
        else:
            follows = "body" if number <= last else "back"
            found[section.id] = "prelims" if section.numbering is Numbering.ROMAN else follows
    return found


class SectionTree:
    """The tree of one tagged section, made ready to hang in that of the book."""

    def __init__(self, pdf: Pdf, pages: Sequence[Object], run: Run, part: Object) -> None:
        """Move its keys and ids, and hang it below a Part.

        Args:
            pdf: the section; every link has been resolved.
            pages: its pages.
            run: its numbers.
            part: stands for the Part.
        """
        root = pdf.Root[Name.StructTreeRoot]
        self._run = run
        self._parents = sorted(number_pairs(root.get(Name.ParentTree, Dictionary())), key=lambda pair: pair[0])
        _move_keys(pages, run.base)
        self._ids = _rename(root, f"{run.base}.")
        self._sects = [_sect(element) for element in _kids(root)]
        for sect in self._sects:
            sect[Name.P] = part
            if Name.Lang in pdf.Root and Name.Lang not in sect:
                sect[Name.Lang] = String(str(pdf.Root[Name.Lang]))

    def name(self, title: str) -> None:
        """Give the section its heading."""
        for sect in self._sects:
            sect[Name.T] = String(title)

    def written(self, numbers: Numbers) -> Iterator[Written]:
        """Its leaves of the trees of parents and ids."""
        if self._parents:
            pairs = b" ".join(b"%d %s" % (key + self._run.base, numbers.value(item)) for key, item in self._parents)
            first, last = self._keys()
            yield Written(self._run.parents, b"<</Limits[%d %d]/Nums[%s]>>" % (first, last, pairs))
        if self._ids:
            names = sorted(self._ids, key=str.encode)
            pairs = b" ".join(b"%s %s" % (_string(name), numbers.value(self._ids[name])) for name in names)
            limits = _string(names[0]) + _string(names[-1])
            yield Written(self._run.ids, b"<</Limits[%s]/Names[%s]>>" % (limits, pairs))

    def branch(self, numbers: Numbers) -> Branch:
        """What the joined tree has to know."""
        names = sorted(self._ids, key=str.encode)
        keys = self._keys() if self._parents else None
        ids = (names[0], names[-1]) if names else None
        return Branch(tuple(numbers.number(sect) for sect in self._sects), keys, ids)

    def _keys(self) -> tuple[int, int]:
        return self._parents[0][0] + self._run.base, self._parents[-1][0] + self._run.base


def join_structures(plan: Plan, branches: Mapping[str, Branch], titles: Mapping[str, str]) -> Iterator[Written]:
    """The joined tree above the sections; nothing where none is tagged.

    Args:
        plan: the numbers.
        branches: what each section has of it, in the order of the book.
        titles: the names of parts, by the sections that open them.
    """
    if not any(branch.sects for branch in branches.values()):
        return
    held: dict[int, list[int]] = {}
    for section, branch in branches.items():
        held.setdefault(plan.parts[section], []).extend(branch.sects)
    named = {plan.parts[section]: b"/T%s" % _string(title) for section, title in titles.items()}
    for part, sects in held.items():
        head = b"<</Type/StructElem/S/Part/P %d 0 R%s" % (DOCUMENT, named.get(part, b""))
        yield Written(part, b"%s/K[%s]>>" % (head, _references(sects)))
    yield Written(DOCUMENT, b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (STRUCTURE, _references(list(held))))
    parents = [plan.runs[name].parents for name, branch in branches.items() if branch.keys]
    yield Written(PARENTS, b"<</Kids[%s]>>" % _references(parents))
    first = sorted((branch.ids[0].encode(), name) for name, branch in branches.items() if branch.ids)
    ids = [plan.runs[name].ids for _, name in first]
    if ids:
        yield Written(IDS, b"<</Kids[%s]>>" % _references(ids))
    following = max((branch.keys[1] for branch in branches.values() if branch.keys), default=-1) + 1
    root = b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d" % (DOCUMENT, PARENTS, following)
    yield Written(STRUCTURE, root + (b"/IDTree %d 0 R>>" % IDS if ids else b">>"))


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _string(text: str) -> bytes:
    return String(text).unparse()


def _move_keys(pages: Sequence[Object], base: int) -> None:
    for page in pages:
        if Name.StructParents in page:
            page[Name.StructParents] = int(page[Name.StructParents]) + base
        for annotation in page.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                annotation[Name.StructParent] = int(annotation[Name.StructParent]) + base


def number_pairs(node: Object) -> Iterator[tuple[int, Object]]:
    """Keys and values of a number tree (ISO 32000-1, 7.9.7)."""
    entries = list(node.get(Name.Nums, ()))
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        yield int(key), value
    for kid in node.get(Name.Kids, ()):
        yield from number_pairs(kid)


def _sect(element: Object) -> Object:
    """The one Sect of a Proof; where there are more elements, or others, the Document of the Proof becomes it.

    Its namespace would be that of PDF 2.0, which has a Document of its own and no say in a file of PDF 1.7.
    """
    if Name.NS in element:
        del element[Name.NS]
    kids = _kids(element)
    held = element.get(Name.K, Array())
    if len(held) == len(kids) == 1 and kids[0].get(Name.S) == Name.Sect:
        return kids[0]
    element[Name.S] = Name.Sect
    return element


def only_kid(element: Object) -> Object:
    """The one element that another holds.

    Raises:
        ValueError: it holds none, or more.
    """
    (kid,) = _kids(element)
    return kid


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return [kid for kid in (list(kids) if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _rename(root: Object, prefix: str) -> dict[str, Object]:
    """Make ids unique in the book; the engine writes them without the tree that finds them, which is made here."""
    found: dict[str, Object] = {}
    waiting = _kids(root)
    while waiting:
        element = waiting.pop()
        waiting += [kid for kid in _kids(element) if Name.S in kid]
        if Name.ID in element:
            renamed = prefix + str(element[Name.ID])
            element[Name.ID] = String(renamed)
            found[renamed] = element
        attributes = element.get(Name.A, Array())
        for owner in list(attributes) if isinstance(attributes, Array) else [attributes]:
            if isinstance(owner, Dictionary) and Name.Headers in owner:
                owner[Name.Headers] = Array([String(prefix + str(name)) for name in owner[Name.Headers]])
    return found
