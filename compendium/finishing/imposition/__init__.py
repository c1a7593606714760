"""Arranges pages on sheets so that the folded sheets read in order."""

from compendium.finishing.imposition.folding import Cell, Sheet, impose
from compendium.finishing.imposition.layout import SHEETS, Arrangement, Make, arrange
from compendium.finishing.imposition.order import Slot, blanks_of, reading_order, tumble_order
from compendium.finishing.imposition.plan import plan_of
from compendium.finishing.imposition.sheets import bleed_of, draw_sheets, trim_of

__all__ = [
    "SHEETS",
    "Arrangement",
    "Cell",
    "Make",
    "Sheet",
    "Slot",
    "arrange",
    "blanks_of",
    "bleed_of",
    "draw_sheets",
    "impose",
    "plan_of",
    "reading_order",
    "trim_of",
    "tumble_order",
]
