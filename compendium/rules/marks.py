"""Rules on inline markup: what looks like a mark and was read as characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compendium import markup
from compendium.diagnostics import Severity
from compendium.rules.readings import Readings
from compendium.rules.rule import Found, rule

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_SIGNS = re.compile(r"\[\^|\]\{|\]\(|\*\*")
_WHOLE = re.compile(
    r"\[\^[A-Za-z0-9*†‡-]+\]|\[[^\[\]]*\]\([^()\s<>\"']+\)|\[[^\[\]]+\]\{[^{}]*\}|\*\*[^\s*](?:[^*]*[^\s*])?\*\*"
)
"""Marks that are whole at a glance; only texts with others are parsed."""
_SPAN = re.compile(r"\]\{([^{}]*)\}")
_KNOWN = re.compile(r"\s*(?:\.sc|\.sic|lang=\"?[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\"?)\Z")


@rule("C-R40", Severity.WARNING, within=True)
def leftover_mark(readings: Readings) -> Iterator[Found]:
    """A mark that is not whole and was read as characters."""
    for passage in readings.passages:
        if not _SIGNS.search(passage.text):
            continue
        bare = _ESCAPED.sub("  ", passage.text)
        if not _SIGNS.search(_WHOLE.sub("", bare)):
            continue
        left = {sign for node in _plain_texts(passage.text) for sign in _SIGNS.findall(node)}
        for found in _SIGNS.finditer(bare):
            if found[0] in left and not _is_read(found, bare):
                left.discard(found[0])
                needle = passage.text[found.start() : found.start() + 12]
                message = f"`{found[0]}` is printed as it stands: the mark is not whole"
                hint = "complete the mark, or put a backslash before it if the characters are meant"
                yield Found(readings.place(passage, needle), message, hint)


@rule("C-R41", Severity.WARNING, within=True)
def unknown_span(readings: Readings) -> Iterator[Found]:
    """A span in braces that means nothing."""
    for passage in readings.passages:
        if "]{" not in passage.text:
            continue
        for found in _SPAN.finditer(_ESCAPED.sub("  ", passage.text)):
            unknown = [name for name in found[1].split() if not _KNOWN.match(name)]
            if unknown or not found[1].strip():
                message = f"the mark `{{{found[1]}}}` means nothing"
                hint = "known marks: {.sc} for small capitals, {.sic}, {lang=ru} for words of another language"
                yield Found(readings.place(passage, found[0]), message, hint)


def _plain_texts(text: str) -> Iterator[str]:
    return (node.text for node in markup.walk(markup.parse(text)) if isinstance(node, markup.Plain))


def _is_read(found: re.Match[str], text: str) -> bool:
    """Whether the sign opens a call that is whole, so that another of its kind is the one left over."""
    return found[0] == "[^" and bool(markup.calls(text[found.start() : text.find("]", found.start()) + 1]))
