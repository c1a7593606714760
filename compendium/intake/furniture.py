"""What print and word processors leave behind: found, named and set aside."""

from __future__ import annotations

import re
from collections import Counter

from compendium.intake import lexicon
from compendium.intake.draft import Account
from compendium.intake.spans import Shape

_OPENING_MARK = re.compile(r"\s*(\[[A-Z]{2,3}\d{1,2}\])(?=\s*\S)")


_SHAPES = frozenset({Shape.PARAGRAPH, Shape.HEADING, Shape.QUOTE})


def set_aside(account: Account) -> None:
    """Set aside every block that is furniture, and the reviewer's mark that may open a block.

    A line that repeats a symbol and holds nothing else is a running symbol where the same symbol stands elsewhere too;
    a lone figure is a page number.
    """
    blocks = account.blocks
    symbols = Counter(
        m[0] for b in blocks if len(b.raw) < 200 for m in lexicon.MASTHEAD.finditer(lexicon.alike(b.raw)) if m["symbol"]
    )
    for at, block in enumerate(blocks):
        if block.shape is Shape.GAP:
            account.aside(at, block.spans, "whitespace")
        elif block.shape in _SHAPES and (reason := _reason(block.text, symbols)):
            account.aside(at, block.spans, reason)
            symbols[block.text] -= 1


def opening_mark(text: str) -> int:
    """How many characters at the start of a block are a reviewer's mark, such as an export leaves."""
    found = _OPENING_MARK.match(text)
    return found.end() if found else 0


def _reason(text: str, symbols: Counter[str]) -> str:
    start = opening_mark(text)
    bare = text[start:].strip() if start else text
    if len(bare) > 200:
        return ""
    for name, pattern in lexicon.FURNITURE:
        if pattern.fullmatch(bare):
            # 16/21 is a page of twenty-one, or the number of the resolution itself.
            own = name == "page-number" and any(symbol.endswith("/" + bare) for symbol in symbols)
            return "" if own else name
    return "running-symbol" if symbols.get(bare.rstrip("*"), 0) > 1 else ""
