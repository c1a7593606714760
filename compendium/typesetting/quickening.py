"""Lets the engine (WeasyPrint 70.0) do the same work in less time.

Nothing here changes a page: `tests/unit/typesetting/test_quickening.py` sets galleys with and without, and compares
the PDFs byte by byte. Each remedy could be offered to the engine's makers as it is:

1. *Styles.* The engine shares the computed style of elements that match the same rules, but for it an id or a language
   makes every element one of a kind. An id is no part of the look: the style is shared, and the anchor put over it.
   Pages to which the same rules apply, and their margin boxes, share theirs too.
2. *Lengths.* Margins, paddings and sizes that are not relative to the box around them are the same for every box of a
   style; they are resolved once for each style instead of once for each line and box. So is the height of a line.
3. *Layouts.* A Pango layout is set up from two dozen properties for every attempt at a line and again for its painting;
   it is set up once for each style, and copied.
4. *Lines.* To break a line the engine sets it anew for every place where its last word might be divided, the longest
   part first. How wide the parts are is known from the first setting: those that are too wide are not tried
   (`quick_lines`).
5. *Glyphs.* What a glyph of a font is written as is worked out once for each width (`quick_drawing`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

import tinycss2
from weasyprint import css
from weasyprint.css import Style, StyleFor
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent
from weasyprint.layout.page import PageType
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

from compendium.typesetting.quick_drawing import draw_line_of_text
from compendium.typesetting.quick_lines import first_line

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")

_SVG = "{http://www.w3.org/2000/svg}svg"

_find_style_attributes = css.find_style_attributes
_style_for_init = StyleFor.__init__
_set_computed_styles = StyleFor.set_computed_styles
_resolve_percentages = percent.resolve_percentages
_set_up = line_break.Layout.setup
_split_first_line = line_break.split_first_line
_strut = line_break.strut


@contextmanager
def quickened_engine() -> Iterator[None]:
    """Work with the engine quickened; it is itself again afterwards."""
    with ExitStack() as stack:
        stack.enter_context(_in_place_of(css, "find_style_attributes", _style_attributes))
        stack.enter_context(_in_place_of(StyleFor, "__init__", _style_for))
        stack.enter_context(_in_place_of(StyleFor, "set_computed_styles", _computed_styles))
        stack.enter_context(_in_place_of(line_break.Layout, "setup", _layout_set_up))
        stack.enter_context(_in_place_of(drawing, "draw_first_line", draw_line_of_text))
        for function, substitute in _REMEDIES.items():
            name = function.__name__
            for module in _modules_with(name, function):
                stack.enter_context(_in_place_of(module, name, substitute))
        yield


@contextmanager
def _in_place_of(owner: Any, name: str, substitute: Callable[..., Any]) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, substitute)
    try:
        yield
    finally:
        setattr(owner, name, before)


def _modules_with(name: str, function: Any) -> list[Any]:
    """The engine's modules that have imported a function by its name."""
    own = [module for key, module in sys.modules.items() if key.startswith("weasyprint.")]
    return [module for module in own if getattr(module, name, None) is function]


# --- Styles ---------------------------------------------------------------------------------------------------------


_PAGES = "_compendium_pages"


class _AnchoredStyle(Style):  # type: ignore[misc]
    """A shared style with an anchor of its own."""

    def __init__(self, shared: Any, anchor: str) -> None:
        self.shared = shared
        for name in ("parent_style", "is_root_element", "cascaded", "pseudo_type", "root_style", "base_url"):
            setattr(self, name, getattr(shared, name))
        for name in ("specified", "font_config", "initial_page_sizes", "cache"):
            setattr(self, name, getattr(shared, name))
        self["anchor"] = anchor

    @property
    def anonymous_style(self) -> Any:
        """That of the shared style: an anchor is not handed on."""
        return self.shared.anonymous_style

    def copy(self) -> Any:
        """A style like this one that shares nothing."""
        copy = self.shared.copy()
        copy["anchor"] = self["anchor"]
        return copy

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.shared[key]
        return value


def _style_for(  # noqa: PLR0913, PLR0917 - the engine's signature
    style_for: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    """Compute the styles without anchors, then put over each the anchor of its element."""
    _style_for_init(style_for, html, sheets, presentational_hints, font_config, target_collector)
    styles = style_for.get_computed_styles()
    for element in html.etree_element.iter():
        anchor = None if presentational_hints else _anchor_of(element)
        if anchor is not None and not styles[element, None]["anchor"]:
            styles[element, None] = _AnchoredStyle(styles[element, None], anchor)
            if target_collector:
                target_collector.collect_anchor(anchor)


def _computed_styles(style_for: Any, element: Any, parent: Any, **given: Any) -> None:
    """Compute the style of an element; that of a page or margin box is taken from one with the same declarations."""
    if not isinstance(element, PageType):
        _set_computed_styles(style_for, element, parent, **given)
        return
    name = element, given.get("pseudo_type")
    styles = style_for.get_computed_styles()
    declared = style_for.get_cascaded_styles().get(name, {}).items()
    key = name[1], id(styles[parent, None]), tuple((prop, id(value), str(weight)) for prop, (value, weight) in declared)
    kept = vars(style_for).setdefault(_PAGES, {})
    if key not in kept:
        _set_computed_styles(style_for, element, parent, **given)
        kept[key] = styles[name]
    styles[name] = kept[key]


def _style_attributes(tree: Any, presentational_hints: bool = False, base_url: Any = None) -> Iterator[Any]:  # noqa: FBT001, FBT002 - the engine's signature
    """What the engine's own yields, without anchors, and the same object for the same language."""
    if presentational_hints:
        yield from _find_style_attributes(tree, presentational_hints, base_url)
        return
    for element in tree.iter():
        if element.get("style") or element.tag == _SVG or (_anchor_of(element) is None and element.get("id")):
            yield from _find_style_attributes(_Alone(element), presentational_hints, base_url)
        elif language := element.get("lang"):
            yield (0, 0, 0), element, _language(language), base_url


def _anchor_of(element: Any) -> str | None:
    """The anchor of an element; None where it has none, or one that CSS would have to escape or the engine sees to."""
    name = (element.get("name") if element.tag == "a" else None) or element.get("id")
    is_ours = name and not element.get("style") and element.tag != _SVG
    return str(name) if is_ours and not set('"\\\n\r\f') & set(name) else None


class _Alone:
    """An element as a tree of its own."""

    def __init__(self, element: Any) -> None:
        self._element = element

    def iter(self) -> Iterator[Any]:
        yield self._element


@lru_cache(maxsize=64)
def _language(name: str) -> tuple[Any]:
    return (tinycss2.parse_one_declaration(f'-weasy-lang:"{name}"'),)


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


_REMEDIES: dict[Callable[..., Any], Callable[..., Any]] = {
    _resolve_percentages: _percentages,
    _split_first_line: first_line,
    _strut: _leading,
}
"""By the engine's function, what stands in for it wherever it was imported."""
