"""What locators point to: paragraphs and notes, before anyone knows their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compendium.model.anchors import anchor
from compendium.model.apparatus import Theme
from compendium.model.instrument import Cited, Instrument


@dataclass(frozen=True, slots=True)
class Target:
    """A passage that an entry points to.

    Attributes:
        anchor: the place in the book (see `compendium.model.anchors`).
        instrument: id of the instrument.
        key: key of the paragraph, or label of the note.
        part: the part of the instrument: `pp`, `op`, `annex1`; no range runs from one part into the next.
        first: position of the paragraph in the order of the text, from 0.
        last: position of its last sub-paragraph: what is said of a paragraph is said of all its parts.
        principal: the principal treatment of the subject.
        note: the passage is a note.
    """

    anchor: str
    instrument: str
    key: str
    part: str
    first: int
    last: int
    principal: bool = False
    note: bool = False


def targets_by_theme(themes: Mapping[str, Theme], instruments: Sequence[Instrument]) -> dict[str, list[Target]]:
    """The passages of every theme, in the order of the instruments and of their texts.

    A passage tagged with an entry that only sends on belongs to the concept that it is sent to.
    """
    found: defaultdict[str, list[Target]] = defaultdict(list)
    for instrument in instruments:
        for cited, target in passages(instrument):
            tags = dict.fromkeys((*cited.paragraph.themes, *cited.paragraph.principal))
            for theme in dict.fromkeys(final_theme(themes, tag) for tag in tags):
                principal = any(final_theme(themes, tag) == theme for tag in cited.paragraph.principal)
                found[theme].append(target if not principal else _as_principal(target))
    return dict(found)


def passages(instrument: Instrument) -> Iterator[tuple[Cited, Target]]:
    """Every paragraph of an instrument with the target that leads to it."""
    walked = list(instrument.walk())
    for position, cited in enumerate(walked):
        last = position
        while last + 1 < len(walked) and _is_within(walked[last + 1], cited):
            last += 1
        part = _part(cited.key)
        yield cited, Target(anchor(instrument.id, cited.key), instrument.id, cited.key, part, position, last)


def targets_of(references: Sequence[str], instruments: Sequence[Instrument]) -> tuple[Target, ...]:
    """The targets of references such as `a-res-58-164#op12`, in their order; what is not printed here is left out.

    Args:
        references: the grounds of an action or of a line of the chronology.
        instruments: the instruments of the edition.
    """
    wanted = {reference.partition("#")[0] for reference in references}
    known = {
        f"{instrument.id}#{cited.key}": target
        for instrument in instruments
        if instrument.id in wanted
        for cited, target in passages(instrument)
    }
    return tuple(known[reference] for reference in references if reference in known)


def final_theme(themes: Mapping[str, Theme], theme: str) -> str:
    """The concept at the end of a chain of `see`; a broken or circular chain ends where it breaks."""
    seen = {theme}
    while theme in themes and (onward := themes[theme].see) and onward in themes and onward not in seen:
        seen.add(onward)
        theme = onward
    return theme


def _part(key: str) -> str:
    # Keys are pp3, op2.a and annex1.4: the part is what stands before the figure of the paragraph.
    return key.partition(".")[0] if key.startswith("annex") else key[:2]


def _is_within(cited: Cited, parent: Cited) -> bool:
    return cited.path[: len(parent.path)] == parent.path


def _as_principal(target: Target) -> Target:
    return Target(target.anchor, target.instrument, target.key, target.part, target.first, target.last, principal=True)
