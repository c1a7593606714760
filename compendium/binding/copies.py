"""Copies of one book: the pages of each are set before those that all share, which are bound and written once.

A copy is the shared file, byte for byte, and an update behind it (ISO 32000-1, 7.5.6): the objects of its own pages,
and the few of the shared file that have to name them: the page tree, the page labels, the structure tree. So a copy
costs what its own pages cost, however long the book is.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from compendium.binding.updating import Update


class CopyBinder:
    """Binds copies of one shared book."""

    def __init__(self, shared: bytes) -> None:
        """Open the shared book once for the whole run.

        Args:
            shared: a book as `bind` makes it: its page tree has one node below its root, and what a copy replaces
                (see `binding.plan`) stands by itself.
        """
        self._shared = shared
        self._pdf = Pdf.open(io.BytesIO(shared))
        self._start = int(shared[shared.rindex(b"startxref") :].split()[1])

    def copy(self, front: bytes, heading: str) -> bytes:
        """One copy: the pages of `front`, then those that are shared.

        Args:
            front: the finished file of the copy's own pages, an even number of the same size; their labels are the
                heading, so that no folio of the shared pages moves.
            heading: what a reader's page box shows for them.
        """
        with Pdf.open(io.BytesIO(front)) as own:
            update = Update(int(self._pdf.trailer[Name.Size]), len(self._shared))
            if Name.StructTreeRoot in own.Root and Name.StructTreeRoot in self._pdf.Root:
                self._write_structure(update, own)
            self._write_pages(update, own)
            self._write_labels(update, len(own.pages), heading)
            trailer = self._pdf.trailer
            kept = {key: trailer[f"/{key}"].unparse() for key in ("Root", "Info") if f"/{key}" in trailer}
            return self._shared + update.finished(self._start, kept, bytes(trailer[Name.ID][0]))

    def close(self) -> None:
        """Close the shared book."""
        self._pdf.close()

    def _write_pages(self, update: Update, own: Pdf) -> None:
        above = self._pdf.Root[Name.Pages]
        node, count = update.reserve(), len(own.pages)
        for page in own.pages:
            update.replace(page.obj, {"/Parent": b"%d 0 R" % node})
        kids = b" ".join(update.reference(page.obj) for page in own.pages)
        update.put(node, b"<</Type/Pages/Kids[%s]/Count %d/Parent %s>>" % (kids, count, above.unparse()))
        shared = above[Name.Kids][0]
        total = count + int(shared[Name.Count])
        tree = b"<</Type/Pages/Kids[%d 0 R %s]/Count %d>>" % (node, shared.unparse(), total)
        update.put(above.objgen[0], tree)

    def _write_labels(self, update: Update, count: int, heading: str) -> None:
        labels = self._pdf.Root.get(Name.PageLabels)
        if labels is None:
            return
        runs = list(labels[Name.Nums])
        moved = b"".join(
            b"%d %s" % (int(start) + count, run.unparse(resolved=True))
            for start, run in zip(runs[::2], runs[1::2], strict=True)
        )
        own = Dictionary(P=String(heading)).unparse()
        update.put(labels.objgen[0], b"<</Nums[0 %s %s]>>" % (own, moved))

    def _write_structure(self, update: Update, own: Pdf) -> None:
        """Hang the structure of the copy's pages before that of the shared ones."""
        tree, theirs = self._pdf.Root[Name.StructTreeRoot], own.Root[Name.StructTreeRoot]
        document = tree[Name.K][0]
        base = int(tree[Name.ParentTreeNextKey])
        parts = [part for part in theirs[Name.K][0][Name.K] if isinstance(part, Dictionary)]
        for part in parts:
            update.replace(part, {"/P": document.unparse()})
        _forget_ids(parts)
        _move_keys(own, base)
        leaves = theirs[Name.ParentTree].get(Name.Kids, ())
        entries = [item for leaf in leaves for item in leaf[Name.Nums]]
        if entries:
            self._write_parents(update, [int(key) + base for key in entries[::2]], entries[1::2])
        kids = b" ".join([*(update.reference(part) for part in parts), *(kid.unparse() for kid in document[Name.K])])
        update.put(document.objgen[0], _with(document, {"/K": b"[%s]" % kids}))

    def _write_parents(self, update: Update, keys: list[int], elements: list[Object]) -> None:
        tree = self._pdf.Root[Name.StructTreeRoot]
        nums = b" ".join(b"%d %s" % (key, update.text(item)) for key, item in zip(keys, elements, strict=True))
        leaf = update.reserve()
        update.put(leaf, b"<</Nums[%s]/Limits[%d %d]>>" % (nums, keys[0], keys[-1]))
        parents = tree[Name.ParentTree]
        kids = b" ".join(kid.unparse() for kid in parents[Name.Kids])
        update.put(parents.objgen[0], b"<</Kids[%s %d 0 R]>>" % (kids, leaf))
        update.put(tree.objgen[0], _with(tree, {"/ParentTreeNextKey": b"%d" % (keys[-1] + 1)}))


def _with(item: Object, entries: Mapping[str, bytes]) -> bytes:
    """A dictionary of the shared file with other values for some entries."""
    own = {key: _written(item[key]) for key in sorted(item.keys())}
    return b"<<%s>>" % b"".join(b"%s %s" % (key.encode(), text) for key, text in {**own, **entries}.items())


def _written(value: Object | int) -> bytes:
    return value.unparse() if isinstance(value, Object) else b"%d" % value


def _move_keys(own: Pdf, base: int) -> None:
    for page in own.pages:
        items = [(page.obj, Name.StructParents), *((note, Name.StructParent) for note in page.obj.get(Name.Annots, ()))]
        for item, key in items:
            if key in item:
                item[key] = int(item[key]) + base


def _forget_ids(parts: Sequence[Object]) -> None:
    """Ids would have to be unique in the whole file; nothing on these pages is found by one."""
    waiting: list[Object] = list(parts)
    while waiting:
        element = waiting.pop()
        if Name.ID in element:
            del element[Name.ID]
        kids = element.get(Name.K, Array())
        waiting += [
            kid
            for kid in (kids if isinstance(kids, Array) else [kids])
            if isinstance(kid, Dictionary) and Name.S in kid
        ]
