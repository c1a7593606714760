"""Curated text as HTML: escaped, set by the rules of its language, its calls and references in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from compendium import markup
from compendium.assembly import Called, Passage, anchor_of, lead_style
from compendium.composition.last_words import LAST_OF_HEADING, LastWords, keep_last_words
from compendium.diagnostics import ContentError, Diagnostic, Place
from compendium.languages import BREAK, OBJECT, Dress, phrase, runs, typeset_nodes
from compendium.model.instrument import Instrument, LeadStyle
from compendium.model.words import Lang, Nature

Link = Callable[[str], str]
"""Turns the target of a reference into an address; empty where the book does not hold it."""


_STAND_INS = frozenset({BREAK, OBJECT})


class Typesetter:
    """Sets the text of one section."""

    def __init__(self, home: str, anchors: frozenset[str]) -> None:
        """Know where references may lead.

        Args:
            home: id of the section; its own anchors are reached without leaving the Galley.
            anchors: every anchor that the book will hold.
        """
        self._home = home
        self._anchors = anchors

    def prose(self, text: str, lang: Lang) -> Markup:
        """A text of ours with inline markup."""
        return self._set(markup.parse(text), lang, (), verbatim=False)

    def heading(self, text: str, lang: Lang) -> Markup:
        """The words of a heading: where they run over a line, more than a word stands on the last."""
        nodes = _typeset(markup.parse(text), lang, verbatim=False)
        return self._render(keep_last_words(nodes, LAST_OF_HEADING), lang, iter(()))

    def passage(self, passage: Passage, instrument: Instrument) -> Markup:
        """A wording of an instrument, its lead words set apart and its notes where they are called."""
        style = lead_style(instrument, passage.nature)
        nodes = _with_lead(passage.nodes, passage.lead, style)
        return self._set(nodes, passage.lang, passage.calls, verbatim=passage.nature is Nature.ADOPTED)

    def address(self, target: str) -> str:
        """The address of a reference, or nothing where this book does not hold what it refers to."""
        if target.startswith(("https://", "http://")):
            return target
        if target.startswith("cited:"):
            name = f"cited.{target.removeprefix('cited:')}"
        elif target.startswith("#"):
            name = f"{self._home}.{target[1:]}"
        else:
            name = anchor_of(target)
        if name not in self._anchors:
            return ""
        return f"#{name}" if name == self._home or name.startswith(f"{self._home}.") else f"compendium:{name}"

    def _set(self, nodes: Sequence[markup.Inline], lang: Lang, calls: Sequence[Called], *, verbatim: bool) -> Markup:
        return self._render(keep_last_words(_typeset(nodes, lang, verbatim=verbatim)), lang, iter(calls))

    def _render(self, nodes: Iterable[Any], lang: Lang, calls: Iterator[Called]) -> Markup:
        out = Markup()
        line = list(nodes)
        for position, node in enumerate(line):
            match node:
                case markup.Plain(text):
                    is_called = position + 1 < len(line) and isinstance(line[position + 1], markup.Call)
                    out += _held(text, lang) if is_called else dressed(text, lang)
                case markup.Break():
                    out += Markup("<br>")
                case markup.Call():
                    called = next(calls, None)
                    if called is None:
                        raise ContentError(_uncalled(node, self._home))
                    out += self._call(called, lang)
                    if position and isinstance(line[position - 1], markup.Plain):
                        out += Markup("</span>")
                case markup.Foreign(tag, children):
                    inner = escape(markup.plain(children))
                    out += Markup('<i class="foreign" lang="{}">{}</i>').format(tag, inner)
                case _:
                    out += self._element(node, self._render(node.children, lang, calls), lang)
        return out

    def _element(self, node: Any, inner: Markup, lang: Lang) -> Markup:
        match node:
            case markup.Emphasis(_, strong=strong):
                return Markup("<{0}>{1}</{0}>").format("strong" if strong else "em", inner)
            case LastWords():
                return Markup('<span class="{}">{}</span>').format("last-word" if node.is_one else "last-words", inner)
            case markup.SmallCaps():
                return Markup('<span class="small-caps">{}</span>').format(inner)
            case markup.Sic():
                return Markup('{} <span class="sic">[{}]</span>').format(inner, phrase("editor.sic", lang))
            case markup.Reference(target):
                address = self.address(target)
                return Markup('<a href="{}">{}</a>').format(address, inner) if address else inner
            case _:
                return inner

    def _call(self, called: Called, lang: Lang) -> Markup:
        note = called.note
        if called.is_first:
            kind = "note editorial" if note.editorial else "note"
            return Markup('<span class="{}" id="{}" lang="{}" data-mark="{}" data-series="{}">{}</span>').format(
                kind, note.anchor, lang, note.mark, note.series, self.prose(note.text, lang)
            )
        if called.back is None:
            return Markup('<a class="call-again" href="#{}">{}</a>').format(note.anchor, note.mark)
        link = Markup('<a class="call-back" href="#{}">{}</a>').format(note.anchor, note.mark)
        return Markup(
            '<span class="note-again" id="{}" lang="{}" data-mark="{}" data-series="{}" data-of="{}">{}</span>'
        ).format(called.anchor, lang, note.mark, note.series, note.anchor, link.join(called.back.text.split(OBJECT)))


def _uncalled(call: markup.Call, section: str) -> Diagnostic:
    what = f"note {call.label} is called where no note can stand: only paragraphs of an instrument have notes"
    return Diagnostic("COMP-CALL", what, Place(f"section {section}"), "put the words of the note into the text")


def dressed(text: str, lang: Lang) -> Markup:
    """A text with the ends of French ordinals raised and its centuries in small capitals."""
    out = Markup()
    for run in runs(text, lang):
        dressed = Markup('<span class="{}">{}</span>').format(run.dress, run.text)
        out += escape(run.text) if run.dress is Dress.PLAIN else dressed
    return out


def _held(text: str, lang: Lang) -> Markup:
    """A text whose last word holds on to the call that follows: no line may begin with a call."""
    end = max((text.rfind(space) for space in " \n\t"), default=-1) + 1
    return Markup('{}<span class="with-call">{}').format(dressed(text[:end], lang), dressed(text[end:], lang))


def _typeset(nodes: Sequence[markup.Inline], lang: Lang, *, verbatim: bool) -> tuple[markup.Inline, ...]:
    texts = list(_own_texts(nodes))
    set_texts = zip(texts, typeset_nodes(texts, lang, verbatim=verbatim), strict=True)
    spaced = iter([text for raw, text in set_texts if raw not in _STAND_INS])
    return tuple(_spaced(nodes, spaced))


def _spaced(nodes: Iterable[markup.Inline], texts: Iterator[str]) -> Iterator[markup.Inline]:
    """The nodes with their texts as the rules of the language set them."""
    for node in nodes:
        match node:
            case markup.Plain():
                yield markup.Plain(next(texts))
            case markup.Break() | markup.Call() | markup.Foreign():
                yield node
            case _:
                yield replace(node, children=tuple(_spaced(node.children, texts)))


def _own_texts(nodes: Iterable[markup.Inline]) -> Iterator[str]:
    """The texts that the language's rules apply to; what else stands between them is there by its stand-in."""
    for node in nodes:
        match node:
            case markup.Plain(text):
                yield text
            case markup.Break():
                yield BREAK
            case markup.Foreign():
                yield OBJECT
            case markup.Call():
                pass
            case _:
                yield from _own_texts(node.children)


def _with_lead(nodes: Sequence[markup.Inline], length: int, style: LeadStyle) -> tuple[markup.Inline, ...]:
    """Set the opening characters apart; where markup begins within them, what is before it is enough."""
    if not length or style is LeadStyle.PLAIN or not nodes:
        return tuple(nodes)
    first, *rest = nodes
    if not isinstance(first, markup.Plain):
        return tuple(nodes)
    lead = markup.Emphasis((markup.Plain(first.text[:length]),), strong=style is LeadStyle.BOLD)
    tail = first.text[length:]
    return (lead, *([markup.Plain(tail)] if tail else []), *rest)
