"""Gathers the Proofs into one PDF: folios, page labels, outline, links across sections, each font once."""

from compendium.binding.binder import Instructions, bind
from compendium.binding.copies import CopyBinder
from compendium.binding.gathering import FOLIO_SECTION
from compendium.binding.pasteup import paste_up
from compendium.binding.sections import Finish
from compendium.binding.settling import settle
from compendium.binding.specimen import FOLIO_CHARACTERS

__all__ = ["FOLIO_CHARACTERS", "FOLIO_SECTION", "CopyBinder", "Finish", "Instructions", "bind", "paste_up", "settle"]
