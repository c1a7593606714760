"""Structure trees of the Proofs, joined into one (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.binding.gathering import BookBlock
from compendium.binding.outline import heading_text
from compendium.model.book import Book, Numbering


@dataclass(slots=True)
class _Tree:
    """The joined tree as it grows.

    Attributes:
        document: the root element.
        parts: the Parts of the book in their order, with what each holds.
    """

    document: Object
    parts: list[tuple[str, list[Object]]] = field(default_factory=list)
    parents: list[Object | int] = field(default_factory=list)
    ids: dict[str, Object] = field(default_factory=dict)
    next_key: int = 0


def join_structures(block: BookBlock, book: Book) -> None:
    """Hang the tree of every tagged Proof under one Document; nothing where no Proof is tagged.

    The Document holds a Part for the prelims, one for the body and one for the back matter; a Part holds a Sect for
    each section, under the heading of the section. Keys of the parent tree are renumbered; element ids take the
    section's position before them, as two sections may use the same.

    Args:
        block: the gathered pages; every link has been resolved.
        book: its sections, in their order.
    """
    pages_of = _pages_by_section(block)
    tagged = {section: source for section, source in block.sources.items() if Name.StructTreeRoot in source.Root}
    if not tagged:
        return
    pdf = block.pdf
    tree = _Tree(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document)))
    places = dict(_places(book))
    titles = {s.id: heading_text(s.heading, book.edition.languages) for s in book.sections if s.heading}
    for position, (section, source) in enumerate(tagged.items()):
        root = pdf.copy_foreign(source.Root[Name.StructTreeRoot])
        _renumber(tree, root, pages_of[section])
        _rename(tree, root, f"s{position}.")
        place = places.get(section, "")
        if not tree.parts or tree.parts[-1][0] != place:
            tree.parts.append((place, []))
        for element in _kids(root):
            sect = _sect(element)
            if Name.Lang in source.Root and Name.Lang not in sect:
                sect[Name.Lang] = String(str(source.Root[Name.Lang]))
            if section in titles:
                sect[Name.T] = String(titles[section])
            tree.parts[-1][1].append(sect)
    _write(pdf, tree)


def _places(book: Book) -> Iterator[tuple[str, str]]:
    """Each section with the part of the book that it stands in: what has roman folios, what holds the instruments."""
    last = max((n for n, section in enumerate(book.sections) if section.kind == "instrument"), default=-1)
    for number, section in enumerate(book.sections):
        if section.numbering is Numbering.ROMAN:
            yield section.id, "prelims"
        else:
            yield section.id, "body" if number <= last else "back"


def _pages_by_section(block: BookBlock) -> dict[str, list[Object]]:
    found: dict[str, list[Object]] = {}
    for section, source in block.sources.items():
        start = block.starts[section]
        found[section] = block.pages[start : start + len(source.pages)]
    return found


def _renumber(tree: _Tree, root: Object, pages: list[Object]) -> None:
    entries = list(_number_pairs(root.get(Name.ParentTree, Dictionary())))
    base = tree.next_key
    for key, value in entries:
        tree.parents += [key + base, value]
    for page in pages:
        if Name.StructParents in page:
            page[Name.StructParents] = int(page[Name.StructParents]) + base
        for annotation in page.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                annotation[Name.StructParent] = int(annotation[Name.StructParent]) + base
    tree.next_key = base + max((key for key, _ in entries), default=-1) + 1


def _number_pairs(node: Object) -> Iterator[tuple[int, Object]]:
    entries = list(node.get(Name.Nums, ()))
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        yield int(key), value
    for kid in node.get(Name.Kids, ()):
        yield from _number_pairs(kid)


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


def _kids(element: Object) -> list[Object]:
    kids = element.get(Name.K, Array())
    return [kid for kid in (list(kids) if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _rename(tree: _Tree, root: Object, prefix: str) -> None:
    """Make ids unique in the book; the engine writes them without the tree that finds them, which is made here."""
    waiting = _kids(root)
    while waiting:
        element = waiting.pop()
        waiting += [kid for kid in _kids(element) if Name.S in kid]
        if Name.ID in element:
            renamed = prefix + str(element[Name.ID])
            element[Name.ID] = String(renamed)
            tree.ids[renamed] = element
        attributes = element.get(Name.A, Array())
        for owner in list(attributes) if isinstance(attributes, Array) else [attributes]:
            if isinstance(owner, Dictionary) and Name.Headers in owner:
                owner[Name.Headers] = Array([String(prefix + str(name)) for name in owner[Name.Headers]])


def _write(pdf: Pdf, tree: _Tree) -> None:
    root = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([tree.document]),
            ParentTree=pdf.make_indirect(Dictionary(Nums=Array(tree.parents))),
            ParentTreeNextKey=tree.next_key,
        )
    )
    if tree.ids:
        names: list[Object] = []
        for name, element in sorted(tree.ids.items(), key=lambda pair: pair[0].encode()):
            names += [String(name), element]
        root[Name.IDTree] = pdf.make_indirect(Dictionary(Names=Array(names)))
    tree.document[Name.P] = root
    tree.document[Name.K] = Array([_part(pdf, tree.document, held) for _, held in tree.parts])
    pdf.Root[Name.StructTreeRoot] = root
    pdf.Root[Name.MarkInfo] = Dictionary(Marked=True)


def _part(pdf: Pdf, document: Object, held: list[Object]) -> Object:
    part = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=document, K=Array(held)))
    for element in held:
        element[Name.P] = part
    return part
