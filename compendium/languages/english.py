"""Micro-typography of English: quotation marks, dashes, and what may not be parted at a line end.

Sources: New Hart's Rules; United Nations Editorial Manual Online (numbers, dates, paragraphs).
"""

from __future__ import annotations

from compendium.languages.edits import NBSP, Rule, by_pattern
from compendium.languages.quotes import double_quotes, single_quotes

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CITED = (
    r"(?:paras?|arts?|chaps?|vols?|sects?|secs?|figs?|apps?|res|docs?|pp?|Nos?)\.|§§?"
    r"|[Aa]rticles?|[Pp]aragraphs?|[Cc]hapters?|[Aa]nnex|[Pp]art|[Ss]ection|[Nn]ote|[Rr]ule"
)
_UNITS = r"%|per[ \u00a0]cent\b|[ap]\.m\.|(?:million|billion|km|kg|cm|mm|ha)\b"

LETTERS: tuple[Rule, ...] = (
    by_pattern(r"\.\.\.(?!\.)(?<!\.\.\.\.)", "…"),
    by_pattern(r"(?<=\w)(?P<gap>~?--~?)(?=\w)", "—"),
    by_pattern(r"(?<=~)(?P<gap>-)(?=~)", "–"),
    by_pattern(r"(?<![\w–./-])\d{1,4}(?P<gap>-)(?=\d{1,4}(?![\w–/-]))", "–"),
    double_quotes(("“", "”"), ("‘", "’")),
    single_quotes,
)
"""What changes letters and marks; never applied to adopted text."""

SPACING: tuple[Rule, ...] = (
    by_pattern(rf"(?<![\w.])(?:{_CITED})(?P<gap>~)(?=[\dIVX])", NBSP),
    by_pattern(rf"(?<!\d)\d{{1,2}}(?P<gap>~)(?=(?:{MONTHS})\b)", NBSP),
    by_pattern(rf"\b(?:{MONTHS})(?P<gap>~)(?=\d{{1,2}}\b)", NBSP),
    by_pattern(rf"(?<=\d)(?P<gap>~)(?={_UNITS})", NBSP),
    by_pattern(r"\b(?:Mrs?|Ms|Dr|Prof|St|H\.E)\.(?P<gap>~)(?=[^\W\d_a-z])", NBSP),
    by_pattern(r"(?<![\w'’])[^\W\d_a-z]\.(?P<gap>~)(?=[^\W\d_a-z][\w.’-])", NBSP),
    by_pattern(r"(?<=[^\s–])(?P<gap>~)(?=–~)", NBSP),
)
"""What changes the width of spaces and where a line may end."""
