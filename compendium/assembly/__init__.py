"""Makes a Book of a Library and an Edition."""

from compendium.assembly.anchors import anchors_of
from compendium.assembly.book import assemble, selected
from compendium.assembly.citations import anchor_of, cite, pinpoint, short_name
from compendium.assembly.contents import (
    ActionsPages,
    ChronologyPages,
    CitedPages,
    ContentsPages,
    Ground,
    IndexPages,
    InstrumentPages,
)
from compendium.assembly.folios import Folios
from compendium.assembly.late import fill
from compendium.assembly.pagination import paginate
from compendium.assembly.passages import Block, Called, Passage, PrintedNote, lead_style

__all__ = [
    "ActionsPages",
    "Block",
    "Called",
    "ChronologyPages",
    "CitedPages",
    "ContentsPages",
    "Folios",
    "Ground",
    "IndexPages",
    "InstrumentPages",
    "Passage",
    "PrintedNote",
    "anchor_of",
    "anchors_of",
    "assemble",
    "cite",
    "fill",
    "lead_style",
    "paginate",
    "pinpoint",
    "selected",
    "short_name",
]
