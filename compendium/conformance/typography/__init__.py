"""The typography of the finished pages: coded rules, each measured on the PDF itself."""

from compendium.conformance.typography.judging import judge_pages
from compendium.conformance.typography.rules import CODES as _CODES
from compendium.conformance.typography.rules import RULES as _RULES
from compendium.conformance.typography.signs import CODES as _CODES_OF_SIGNS
from compendium.conformance.typography.signs import RULES as _RULES_OF_SIGNS

CODES = (*_CODES, *_CODES_OF_SIGNS)
RULES = (*_RULES, *_RULES_OF_SIGNS)

__all__ = ["CODES", "RULES", "judge_pages"]
