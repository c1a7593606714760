r"""Inline markup of curated text: the only door to markdown-it.

| written | means |
|---|---|
| `*words*`, `**words**` | emphasis, strong emphasis |
| `[GA]{.sc}` | small capitals |
| `[Sotchi]{lang=ru}` | words of another language (BCP 47) |
| `[raging]{.sic}` | as in the source, mistake and all: an editor's mark, not a part of the text |
| `[^5]` | call of note 5 |
| `[text](#op12)`, `[text](a-res-58-164#op12)`, `[text](cited:udhr)` | reference to a paragraph or a cited instrument |
| `[text](https://…)` | address on the web |
| `\*` | the character itself, for any ASCII punctuation |

Everything else is text, raw HTML and character references included. A line break is a space on the page; a backslash
before it keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that is kept on the page."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note."""

    label: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set in italics, or in bold where strong."""

    children: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Words set in small capitals."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of another language, by its BCP 47 tag."""

    lang: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Sic:
    """Words that stand so in the source; the mark is the editor's."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to a paragraph, a cited instrument or an address on the web."""

    target: str
    children: tuple[Inline, ...]


Inline: TypeAlias = Plain | Break | Call | Emphasis | SmallCaps | Foreign | Sic | Reference

_MARKED = re.compile(r"[\\*_\[\]{}\r\0]")
"""Without one of these characters the reader has nothing to find."""
_CALL = re.compile(r"\[\^([A-Za-z0-9*†‡-]+)\]")
_SPECIAL = re.compile(r"([\\*_\[\]{}])")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def parse(text: str) -> tuple[Inline, ...]:
    """Read a text with inline markup; what is not markup is text, so nothing is ever lost."""
    if not _MARKED.search(text):
        return (Plain(text),) if text else ()
    tokens = _reader().parseInline(text)[0].children or []
    return tuple(_merge(_Tree(tokens).until(None)))


def plain(nodes: Iterable[Inline]) -> str:
    """The characters of a text without its calls and marks; a kept break is a line feed."""
    return "".join(_characters(nodes))


def escape(text: str) -> str:
    """Write characters so that `parse` reads them back as they are."""
    return _SPECIAL.sub(r"\\\1", text)


def walk(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Every node, parents before their children."""
    for node in nodes:
        yield node
        if not isinstance(node, Plain | Break | Call):
            yield from walk(node.children)


def calls(text: str) -> tuple[str, ...]:
    """The labels of the notes that a text calls, in order, repeats included."""
    return tuple(node.label for node in walk(parse(text)) if isinstance(node, Call))


def targets(text: str) -> tuple[str, ...]:
    """The targets that a text refers to, in order."""
    return tuple(node.target for node in walk(parse(text)) if isinstance(node, Reference))


def _characters(nodes: Iterable[Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Plain(text):
                yield text
            case Break():
                yield "\n"
            case Call():
                pass
            case _:
                yield from _characters(node.children)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "fragments_join", "text_join", "escape", "link"])
    reader.use(attrs_plugin, spans=True, span_after="link", allowed=["class", "lang"])
    reader.inline.ruler.before("link", "note_call", _note_call)
    reader.inline.ruler.before("escape", "line_break", _line_break)
    # Targets are names of ours, checked by the rules: they are kept as they were written.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def _note_call(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature is markdown-it's
    found = _CALL.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("note_call", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _line_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature is markdown-it's
    if not state.src.startswith("\\\n", state.pos):
        return False
    if not silent:
        state.push("kept_break", "", 0)
    state.pos += 2
    return True


class _Tree:
    """Turns the flat tokens of markdown-it into nodes."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = iter(tokens)

    def until(self, closing: str | None) -> Iterator[Inline]:
        for token in self._tokens:
            if token.type == closing:
                return
            yield from self._node(token)

    def _node(self, token: Token) -> Iterator[Inline]:
        match token.type:
            case "note_call":
                yield Call(token.content)
            case "kept_break":
                yield Break()
            case "em_open":
                yield Emphasis(tuple(_merge(self.until("em_close"))))
            case "strong_open":
                yield Emphasis(tuple(_merge(self.until("strong_close"))), strong=True)
            case "link_open":
                target = str(token.attrs.get("href", ""))
                yield Reference(target, tuple(_merge(self.until("link_close"))))
            case "span_open":
                yield from self._span(token)
            case _:
                yield Plain(token.content)

    def _span(self, token: Token) -> Iterator[Inline]:
        children = tuple(_merge(self.until("span_close")))
        classes = str(token.attrs.get("class", "")).split()
        lang = str(token.attrs.get("lang", ""))
        if "sc" in classes:
            children = (SmallCaps(children),)
        if "sic" in classes:
            children = (Sic(children),)
        if _LANG.match(lang):
            children = (Foreign(lang, children),)
        yield from children


def _merge(nodes: Iterable[Inline]) -> Iterator[Inline]:
    pending = ""
    for node in nodes:
        if isinstance(node, Plain):
            pending += node.text
            continue
        if pending:
            yield Plain(pending)
            pending = ""
        yield node
    if pending:
        yield Plain(pending)
