"""What differs between English and French: spacing, collation, printed words."""

from compendium.languages.catalogue import catalogue, phrase
from compendium.languages.typography import typeset, typeset_nodes

__all__ = ["catalogue", "phrase", "typeset", "typeset_nodes"]
