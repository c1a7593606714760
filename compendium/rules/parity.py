"""Rules on the two languages of one wording: what one states, the other states.

They are warnings: an official text may differ from its counterpart, and is then printed as it was adopted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from compendium.diagnostics import Place, Severity
from compendium.model.instrument import Instrument
from compendium.model.words import Lang, Nature
from compendium.rules.figures import Fact, Facts, facts_of
from compendium.rules.readings import Passage, Readings, calls_in
from compendium.rules.rule import Found, rule
from compendium.rules.spelled import says

_MARKS = re.compile(r"\]\([^()\s]*\)|\]\{[^{}]*\}|\[\^[^\[\]]*\]|\\(?=[!-/:-@\[-`{-~])")
_LANGUAGE = {Lang.EN: "English", Lang.FR: "French"}


def _characters(text: str) -> str:
    """The text without its marks, near enough for its figures."""
    return _MARKS.sub("", text) if "[" in text or "\\" in text else text


@lru_cache(maxsize=4096)
def _facts(text: str, lang: Lang) -> Facts:
    bare = _characters(text)
    has_facts = re.search(r"\d|\b[IVX]+(?:e|ᵉ)\b|[A-Z]/", bare)
    return facts_of(bare, lang) if has_facts else Facts((), (), ())


def _differences(readings: Readings, what: str, facts: Callable[[Facts], tuple[Fact, ...]]) -> Iterator[Found]:
    for pair in readings.pairs:
        for one, other in pair.sides():
            theirs = {fact.value for fact in facts(_facts(other.text, other.lang))}
            for fact in facts(_facts(one.text, one.lang)):
                if fact.value not in theirs and not _is_said(fact, other):
                    message = f"the {what} “{' '.join(fact.words.split())}” is not in the {_LANGUAGE[other.lang]} text"
                    yield Found(_place(readings, one, fact), message, _counterpart(readings, other))


def _place(readings: Readings, passage: Passage, fact: Fact) -> Place:
    found = re.search(rf"(?<!\w){re.escape(fact.words)}(?!\w)", passage.text)
    # What follows tells this figure from the same one within a longer number before it.
    return readings.place(passage, passage.text[found.start() : found.end() + 12] if found else fact.words)


def _counterpart(readings: Readings, other: Passage) -> str:
    return f"the {_LANGUAGE[other.lang]} text is at {readings.place(other)}"


def _is_said(fact: Fact, other: Passage) -> bool:
    return fact.value.isdecimal() and says(_characters(other.text), int(fact.value), other.lang)


@rule("C-R80", Severity.WARNING, within=True)
def numbers_differ(readings: Readings) -> Iterator[Found]:
    """A number that one language states and the other does not."""
    return _differences(readings, "number", lambda facts: facts.numbers)


@rule("C-R81", Severity.WARNING, within=True)
def dates_differ(readings: Readings) -> Iterator[Found]:
    """A date that one language states and the other does not."""
    return _differences(readings, "date", lambda facts: facts.dates)


@rule("C-R82", Severity.WARNING, within=True)
def symbols_differ(readings: Readings) -> Iterator[Found]:
    """A symbol that one language states and the other does not."""
    return _differences(readings, "symbol", lambda facts: facts.symbols)


@rule("C-R83", Severity.WARNING, within=True)
def calls_differ(readings: Readings) -> Iterator[Found]:
    """Notes that one language calls otherwise than the other."""
    for pair in readings.pairs:
        if "[^" not in pair.en.text and "[^" not in pair.fr.text:
            continue
        counts = {passage.lang: Counter(calls_in(passage.text)) for passage in (pair.en, pair.fr)}
        for one, other in pair.sides():
            for label, more in (counts[one.lang] - counts[other.lang]).items():
                here, there = counts[one.lang][label], counts[one.lang][label] - more
                message = (
                    f"the note `{label}` is called {_times(here)} here and {_times(there)} in {_LANGUAGE[other.lang]}"
                )
                yield Found(readings.place(one, f"[^{label}]"), message, _counterpart(readings, other))


def _times(count: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{count} times")


@rule("C-R84", Severity.WARNING, within=True)
def wording_in_one_language(readings: Readings) -> Iterator[Found]:
    """A wording that one language has and the other does not."""
    for instrument in readings.library.instruments.values():
        worded = [(path, w.wording(nature), nature) for path, w in instrument.wordings() for nature in Nature]
        for nature in _bilingual(instrument):
            for path, words, its in worded:
                if its is nature and len(words.languages) == 1:
                    lang = words.languages[0]
                    place = readings.library.places.find(instrument, *path, nature.value, lang.value)
                    message = (
                        f"the {nature.value} text is there in {_LANGUAGE[lang]} and missing in {_LANGUAGE[lang.other]}"
                    )
                    hint = "other paragraphs of the instrument have both: add the text that is missing"
                    yield Found(place, message, hint)


def _bilingual(instrument: Instrument) -> list[Nature]:
    """The natures that the paragraphs have in both languages."""
    natures = {lang: instrument.natures(lang) for lang in Lang}
    return [nature for nature in Nature if all(nature in natures[lang] for lang in Lang)]
