"""Completes the text that is drawn, so that it can be read without its page.

The engine drops the space at the end of a line, draws no space that stands alone between two elements, and ends a
broken word with a hyphen that cannot be told from one of the text. ISO 32000-1, 14.8.2.2.3 and 14.8.2.5 ask for both
spaces, and for a soft hyphen (U+00AD) where a word was only broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from compendium.typesetting import boxes

_ZERO_WIDTH = "\u200b"
_JOINING = ("-", "‐", "–", "—", "/", _ZERO_WIDTH)
"""Characters after which a line may end without a space."""

_SHOWN = re.compile(rb"\A\[(?P<before>.*?)(?P<glyph>[0-9a-f]{4})>(?P<after>[-0-9. ]*)\] TJ\Z", re.DOTALL)
SOFT_HYPHEN = b"/Span <</ActualText <FEFF00AD>>> BDC"


def complete_text(document: Any) -> frozenset[int]:
    """Put the missing spaces into the text of a document.

    Returns:
        The text boxes, by identity, whose last character is a hyphen that only breaks a word.
    """
    soft: set[int] = set()
    for lines in _paragraphs(document):
        words = "".join(lines[0][0].itertext())
        for (_, line), (_, following) in pairwise(lines):
            if _breaks_word(line[-1], following[0], words):
                soft.add(id(line[-1]))
            else:
                _end_with_space(line[-1])
        for _, line in lines:
            for box in line:
                if not box.text.strip():
                    # The engine skips a box whose text is white; what it draws is what the layout holds.
                    box.text = _ZERO_WIDTH
    return frozenset(soft)


def _paragraphs(document: Any) -> Iterator[Sequence[tuple[Any, list[Any]]]]:
    """The lines of each element over all pages, each line as its element and its text boxes."""
    found: dict[int, list[tuple[Any, list[Any]]]] = {}
    for page in document.pages:
        for part in (boxes.flow(page), boxes.note_area(page)):
            for box in boxes.walk(part) if part is not None else ():
                if not boxes.is_line(box) or box.element is None or not hasattr(box.element, "itertext"):
                    continue
                texts = [b for b in boxes.walk(box) if boxes.is_text(b) and b.style["visibility"] == "visible"]
                if texts:
                    found.setdefault(id(box.element), []).append((box.element, texts))
    yield from found.values()


def _breaks_word(last: Any, following: Any, words: str) -> bool:
    hyphen = last.style["hyphenate_character"]
    if not last.text.endswith(hyphen):
        return False
    stem = last.text[: -len(hyphen)].split()[-1:]
    head = following.text.split()[:1]
    # A hyphen of the text itself stands in the Galley between the same two halves.
    return bool(stem and head) and stem[0] + head[0] in words and stem[0] + hyphen + head[0] not in words


def _end_with_space(box: Any) -> None:
    text = box.text.rstrip(_ZERO_WIDTH)
    if text.endswith((" ", "\n")) or not text.strip():
        return
    if text.endswith(_JOINING) and not text[:-1].endswith((" ", "\u00a0")):
        return
    layout = box.pango_layout
    if not layout.text.endswith(" "):
        layout.text += " "


def soften_hyphen(operators: list[bytes]) -> None:
    """Tell the last glyph of a drawn line as a soft hyphen.

    Args:
        operators: those of a content stream so far, one an entry; the last text that they show ends with the hyphen.
    """
    for position in range(len(operators) - 1, -1, -1):
        shown = _SHOWN.match(operators[position])
        if shown is None:
            continue
        before = shown["before"]
        # An empty string may be left of what stood before the glyph.
        opened = before[:-1] if before.endswith(b"<") else before + b">"
        glyph = b"[<" + shown["glyph"] + b">" + shown["after"] + b"] TJ"
        head = [b"[" + opened + b"] TJ"] if opened else []
        operators[position : position + 1] = [*head, SOFT_HYPHEN, glyph, b"EMC"]
        return
