"""Note calls that an export glued to the word or figure before them, found again by sequence and plausibility."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compendium.intake import lexicon

_MISSING = 4.0
"""What it costs to leave a note without a call: more than any doubtful reading."""
_WIDTH = 24
"""States kept while reading; far more than plausible readings ever differ by."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_GLUED = re.compile(
    r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|\[(?P<bracket>\d{1,3})\](?!\()"
    r"|(?P<star>(?<=[^\s*†‡])(?:\*{1,3}|†|‡)(?!\w))"
    r"|(?P<figures>\d+)"
)
_COUNTED = re.compile(
    r"(?:articles?|art\.|paragraphs?|para\.|paras\.|paragraphes?|par\.|sections?|annexe?s?|chapters?|chapitres?|chap\."
    r"|items?|points?|nos?\.?|n[o°]|No\.|resolutions?|résolutions?|supplement|supplément|add\.|corr\.|rev\.|pages?|p\.|pp\.|goal|objectif"
    r"|part|partie|vol\.|volume|tables?|figure|les|des|aux|of|to|and|et|à|ou|or|the)[ \u00a0\u202f]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a call may stand.

    Attributes:
        block: position of the text among those searched.
        start: first character of the figure in that text, after which the call's own figures run to `end`.
        weight: how plausible the reading as a call is; negative where the figure reads well as a part of the text.
        certain: whether the source marks the figure as a call (raised, bracketed).
    """

    block: int
    start: int
    end: int
    label: str
    weight: float
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The calls that were chosen, and a sentence for each place where a person has to look."""

    chosen: tuple[Candidate, ...]
    doubts: tuple[tuple[int, str], ...]
    """Position of the text among those searched (-1 where a note has no call at all), and the sentence."""


def resolve(
    texts: Sequence[str], labels: Sequence[str], raised: Sequence[frozenset[int]], called: frozenset[str] = frozenset()
) -> Reading:
    """Find the calls of notes in texts.

    Args:
        texts: the paragraphs in the order in which they call notes.
        labels: of the notes, in their order.
        raised: for each text, the positions of characters that the source itself raises.
        called: labels whose calls the format already marks, so that none is missing.
    """
    numbers = {label: rank for rank, label in enumerate(labels, start=1)}
    found: list[Candidate] = []
    for position, text in enumerate(texts):
        found.extend(_candidates(position, text, numbers, raised[position]))
    chosen = _best(found, numbers, len(labels), called)
    return Reading(tuple(chosen), tuple(_doubts(texts, found, chosen, [x for x in labels if x not in called])))


def _candidates(block: int, text: str, numbers: dict[str, int], raised: frozenset[int]) -> Iterator[Candidate]:
    plain = lexicon.alike(text)
    symbols = [m.span() for m in lexicon.SYMBOL.finditer(plain)]
    for found in _GLUED.finditer(plain):
        start, end = found.span()
        if found["raised"] or found["bracket"]:
            label = found["raised"].translate(_RAISED) if found["raised"] else found["bracket"]
            if label in numbers:
                yield Candidate(block, start, end, label, 6.0, certain=True)
        elif found["star"]:
            if found[0] in numbers:
                yield Candidate(block, start, end, found[0], 3.0)
        else:
            yield from _figures(block, plain, (start, end), _Context(numbers, raised, symbols))


@dataclass(frozen=True, slots=True)
class _Context:
    numbers: dict[str, int]
    raised: frozenset[int]
    symbols: list[tuple[int, int]]


def _figures(block: int, text: str, span: tuple[int, int], context: _Context) -> Iterator[Candidate]:
    """The readings of a run of figures: the whole of it as a call, or some of its last figures."""
    start, end = span
    for cut in range(max(start, end - 3), end):
        label = text[cut:end]
        if label not in context.numbers:
            continue
        if cut in context.raised:
            if cut - 1 not in context.raised:
                yield Candidate(block, cut, end, label, 6.0, certain=True)
            continue
        weight = _weight(text, start, cut, end)
        if any(first < cut < last for first, last in context.symbols):
            weight = min(weight, -0.5 if cut > start else -3.0)
        if weight > -3:
            yield Candidate(block, cut, end, label, weight)


def _weight(text: str, start: int, cut: int, end: int) -> float:
    before, after = text[:cut], text[end:]
    if not before or (after[:1].isalpha() and not after[:1].isupper()):
        return -3.0
    if cut > start:
        return _in_figures(before[-24:], text[start:cut], text[cut:end])
    return _after_words(before[-24:], after, end - cut)


def _in_figures(before: str, stem: str, label: str) -> float:
    """A call after figures: `19935` is 1993 and note 5, since no year has five figures."""
    if label.startswith("0"):
        return -3.0
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", stem):
        dated = re.search(
            r"(?:^|\b)(?:" + "|".join(lexicon.MONTHS) + r")[ ,]+(?:\d{1,2}, )?\d{4}$", before, re.IGNORECASE
        )
        return 3.0 if dated else 1.5
    # A number that makes sense with all its figures is left whole unless the sequence of notes has a hole there.
    return -0.5 if len(stem) <= 3 else -0.2


def _after_words(before: str, after: str, width: int) -> float:
    last = before[-1]
    glued = (
        after[:1] in {"", " ", ",", ".", ";", ":", ")", "]", "!", "?", "»", "”", '"', "-", "–", "—", "/"}
        or after[:1].isupper()
    )
    if last.isalpha():
        return _after_letter(before) if glued else 1.0
    if last in ")]”»\"'":
        return 3.0 if glued else 0.5
    if last in ",.;:!?":
        return _after_stop(before, after, width)
    if last == " " and after[:1] in {",", ".", ";", ":"}:
        # French exports keep the space that stood before the raised figure.
        return -3.0 if _COUNTED.search(before) or re.search(r"\d $", before) else -0.4
    return -3.0


def _after_letter(before: str) -> float:
    word = re.search(r"[^\W\d_]+$", before)
    letters = word[0] if word else ""
    if letters.isupper() and len(letters) <= 5:
        return 0.4
    return 3.0 if len(letters) >= 3 else 1.5


def _after_stop(before: str, after: str, width: int) -> float:
    previous = before[-2:-1]
    if after[:1] not in {"", " ", ")", "”", '"', "»"}:
        return -3.0
    if re.search(r"(?:^|[^A-Za-z])(?:Add|Corr|Rev|art|para|par|No|no|chap|sect|vol|p|pp|Supp)\.$", before):
        return -3.0
    if previous.isdigit():
        figures = re.search(r"(\d+)[,.;:]$", before)
        year = bool(figures and re.fullmatch(r"(?:1[5-9]|20)\d\d", figures[1]))
        return 2.5 if year and width < 3 else 0.2
    return 3.0 if previous.isalpha() or previous in ")]”»\"'" else 0.5


@dataclass(slots=True)
class _State:
    score: float
    highest: int
    last: Candidate | None
    trail: _State | None = None


def _best(found: list[Candidate], numbers: dict[str, int], total: int, called: frozenset[str]) -> list[Candidate]:
    """The reading of the highest sum: first calls come in the order of the notes, later ones may repeat."""
    marked = {rank for label, rank in numbers.items() if label in called}
    states = {0: _State(0.0, 0, None)}
    for group in _groups(found):
        if max(candidate.weight for candidate in group) < 0:
            _fill(states, group, numbers)
        else:
            following = _followed(states, group, numbers, marked)
            kept = sorted(following.values(), key=lambda state: -state.score)[:_WIDTH]
            states = {state.highest: state for state in kept}
    final = max(states.values(), key=lambda state: state.score - _MISSING * (total - state.highest))
    return _trail(final)


def _fill(states: dict[int, _State], group: list[Candidate], numbers: dict[str, int]) -> None:
    """Figures that read well as text are calls only where they are the very next note."""
    for option in group:
        rank = numbers[option.label]
        before = states.get(rank - 1)
        known = states.get(rank)
        if before and (known is None or before.score + option.weight + 1.0 > known.score):
            states[rank] = _State(before.score + option.weight + 1.0, rank, option, before)


def _followed(
    states: dict[int, _State], group: list[Candidate], numbers: dict[str, int], marked: set[int]
) -> dict[int, _State]:
    following: dict[int, _State] = {}
    lost = max(candidate.weight for candidate in group)
    for state in states.values():
        for option in (None, *group):
            score, highest = _step(state, option, numbers, marked)
            score += state.score - (lost if option is None else 0.0)
            known = following.get(highest)
            if known is None or score > known.score:
                same = _State(score, highest, state.last, state.trail)
                following[highest] = same if option is None else _State(score, highest, option, state)
    return following


def _trail(state: _State | None) -> list[Candidate]:
    chosen: list[Candidate] = []
    while state is not None:
        if state.last:
            chosen.append(state.last)
        state = state.trail
    return chosen[::-1]


def _groups(found: list[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that share figures, of which at most one is a call."""
    group: list[Candidate] = []
    for candidate in found:
        if group and (candidate.block, candidate.end) != (group[0].block, group[0].end):
            yield group
            group = []
        group.append(candidate)
    if group:
        yield group


def _step(state: _State, option: Candidate | None, numbers: dict[str, int], marked: set[int]) -> tuple[float, int]:
    if option is None:
        return 0.0, state.highest
    rank = numbers[option.label]
    if rank <= state.highest:
        # A call again is rarer than a first call, so it needs a clear sign.
        return option.weight - 1.0, state.highest
    skipped = sum(1 for missing in range(state.highest + 1, rank) if missing not in marked)
    return option.weight + 1.0 - _MISSING * skipped, rank


def _doubts(
    texts: Sequence[str], found: list[Candidate], chosen: list[Candidate], labels: list[str]
) -> Iterator[tuple[int, str]]:
    picked = set(chosen)
    taken = {(c.block, c.end) for c in chosen}
    first_seen: set[str] = set()
    for candidate in chosen:
        again = candidate.label in first_seen
        first_seen.add(candidate.label)
        if not candidate.certain and (candidate.weight < 1.5 or (again and candidate.weight < 2.0)):
            yield (
                candidate.block,
                (
                    f"“{_around(texts, candidate)}”: {candidate.label} was read as the call of a note; "
                    "it may be a part of the text."
                ),
            )
    for candidate in found:
        if candidate not in picked and (candidate.block, candidate.end) not in taken and candidate.weight >= 1.0:
            taken.add((candidate.block, candidate.end))
            yield (
                candidate.block,
                (
                    f"“{_around(texts, candidate)}”: {candidate.label} was read as a part of the text; "
                    "it may be the call of a note."
                ),
            )
    for label in labels:
        if label not in first_seen:
            yield -1, f"No call of note {label} was found."


def _around(texts: Sequence[str], candidate: Candidate) -> str:
    text = texts[candidate.block]
    start = text.rfind(" ", 0, max(0, candidate.start - 16)) + 1
    stop = text.find(" ", candidate.end)
    return text[start : stop if stop != -1 else len(text)].strip()[:60]
