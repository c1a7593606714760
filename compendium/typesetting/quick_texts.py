"""Sets a short text that was set before: see `quickening`, remedy 4.

The folio of a locator, the comma behind it, the number of a paragraph: in an index such texts come by the thousand, and
the engine (WeasyPrint 70.0) has each shaped anew to know how wide it is. A text that fits whole is the same wherever it
fits.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from weasyprint.text.line_break import Layout

from compendium.typesetting.quick_lines import first_line as break_line

_TEXTS = "_compendium_texts"
"""Name under which a style keeps the texts that were set in it."""

_LONGEST = 24
"""Characters of a text that is worth keeping."""

_MOST = 5000
"""Texts that a style keeps; all are dropped when there are more."""


class _Set(NamedTuple):
    """A text as it was set: its layout, put to sleep, its length in bytes, its width, height and baseline."""

    layout: dict[str, Any]
    length: int
    width: float
    height: float
    baseline: float


def first_line(  # noqa: PLR0913, PLR0917 - the engine's signature
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
    minimum: bool = False,  # noqa: FBT001, FBT002
) -> Any:
    """Fit as much as possible on one line, in the form of the engine's own function."""
    if max_width is None or justification_spacing or len(text) > _LONGEST or not max_width < math.inf:
        return break_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    kept = vars(style).setdefault(_TEXTS, {})
    known = kept.get(text)
    if known and known.width <= max_width:
        layout = Layout.__new__(Layout)
        vars(layout).update(known.layout, max_width=max_width)
        return layout, known.length, None, known.width, known.height, known.baseline
    found = break_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    layout, length, resume, width, height, baseline = found
    # Where a space was taken away to make it fit, the text is another.
    if resume is None and width <= max_width and layout.text == text:
        if len(kept) >= _MOST:
            kept.clear()
        kept[text] = _Set(dict(vars(layout)), length, width, height, baseline)
    return found
