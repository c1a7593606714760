"""What PyYAML says of broken YAML, in plain language."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from compendium.diagnostics import Code
from compendium.source import codes

_QUOTE = "put the text in quotes, or on lines of its own below `|-`"

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon followed by a space stands where no key can be",
        f"if the colon belongs to a text, {_QUOTE}; otherwise mend the indentation",
    ),
    (
        "unexpected end of stream",
        "a text in quotes begins here and never ends",
        "close the quotes; inside single quotes an apostrophe is written twice",
    ),
    (
        "document indicator",
        "a text in quotes begins here and never ends",
        "close the quotes; inside single quotes an apostrophe is written twice",
    ),
    ("unknown escape character", "the backslash and the sign behind it mean nothing in double quotes", "use `|-`"),
    (
        "alphabetic or numeric character",
        "an asterisk or an ampersand begins this text, which YAML reads as an alias or an anchor",
        _QUOTE,
    ),
    ("could not find expected ':'", "a line has no colon after its key", "write `key: value`, or mend the indentation"),
    (
        "expected ',' or",
        "a bracket or a brace is opened and not closed",
        f"close it; if it belongs to a text, {_QUOTE}",
    ),
    ("expected node content", "a value is missing here", f"if the bracket or the brace belongs to a text, {_QUOTE}"),
    (
        "expected '-' indicator",
        "this line does not belong to the list above it",
        "mend the indentation: the items of a list stand in one column",
    ),
    ("expected comment or line break", "text follows `|` or `>` on the same line", "begin the text on the next line"),
    ("cannot start any token", "a text cannot begin with this character", _QUOTE),
    (
        "expected key",
        "this line does not fit the lines above it",
        f"mend the indentation; if a text begins with a bracket, an asterisk or a quote, {_QUOTE}",
    ),
)


class Explained(NamedTuple):
    """A syntax error: its code, the character it stands at, what is wrong, what to do."""

    code: Code
    offset: int
    message: str
    hint: str


def explain(error: yaml.MarkedYAMLError, text: str) -> Explained:
    """Say in plain language what is wrong with a file that does not parse."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    if "tab character" in problem or text[offset : offset + 1] == "\t":
        at = text.find("\t", offset)
        return Explained(
            codes.TAB, max(at, 0), "a tab stands where YAML wants spaces", "indent with spaces, two for each level"
        )
    if error.context_mark and ("end of stream" in problem or "document indicator" in problem):
        offset = error.context_mark.index
    for sign, message, hint in _PROBLEMS:
        if sign in problem:
            return Explained(codes.BROKEN, offset, message, hint)
    return Explained(codes.BROKEN, offset, f"the file is not YAML from here on ({problem})", _QUOTE)
