"""Lets the engine (WeasyPrint 70.0) do the same work in less time.

Nothing here changes a page: `tests/unit/typesetting/test_quickening.py` sets galleys with and without, and compares
the PDFs byte by byte. Each remedy could be offered to the engine's makers as it is:

1. *Styles.* The engine shares the computed style of elements that match the same rules, but for it an id or a language
   makes every element one of a kind. An id is no part of the look: the style is shared, and the anchor put over it.
   Pages to which the same rules apply, and their margin boxes, share theirs too, and so does the next section
   (`quick_styles`). Pseudo-elements of elements that share theirs do so as well (`alike`).
2. *Lengths.* Margins, paddings and sizes that are not relative to the box around them are the same for every box of a
   style; they are resolved once for each style instead of once for each line and box. So is the height of a line.
3. *Layouts.* A Pango layout is set up from two dozen properties for every attempt at a line and again for its painting;
   it is set up once for each style, and copied.
4. *Lines.* To break a line the engine sets it anew for every place where its last word might be divided, the longest
   part first. How wide the parts are is known from the first setting: those that are too wide are not tried
   (`quick_lines`). A short text that fits is set once for each style (`quick_texts`).
5. *Glyphs.* To draw a line the engine shapes it once more and asks for each glyph anew what it is. Words of justified
   lines, and texts that come again, are shaped and written once for each style (`type_case`, `quick_drawing`).
6. *Boxes.* Whether a box is in the flow and has a background is found out once for each style (`quick_boxes`).
7. *Parsing.* The parser of HTML makes the pattern of what ends a stretch of text anew for each stretch; it is kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

from tinyhtml5 import inputstream
from weasyprint import css
from weasyprint.css import StyleFor
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout import background, percent
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

from compendium.typesetting.quick_boxes import is_in_normal_flow, layout_box_backgrounds, page_values
from compendium.typesetting.quick_drawing import draw_line_of_text, put_to_sleep, wake_later, woken
from compendium.typesetting.quick_styles import computed_styles, style_attributes, style_for
from compendium.typesetting.quick_texts import first_line

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")

_resolve_percentages = percent.resolve_percentages
_set_up = line_break.Layout.setup
_split_first_line = line_break.split_first_line
_strut = line_break.strut
_can_break_text = line_break.can_break_text
_layout_box_backgrounds = background.layout_box_backgrounds


@contextmanager
def quickened_engine() -> Iterator[None]:
    """Work with the engine quickened; it is itself again afterwards."""
    with ExitStack() as stack:
        stack.enter_context(_in_place_of(css, "find_style_attributes", style_attributes))
        stack.enter_context(_in_place_of(StyleFor, "__init__", style_for))
        stack.enter_context(_in_place_of(StyleFor, "set_computed_styles", computed_styles))
        stack.enter_context(_in_place_of(line_break.Layout, "setup", _layout_set_up))
        stack.enter_context(_in_place_of(drawing, "draw_first_line", draw_line_of_text))
        stack.enter_context(_in_place_of(line_break.Layout, "reactivate", wake_later))
        stack.enter_context(_in_place_of(line_break.Layout, "deactivate", put_to_sleep))
        stack.enter_context(_in_place_of(line_break.Layout, "__getattr__", woken))
        stack.enter_context(_in_place_of(Box, "is_in_normal_flow", is_in_normal_flow))
        stack.enter_context(_in_place_of(ParentBox, "page_values", page_values))
        for function, substitute in _REMEDIES.items():
            name = function.__name__
            for module in _modules_with(name, function):
                stack.enter_context(_in_place_of(module, name, substitute))
        stack.enter_context(_in_place_of(inputstream, "characters_until_regex", _PATTERNS))
        yield


@contextmanager
def _in_place_of(owner: Any, name: str, substitute: Any) -> Iterator[None]:
    before = getattr(owner, name, None)
    setattr(owner, name, substitute)
    try:
        yield
    finally:
        if before is None:
            delattr(owner, name)
        else:
            setattr(owner, name, before)


def _modules_with(name: str, function: Any) -> list[Any]:
    """The engine's modules that have imported a function by its name."""
    own = [module for key, module in sys.modules.items() if key.startswith("weasyprint.")]
    return [module for module in own if getattr(module, name, None) is function]


# --- Lengths --------------------------------------------------------------------------------------------------------

_FIXED = "_compendium_fixed"
_LAYOUT = "_compendium_layout"
_LEADING = "_compendium_leading"
"""Names under which a style keeps what is the same for every box of it. The engine changes a style only before layout,
or in a copy, which does not inherit them."""

_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)


def _percentages(box: Any, containing_block: Any) -> None:
    if not isinstance(box, Box):
        # A placeholder passes on what is set on it.
        _resolve_percentages(box, containing_block)
        return
    kept = vars(box.style)
    if _FIXED not in kept:
        kept[_FIXED] = _fixed_lengths(box.style)
    if kept[_FIXED]:
        vars(box).update(kept[_FIXED])
    else:
        _resolve_percentages(box, containing_block)


def _fixed_lengths(style: Any) -> dict[str, Any]:
    """The used lengths of a style; empty where one of them depends on the box around it, or on other boxes."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return {}
    found: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else value
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return {}
    widths = (f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
    return found | {name: style[name] for name in widths}


def _leading(style: Any) -> Any:
    """The height of a line and its baseline."""
    kept = vars(style)
    if _LEADING not in kept:
        kept[_LEADING] = _strut(style)
    return kept[_LEADING]


@lru_cache(maxsize=10_000)
def _can_break(text: str, lang: str | None) -> bool:
    """Whether a line may end within a text; mostly it is the two letters on either side of a tag."""
    return bool(_can_break_text(text, lang))


# --- Layouts --------------------------------------------------------------------------------------------------------

_FACTS = (
    "first_line_direction",
    "language",
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)
"""What the engine reads from a style besides the layout itself."""


def _layout_set_up(layout: Any, style: Any) -> None:
    kept = vars(style)
    if _LAYOUT not in kept:
        _set_up(layout, style)
        facts = {name: value for name, value in vars(layout).items() if name in _FACTS}
        kept[_LAYOUT] = facts, _copied(layout.layout)
        return
    facts, pattern = kept[_LAYOUT]
    vars(layout).update(facts)
    layout.style = style
    layout.layout = _copied(pattern)


def _copied(layout: Any) -> Any:
    return ffi.gc(pango.pango_layout_copy(layout), gobject.g_object_unref)


# --- Parsing --------------------------------------------------------------------------------------------------------


class _Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """What ends a stretch of text, by the characters that do: the parser looks a pattern up, but keeps none by them."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, is_made_of = key
        escaped = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = re.compile(f"[{'' if is_made_of else '^'}{escaped}]+")
        return self[key]


_PATTERNS = _Patterns()


_REMEDIES: dict[Callable[..., Any], Callable[..., Any]] = {
    _resolve_percentages: _percentages,
    _split_first_line: first_line,
    _strut: _leading,
    _can_break_text: _can_break,
    _layout_box_backgrounds: layout_box_backgrounds,
}
"""By the engine's function, what stands in for it wherever it was imported."""
