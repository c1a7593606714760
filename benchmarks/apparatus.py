"""What the index and the tables of a large corpus cost, against the instruments that they point into.

    python benchmarks/apparatus.py [N ...]

For each number of instruments: a corpus is written and assembled, a few of its instruments are typeset to know what
one costs and how long it is, every paragraph is given a page at that pace, and each section with folios is filled,
composed and typeset for real. Binding and proof are not part of it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.corpus import write
from compendium.assembly import Folios, assemble, fill, paginate
from compendium.assembly.contents import InstrumentPages
from compendium.composition import compose
from compendium.model.book import Book, Section
from compendium.model.proof import Ledger, Proof, Spot
from compendium.production import Project
from compendium.production.pasting import in_parts, put_together
from compendium.production.store import Store
from compendium.source import read
from compendium.typesetting import digest_galley, typeset

SAMPLE = 3
ROOT = Path(__file__).resolve().parent.parent


def clocked(work: Any, *arguments: Any) -> tuple[Any, float]:
    """What a call gives, and the processor time that it took."""
    start = time.process_time()
    result = work(*arguments)
    return result, time.process_time() - start


def ledger(section: Section, pages: int) -> Ledger:
    """A ledger that spreads the paragraphs of an instrument evenly over its pages."""
    blocks = section.content.blocks if isinstance(section.content, InstrumentPages) else ()
    names = [block.anchor for block in blocks if block.anchor]
    anchors = {name: Spot(position * pages // max(len(names), 1), 0.0, 0.0) for position, name in enumerate(names)}
    return Ledger(pages, 400.0, 600.0, {section.id: Spot(0, 0.0, 0.0), **anchors}, (), ())


def proof_of(section: Section, book: Book, project: Project) -> Proof:
    """Compose and typeset one section."""
    galley = compose(section, book, project.house)
    return typeset(galley, digest_galley(galley))


def set_whole(section: Section, book: Book, project: Project, store: Store) -> Proof:
    """A section as a build sets it: a long index in parts, pasted up."""
    proofs = {piece.id: proof_of(piece, book, project) for piece in in_parts([section])}
    return put_together([section], proofs, store)[section.id]


def locators(content: Any) -> int:
    """How many locators the index of a section prints."""
    return sum(len(entry.locators) for entry in content.entries)


def measure(count: int, folder: Path) -> None:
    """Print what each part of the apparatus of a corpus takes."""
    write(count, folder / "content")
    project = Project.at(ROOT, folder / "content", folder / "output")
    library, _ = read(project.content)
    if library is None:
        raise SystemExit("the corpus cannot be read")
    # Every table that there is something for, not only what the peers set as well.
    edition = next(iter(library.editions.values())).model_copy(update={"sections": ()})
    book, seconds = clocked(assemble, library, edition)
    print(f"{count} instruments, edition {edition.id}: assembled in {seconds:.1f} s")
    instruments = [section for section in book.sections if section.kind == "instrument"]
    sample = [clocked(proof_of, section, book, project) for section in instruments[:SAMPLE]]
    each = sum(taken for _, taken in sample) / len(sample)
    pages = max(proof.ledger.pages for proof, _ in sample)
    whole = each * count
    print(f"  one instrument: {each:.2f} s on {pages} pages; all of them {whole:.0f} s")
    ledgers = {section.id: ledger(section, pages) for section in instruments}
    pagination = paginate(instruments, {name: found.pages for name, found in ledgers.items()})
    folios = Folios(pagination, ledgers)
    total = 0.0
    for section in (s for s in book.sections if s.late):
        filled, filling = clocked(fill, section, library, book, folios)
        proof, setting = clocked(set_whole, filled, book, project, Store(folder / "store"))
        total += filling + setting
        size = f", {locators(filled.content)} locators" if section.kind in {"index", "verbs"} else ""
        print(f"  {section.id}: filled {filling:.2f} s, set {setting:.2f} s on {proof.ledger.pages} pages{size}")
    print(f"  all of the apparatus: {total:.1f} s, {100 * total / (whole + total):.1f} % of the typesetting")


if __name__ == "__main__":
    for number in [int(argument) for argument in sys.argv[1:]] or [75, 150, 300]:
        with tempfile.TemporaryDirectory() as scratch:
            measure(number, Path(scratch))
