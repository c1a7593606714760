"""Structure trees of the Proofs, joined into one (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.binding.gathering import BookBlock


@dataclass(slots=True)
class _Tree:
    """The joined tree as it grows."""

    document: Object
    kids: list[Object] = field(default_factory=list)
    parents: list[Object | int] = field(default_factory=list)
    ids: dict[str, Object] = field(default_factory=dict)
    next_key: int = 0


def join_structures(block: BookBlock) -> None:
    """Hang the tree of every tagged Proof under one Document, as a Part; nothing where no Proof is tagged.

    Keys of the parent tree are renumbered; element ids take the section's position before them, as two sections may
    use the same.
    """
    pages_of = _pages_by_section(block)
    tagged = {section: source for section, source in block.sources.items() if Name.StructTreeRoot in source.Root}
    if not tagged:
        return
    pdf = block.pdf
    tree = _Tree(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document)))
    for position, (section, source) in enumerate(tagged.items()):
        root = pdf.copy_foreign(source.Root[Name.StructTreeRoot])
        _renumber(tree, root, pages_of[section])
        _rename(tree, root, f"s{position}.")
        for element in _kids(root):
            _demote(element)
            element[Name.P] = tree.document
            tree.kids.append(element)
    _write(pdf, tree)


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


def _demote(element: Object) -> None:
    """The Document of a Proof is a Part of the book's; it stays, as content may hang on it without an element between.

    Its namespace is that of PDF 2.0, which has a Document of its own and no say in a file of PDF 1.7.
    """
    if element.get(Name.S) == Name.Document:
        element[Name.S] = Name.Part
    if Name.NS in element:
        del element[Name.NS]


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
    tree.document[Name.K] = Array(tree.kids)
    pdf.Root[Name.StructTreeRoot] = root
    pdf.Root[Name.MarkInfo] = Dictionary(Marked=True)
