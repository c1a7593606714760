"""What differs between English and French: spacing, collation, printed words."""

from compendium.languages.catalogue import catalogue, phrase
from compendium.languages.collation import CollationKey, collation_key, filing_form, letter_group
from compendium.languages.dates import long_date, vague_date
from compendium.languages.names import country_name, french_of, french_to, join
from compendium.languages.numerals import from_roman, letter, ordinal, roman
from compendium.languages.runs import Dress, Run, runs
from compendium.languages.typography import BREAK, OBJECT, typeset, typeset_nodes

__all__ = [
    "BREAK",
    "OBJECT",
    "CollationKey",
    "Dress",
    "Run",
    "catalogue",
    "collation_key",
    "country_name",
    "filing_form",
    "french_of",
    "french_to",
    "from_roman",
    "join",
    "letter",
    "letter_group",
    "long_date",
    "ordinal",
    "phrase",
    "roman",
    "runs",
    "typeset",
    "typeset_nodes",
    "vague_date",
]
