"""Makes up pages from a strip of type.

The engine breaks lines well and pages badly: in parallel text it loses notes, prints them late or leaves pages a third
full. So it sets each section as one long strip, notes at its end, as a compositor sets a galley; we choose where the
pages break, cut the strip there, and put each note at the foot of the page of its call. The engine then paints pages
it did not have to break.
"""

from compendium.typesetting.makeup.columns import make_up_columns, wants_columns
from compendium.typesetting.makeup.frames import make_up_frame, wants_frame
from compendium.typesetting.makeup.makeup import make_up, wants_makeup
from compendium.typesetting.makeup.numbering import UnsettledError
from compendium.typesetting.makeup.slips import SlipSheets, make_up_slips, wants_slips

__all__ = [
    "SlipSheets",
    "UnsettledError",
    "make_up",
    "make_up_columns",
    "make_up_frame",
    "make_up_slips",
    "wants_columns",
    "wants_frame",
    "wants_makeup",
    "wants_slips",
]
