"""Operative verbs: who is asked what, in the verbs of each language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from compendium import markup
from compendium.indexing.headings import Entry, Group, Index
from compendium.indexing.targets import Target, passages
from compendium.languages import collation_key
from compendium.model.instrument import Instrument, Paragraph
from compendium.model.words import Lang, Nature


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A paragraph that a verb opens.

    Attributes:
        target: the paragraph.
        addressee: the words between the verb and what is asked; empty where none are found.
    """

    target: Target
    addressee: str


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """An operative verb, as its language prints it, with the paragraphs that it opens."""

    verb: str
    uses: tuple[VerbUse, ...]


_REACH = 8
"""An addressee is a short name; longer stretches before the infinitive are clauses of their own."""

_ASKING = {
    Lang.EN: re.compile(r"\b(?:appeal|ask|call|encourage|exhort|invite|request|urge)s?\b", re.IGNORECASE),
    Lang.FR: re.compile(r"\b(?:appel|demand|encourag|engag|exhort|invit|pri)\w*", re.IGNORECASE),
}
"""Verbs that ask someone for something; behind others, such as those that note, an infinitive names no one."""

_ADDRESSEE = {
    Lang.EN: re.compile(
        r"\s*(?:on |upon |to )?(?!(?:of|with|in|for|as|how)\b)(?P<who>(?:(?!\bto\b|\bthat\b)[^,;:.])+?)"
        r"\s+to\s+(?!(?:the|an?|this|these|those|its|their|all|any|such)\b)"
    ),
    Lang.FR: re.compile(
        r"\s*(?:à |aux? )?(?P<who>(?!de\b|d[’\'])(?:(?!\bque\b)[^,;:.])+?)\s+(?:à|de|d’|d')\s*(?=\w+(?:er|ir|re)\b)"
    ),
}


def verb_table(instruments: Sequence[Instrument], lang: Lang) -> tuple[VerbEntry, ...]:
    """The verbs that open operative paragraphs, collated for the language, each with its paragraphs.

    Only curated lead words count as verbs; a paragraph without them, or without any in the language, is left out.

    Args:
        instruments: those that the edition prints, in its order.
        lang: the language of the verbs.
    """
    uses: defaultdict[str, list[VerbUse]] = defaultdict(list)
    for instrument in instruments:
        for cited, target in passages(instrument):
            lead = cited.paragraph.lead.of(lang) if cited.paragraph.lead else None
            if lead and target.part == "op":
                verb = _plain(lead).strip(" ,:;")
                uses[verb[:1].upper() + verb[1:]].append(VerbUse(target, _addressee(cited.paragraph, verb, lang)))
    return tuple(
        VerbEntry(verb, tuple(uses[verb])) for verb in sorted(uses, key=lambda verb: collation_key(verb, lang))
    )


def verb_index(instruments: Sequence[Instrument], lang: Lang) -> Index:
    """The table of verbs in the form of an index: verbs are headings, those whom they address subheadings.

    A paragraph that addresses no one by name stands at the verb itself.

    Args:
        instruments: those that the edition prints, in its order.
        lang: the language of the verbs.
    """
    entries = tuple(_entry(position, entry, lang) for position, entry in enumerate(verb_table(instruments, lang), 1))
    return Index(lang, (Group("", entries),) if entries else ())


def _entry(position: int, entry: VerbEntry, lang: Lang) -> Entry:
    addressed: defaultdict[str, list[VerbUse]] = defaultdict(list)
    for use in entry.uses:
        addressed[use.addressee.casefold()].append(use)
    own = addressed.pop("", [])
    subentries = [
        Entry("", markup.escape(uses[0].addressee), "", targets=tuple(use.target for use in uses))
        for uses in addressed.values()
    ]
    return Entry(
        "",
        markup.escape(entry.verb),
        f"verb.{lang}.{position}",
        targets=tuple(use.target for use in own),
        subentries=tuple(sorted(subentries, key=lambda sub: collation_key(sub.text, lang))),
    )


def _addressee(paragraph: Paragraph, verb: str, lang: Lang) -> str:
    """Whom a paragraph asks: those who are curated; else, behind a verb that asks, what its words say."""
    if paragraph.addressee:
        return _plain(paragraph.addressee.of(lang) or "")
    if not _ASKING[lang].search(verb):
        return ""
    texts = (paragraph.wording(nature).of(lang) for nature in (Nature.ADOPTED, Nature.DIGEST))
    for text in filter(None, texts):
        plain = _plain(text)
        found = _ADDRESSEE[lang].match(plain, len(verb)) if plain.casefold().startswith(verb.casefold()) else None
        if found and len(found["who"].split()) <= _REACH:
            return found["who"]
    return ""


def _plain(text: str) -> str:
    return " ".join(markup.plain(markup.parse(text)).split())
