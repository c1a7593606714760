"""What running heads say of a page: the range of paragraphs that it holds, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compendium.typesetting import boxes
from compendium.typesetting.makeup.strip import section_of


def ranges(flow: Any, root: Any, stretches: list[tuple[float, float, int]]) -> list[str]:
    """The range of each page, such as `paras. 4–7`.

    Args:
        flow: the boxes of the strip.
        root: the root element of the galley; its section says how a range is written.
        stretches: for each page, from where to where of the strip it goes, and which of two languages it speaks.
    """
    section = section_of(root)
    places = list(_places(flow))
    return [_range(section, places, *stretch) for stretch in stretches]


def _places(flow: Any) -> Iterator[tuple[float, float, Any]]:
    for box in boxes.walk(flow):
        element = getattr(box, "element", None)
        if element is not None and hasattr(element, "get") and element.get("data-figure"):
            yield box.position_y, box.position_y + box.margin_height(), element


def _range(section: Any, places: list[tuple[float, float, Any]], top: float, bottom: float, speech: int) -> str:
    here = [element for head, foot, element in places if head < bottom - 1 and foot > top + 1]
    if not here:
        return ""
    first, last = here[0], here[-1]
    cite = f"data-cite-{speech}"
    if first.get("data-figure") == last.get("data-figure"):
        return str(first.get(cite))
    if first.get("data-part") == last.get("data-part"):
        pattern = section.get(f"data-range-{first.get('data-part')}-{speech}") or "{first}–{last}"
        return str(pattern).format(first=first.get("data-figure"), last=last.get("data-figure"))
    return f"{first.get(cite)} – {last.get(cite)}"
