"""Gathers the Proofs into one PDF: folios, page labels, outline, links across sections, each font once."""

from compendium.binding.binder import bind
from compendium.binding.copies import CopyBinder, shared_book
from compendium.binding.gathering import FOLIO_SECTION
from compendium.binding.specimen import FOLIO_CHARACTERS

__all__ = ["FOLIO_CHARACTERS", "FOLIO_SECTION", "CopyBinder", "bind", "shared_book"]
