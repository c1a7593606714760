"""Straight quotation marks turned into those of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compendium.languages.edits import Edit, Rule

_BEFORE_OPENING = re.compile(r"[\s(\[«“‘\u2013\u2014/]")
_AFTER_CLOSING = re.compile(r"[\s)\]»”’.,;:!?…\u2013\u2014/]")


def double_quotes(outer: tuple[str, str], inner: tuple[str, str]) -> Rule:
    """A rule for straight double quotation marks: the outer pair, and the inner pair within it."""

    def rule(text: str) -> Iterator[Edit]:
        depth = 0
        for position, character in enumerate(text):
            if character == outer[0]:
                depth += 1
            elif character == outer[1]:
                depth = max(0, depth - 1)
            elif character == '"':
                opens = _opens(text, position, is_open=depth > 0)
                pair = outer if depth == (0 if opens else 1) or not depth else inner
                depth = depth + 1 if opens else max(0, depth - 1)
                yield Edit(position, position + 1, pair[0] if opens else pair[1])

    return rule


def single_quotes(text: str) -> Iterator[Edit]:
    """English single quotation marks; an apostrophe is a closing mark (New Hart’s Rules)."""
    for found in re.finditer("'", text):
        position = found.start()
        opens = (
            (position == 0 or _BEFORE_OPENING.match(text[position - 1]) is not None)
            and re.match(r"(?=\w)[^'\n]*[^\s']'(?!\w)", text[position + 1 :]) is not None
            and not re.match(r"\d\ds\b|t(?:is|was)\b", text[position + 1 :])
        )
        yield Edit(position, position + 1, "‘" if opens else "’")


def _opens(text: str, position: int, *, is_open: bool) -> bool:
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    may_open = (not before or _BEFORE_OPENING.match(before) is not None) and bool(after) and not after.isspace()
    may_close = bool(before) and not before.isspace() and (not after or _AFTER_CLOSING.match(after) is not None)
    return not is_open if may_open == may_close else may_open
