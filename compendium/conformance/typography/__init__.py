"""The typography of the finished pages: coded rules, each measured on the PDF itself."""

from compendium.conformance.typography.judging import judge_pages
from compendium.conformance.typography.rules import CODES

__all__ = ["CODES", "judge_pages"]
