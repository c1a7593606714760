"""Inline Markdown into spans: emphasis by the delimiter rules of CommonMark 0.31, escapes, note calls, breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from compendium.intake.spans import Role, Span, Style

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<call>\[\^(?P<label>[A-Za-z0-9*†‡-]+)\])"
    r"|(?P<raised><sup>(?P<mark>[^<]{1,4})</sup>)"
    r"|(?P<hard>(?:[ \t]{2,}|\\)\n[ \t]*)"
    r"|(?P<soft>[ \t]*\n[ \t]*)"
    r"|(?P<run>\*+|_+)"
)


_LONGEST = 100_000
"""Characters of one paragraph above which asterisks are taken for what they are."""


@dataclass(slots=True)
class _Run:
    """A run of asterisks or underscores that may open or close emphasis."""

    at: int
    sign: str
    count: int
    opens: bool
    closes: bool


def inline(text: str) -> Iterator[Span]:
    """The spans of a piece of Markdown; joined they are the piece."""
    tokens = list(_tokens(text))
    if len(text) > _LONGEST:
        yield from (span if span.reason != "run" else Span(span.source) for span in tokens)
        return
    runs = [run for at, span in enumerate(tokens) if (run := _run(tokens, at, span))]
    styles = [Style.NONE] * len(tokens)
    used = dict.fromkeys((run.at for run in runs), 0)
    for opener, closer, width in _pairs(runs):
        used[opener.at] += width
        used[closer.at] += width
        for at in range(opener.at + 1, closer.at):
            styles[at] |= Style.BOLD if width == 2 else Style.ITALIC
    for at, span in enumerate(tokens):
        yield from _finished(span, styles[at], used.get(at))


def _tokens(text: str) -> Iterator[Span]:
    start = 0
    for found in _TOKEN.finditer(text):
        if found.start() > start:
            yield Span(text[start : found.start()])
        yield from _token(found, at_end=found.end() == len(text))
        start = found.end()
    if start < len(text):
        yield Span(text[start:])


def _token(found: re.Match[str], *, at_end: bool) -> Iterator[Span]:
    source = found[0]
    if found["escape"]:
        yield Span("\\", Role.MARK, reason="markup")
        yield Span(source[1:])
    elif found["call"]:
        yield Span("[^", Role.MARK, reason="markup")
        yield Span(found["label"], Role.CALL, label=found["label"])
        yield Span("]", Role.MARK, reason="markup")
    elif found["raised"]:
        yield Span("<sup>", Role.MARK, reason="markup")
        yield Span(found["mark"], style=Style.RAISED)
        yield Span("</sup>", Role.MARK, reason="markup")
    elif found["run"]:
        yield Span(source, Role.TEXT, reason="run")
    elif at_end:
        yield Span(source, Role.MARK, reason="line-end")
    else:
        yield Span(source, Role.BREAK)


def _run(tokens: list[Span], at: int, span: Span) -> _Run | None:
    if span.reason != "run":
        return None
    before = next((t.shown[-1] for t in reversed(tokens[:at][-4:]) if t.shown), " ")
    after = next((t.shown[0] for t in tokens[at + 1 : at + 5] if t.shown), " ")
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    if span.source[0] == "_":
        opens, closes = left and (not right or _punctuation(before)), right and (not left or _punctuation(after))
        return _Run(at, "_", len(span.source), opens, closes)
    return _Run(at, "*", len(span.source), left, right)


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _pairs(runs: list[_Run]) -> Iterator[tuple[_Run, _Run, int]]:
    open_runs: list[_Run] = []
    for run in runs:
        while run.closes and run.count:
            opener = next((o for o in reversed(open_runs) if o.sign == run.sign and o.count), None)
            if opener is None:
                break
            width = 2 if opener.count >= 2 and run.count >= 2 else 1
            yield opener, run, width
            opener.count -= width
            run.count -= width
            del open_runs[open_runs.index(opener) + (opener.count > 0) :]
        if run.opens and run.count:
            open_runs.append(run)


def _finished(span: Span, style: Style, used: int | None) -> Iterator[Span]:
    if span.role is Role.MARK or used is None:
        yield replace(span, style=span.style | style, reason=span.reason if span.role is Role.MARK else "")
        return
    if used:
        yield Span(span.source[:used], Role.MARK, reason="markup")
    if used < len(span.source):
        yield Span(span.source[used:], style=style)
