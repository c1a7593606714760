"""Lead words: by the emphasis of the source where it has any, else by the set phrases of the trade."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from compendium.intake import lexicon
from compendium.intake.draft import Draft, Para
from compendium.intake.spans import Role, Source, Span, Style, cut, shown

_BOTH = Style.BOLD | Style.ITALIC
_LONGEST = 90


def take_leads(draft: Draft, source: Source) -> None:
    """Name the lead words of every paragraph; emphasis that only sets them apart is not kept in the wording as well.

    Without any emphasis in the source the style is the house's: italics, as in the resolutions of the United Nations.
    """
    styles: Counter[Style] = Counter()
    found: list[tuple[Para, Style]] = []
    for paragraph in draft.paragraphs():
        style, width = _emphasis(paragraph.text.spans)
        if style and width < len(paragraph.text.text):
            paragraph.lead = paragraph.text.text[:width].rstrip(" ,;:.")
            styles[style] += 1
            found.append((paragraph, style))
        elif not (source.styled and paragraph.number is None and paragraph.label is not None):
            paragraph.lead = lexicon.lead_of(draft.lang, paragraph.text.text)
    chief = styles.most_common(1)[0][0] if styles else Style.NONE
    for paragraph, style in found:
        if style == chief or lexicon.lead_of(draft.lang, paragraph.lead):
            _unstyle(paragraph, len(paragraph.lead))
        else:
            paragraph.lead = lexicon.lead_of(draft.lang, paragraph.text.text)
    draft.lead_style = _style(draft, chief, source)


def _style(draft: Draft, chief: Style, source: Source) -> str:
    if chief:
        return "bold" if chief & Style.BOLD else "italic"
    if source.styled and any(p.lead for p in draft.paragraphs()):
        return "plain"
    led = [p.lead for p in draft.paragraphs() if p.lead]
    return "italic" if len(led) > 1 or draft.symbol else "plain"


def _emphasis(spans: list[Span]) -> tuple[Style, int]:
    """The style of the first words, and how far it goes; none where the whole or nothing is set apart."""
    width = 0
    style: Style | None = None
    for span in spans:
        if span.role is Role.TEXT and any(c.isalnum() for c in span.source):
            here = span.style & _BOTH
            if style is None:
                style = here
            if here != style or not here:
                break
        elif span.role is Role.CALL:
            break
        width += len(span.shown)
    if not style or width > _LONGEST:
        return Style.NONE, 0
    return style, width


def _unstyle(paragraph: Para, width: int) -> None:
    slot = paragraph.text
    lead, rest = cut(slot.spans, width)
    plain = [replace(span, style=span.style & ~_BOTH) for span in lead]
    # Punctuation that the source set with the lead keeps no emphasis of its own.
    following = len(shown(rest)) - len(shown(rest).lstrip(" ,;:."))
    marks, rest = cut(rest, following)
    plain.extend(replace(span, style=span.style & ~_BOTH) for span in marks)
    slot.spans[:] = [*plain, *rest]
