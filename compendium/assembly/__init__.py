"""Makes a Book of a Library and an Edition."""

from compendium.assembly.anchors import anchors_of
from compendium.assembly.book import assemble
from compendium.assembly.citations import anchor_of, cite, pinpoint, short_name
from compendium.assembly.concordance import (
    ConcordancePages,
    EarlierEdition,
    EarlierParagraph,
    fingerprints,
)
from compendium.assembly.contents import (
    ActionsPages,
    BodiesPages,
    ChronologyPages,
    CitedPages,
    ContentsPages,
    GlossaryPages,
    InstrumentPages,
)
from compendium.assembly.copies import COPY, Copy, CopyPages, copy_book, label_book
from compendium.assembly.cover import CoverFace, CoverPages, HomeSheet
from compendium.assembly.folios import Folios
from compendium.assembly.identity import content_digest, instrument_digest, surroundings_digest
from compendium.assembly.index import IndexPages, PrintedEntry, index_pages
from compendium.assembly.late import fill
from compendium.assembly.locating import PrintedLocator
from compendium.assembly.notes import Called, PrintedNote, printed_marks
from compendium.assembly.pagination import paginate
from compendium.assembly.passages import Block, Passage, lead_style
from compendium.assembly.stretches import frame_of, stretches_of
from compendium.assembly.tables import all_locators

__all__ = [
    "COPY",
    "ActionsPages",
    "Block",
    "BodiesPages",
    "Called",
    "ChronologyPages",
    "CitedPages",
    "ConcordancePages",
    "ContentsPages",
    "Copy",
    "CopyPages",
    "CoverFace",
    "CoverPages",
    "EarlierEdition",
    "EarlierParagraph",
    "Folios",
    "GlossaryPages",
    "HomeSheet",
    "IndexPages",
    "InstrumentPages",
    "Passage",
    "PrintedEntry",
    "PrintedLocator",
    "PrintedNote",
    "all_locators",
    "anchor_of",
    "anchors_of",
    "assemble",
    "cite",
    "content_digest",
    "copy_book",
    "fill",
    "fingerprints",
    "frame_of",
    "index_pages",
    "instrument_digest",
    "label_book",
    "lead_style",
    "paginate",
    "pinpoint",
    "printed_marks",
    "short_name",
    "stretches_of",
    "surroundings_digest",
]
