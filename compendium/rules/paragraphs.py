"""Rules on paragraphs: their numbers, their marks, their wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from compendium import markup
from compendium.model.instrument import Cited, Instrument, Paragraph
from compendium.model.words import Lang, Nature
from compendium.rules.readings import Readings
from compendium.rules.rule import Found, rule


def _parts(instrument: Instrument) -> Iterator[tuple[Cited, ...]]:
    """The paragraphs of each part that is numbered on its own: preamble, operative part, each annex."""
    top = (cited for cited in instrument.walk() if cited.depth == 0)
    for _, part in groupby(top, key=lambda cited: cited.path[:-1]):
        yield tuple(part)


def _numbered(part: Iterable[Cited]) -> list[tuple[int, Cited]]:
    return [(c.paragraph.number, c) for c in part if c.paragraph.number is not None]


@rule("C-R10", within=True)
def duplicate_number(readings: Readings) -> Iterator[Found]:
    """A paragraph number that stands twice in one part."""
    for instrument in readings.library.instruments.values():
        for part in _parts(instrument):
            first: dict[int, Cited] = {}
            for number, cited in _numbered(part):
                if number in first:
                    place = readings.library.places.find(instrument, *cited.path, "number")
                    at = readings.library.places.find(instrument, *first[number].path, "number")
                    yield Found(place, f"the paragraph number {number} stands twice", f"the first is at {at}")
                first.setdefault(number, cited)


@rule("C-R11", within=True)
def gap_in_numbers(readings: Readings) -> Iterator[Found]:
    """A gap in the numbering of the paragraphs of one part."""
    for instrument in readings.library.instruments.values():
        preambular = [c.paragraph.number for c in instrument.walk() if c.path[0] == "preamble"]
        before = max((n for n in preambular if n is not None), default=0)
        for part in _parts(instrument):
            yield from _gaps(readings, instrument, _numbered(part), before)


def _gaps(
    readings: Readings, instrument: Instrument, numbered: list[tuple[int, Cited]], before: int
) -> Iterator[Found]:
    # Declarations may number on from the preamble into the operative part.
    starts_on = numbered and numbered[0][1].path[0] == "operative" and numbered[0][0] == before + 1
    previous = before if starts_on else 0
    awaited = {previous + 1}
    seen: set[int] = set()
    for number, cited in numbered:
        if number not in seen and number not in awaited:
            place = readings.library.places.find(instrument, *cited.path, "number")
            after = f"follows paragraph {previous}" if previous else "is the first"
            expected = min(awaited)
            yield Found(place, f"gap in the numbering: paragraph {number} {after}", f"{expected} is expected here")
            # The count may go on from the wrong figure, or as if it had been right: neither is a second gap.
            awaited = {expected + 1, number + 1}
        else:
            awaited = {number + 1}
        seen.add(number)
        previous = number


@rule("C-R12", within=True)
def duplicate_key(readings: Readings) -> Iterator[Found]:
    """Two sub-paragraphs that are cited by the same key."""
    for instrument in readings.library.instruments.values():
        first: dict[str, Cited] = {}
        for cited in instrument.walk():
            before = first.setdefault(cited.key, cited)
            twice_numbered = cited.depth == 0 and cited.paragraph.number == before.paragraph.number is not None
            if before is not cited and not twice_numbered and not _is_below_duplicate(cited, before):
                place = readings.library.places.find(instrument, *cited.path, "label")
                at = readings.library.places.find(instrument, *before.path, "label")
                yield Found(place, f"two paragraphs are cited as `{cited.key}`", f"the first is at {at}")


def _is_below_duplicate(cited: Cited, before: Cited) -> bool:
    """Whether the paragraphs above the two already have one key; that is said once, of them."""
    return cited.depth > 0 and cited.path[:-1] != before.path[:-1]


@rule("C-R13", within=True)
def empty_paragraph(readings: Readings) -> Iterator[Found]:
    """A paragraph without any wording."""
    for instrument in readings.library.instruments.values():
        for cited in instrument.walk():
            if not _has_wording(cited.paragraph):
                place = readings.library.places.find(instrument, *cited.path)
                hint = "give it a digest or the adopted text, in one language at least"
                yield Found(place, "the paragraph has no wording", hint)


def _has_wording(paragraph: Paragraph) -> bool:
    worded = any(paragraph.has(nature, lang) for nature in Nature for lang in Lang)
    return worded or bool(paragraph.items) or bool(paragraph.tables)


@rule("C-R14", within=True)
def lead_apart(readings: Readings) -> Iterator[Found]:
    """Lead words that do not open the wording."""
    for instrument in readings.library.instruments.values():
        for cited in instrument.walk():
            for lang in Lang:
                if (
                    (lead := cited.paragraph.lead)
                    and (words := lead.of(lang))
                    and not _opens(cited.paragraph, words, lang)
                ):
                    place = readings.library.places.find(instrument, *cited.path, "lead", lang.value)
                    hint = "write the lead words as they stand at the beginning of the text, which repeats them"
                    yield Found(place, f"the lead words “{words}” do not open the wording", hint)


def _opens(paragraph: Paragraph, lead: str, lang: Lang) -> bool:
    texts = [text for nature in Nature if (text := paragraph.wording(nature).of(lang))]
    # Most texts repeat their lead words sign for sign; only the others are parsed.
    if not texts or any(text.startswith(lead) for text in texts):
        return True
    opening = _characters(lead)
    return any(_characters(text).startswith(opening) for text in texts)


def _characters(text: str) -> str:
    return " ".join(markup.plain(markup.parse(text)).split())
