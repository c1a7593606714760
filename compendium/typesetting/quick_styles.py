"""Computes styles as the engine (WeasyPrint 70.0) does, each of them once: see `quickening`, remedy 1.

The engine shares the computed style of elements that match the same rules, but for it an id or a language makes every
element one of a kind. An id is no part of the look: the style is shared, and the anchor put over it. And what the same
rules make of the same parent is the same in the next section too: a style is kept as long as the stylesheets are, with
all that was found out about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinycss2
from weasyprint import css
from weasyprint.css import Style, StyleFor
from weasyprint.layout.page import PageType

from compendium.typesetting.alike import Alike

_SVG = "{http://www.w3.org/2000/svg}svg"

_find_style_attributes = css.find_style_attributes
_style_for_init = StyleFor.__init__
_set_computed_styles = StyleFor.set_computed_styles

_KEPT = "_compendium_styles"
"""Name under which a font configuration, of which each set of stylesheets has its own, keeps their styles."""

_ORIGIN = "_compendium_origin"
"""Name under which a style says which of those kept it is, or is a copy of."""

_NAMED = ("string", "en")
"""What the engine makes of the declaration of a language."""

_MOST = 4000
"""Styles that are kept: some ten times as many as the house has."""

_CHANGED = frozenset({"html", "body"})
"""Elements whose style the engine changes once their boxes are made: what it shows of what runs over."""


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


class _PageSizes(dict[str, Any]):
    """The sizes that lengths in shares of the page are resolved by; remembers whether any is."""

    is_asked = False

    def __getitem__(self, key: str) -> Any:
        self.is_asked = True
        return super().__getitem__(key)


class _Kept:
    """The styles of a set of stylesheets, by what they were computed of."""

    def __init__(self) -> None:
        self.styles: dict[Any, Any] = {}
        self.sizes = _PageSizes()

    def opened(self, style_for: Any) -> _Kept:
        """Make the sizes those of a document whose styles are about to be computed."""
        if style_for.initial_page_sizes is not self.sizes:
            if self.sizes.is_asked or len(self.styles) > _MOST:
                # Styles in shares of the page are those of one document.
                self.styles.clear()
                self.sizes = _PageSizes()
            self.sizes.update(style_for.initial_page_sizes)
            style_for.initial_page_sizes = self.sizes
        return self


def _kept_with(fonts: Any) -> _Kept:
    if _KEPT not in vars(fonts):
        vars(fonts)[_KEPT] = _Kept()
    return vars(fonts)[_KEPT]  # type: ignore[no-any-return]


def style_for(  # noqa: PLR0913, PLR0917 - the engine's signature
    style_for: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    """Compute the styles without anchors, then put over each the anchor of its element."""
    if presentational_hints:
        _style_for_init(style_for, html, sheets, presentational_hints, font_config, target_collector)
        return
    alike = Alike(html, sheets, _own)
    _style_for_init(style_for, alike, alike.sheets, presentational_hints, font_config, target_collector)
    style_for._sheets = sheets  # noqa: SLF001 - the engine asks them for the rules of pages
    styles = style_for.get_computed_styles()
    alike.share(styles)
    for element in html.etree_element.iter():
        anchor = _anchor_of(element)
        if anchor is not None and not styles[element, None]["anchor"]:
            styles[element, None] = _AnchoredStyle(styles[element, None], anchor)
            if target_collector:
                target_collector.collect_anchor(anchor)


def computed_styles(style_for: Any, element: Any, parent: Any, **given: Any) -> None:
    """Compute the style of an element, a page or a margin box, where none is kept that was computed of the same."""
    pseudo = given.get("pseudo_type")
    styles = style_for.get_computed_styles()
    above = None if parent is None else styles[parent, None]
    origin = above if above is None else vars(above).get(_ORIGIN)
    if origin is None and above is not None:
        _set_computed_styles(style_for, element, parent, **given)
        return
    kept = _kept_with(style_for.font_config).opened(style_for)
    declared = style_for.get_cascaded_styles().get((element, pseudo), {})
    rules = tuple((name, _name(value), place, order, *own) for name, (value, (place, order, own)) in declared.items())
    key = pseudo, id(origin), given.get("base_url"), isinstance(element, PageType), rules
    style = kept.styles.get(key)
    if style is None:
        _set_computed_styles(style_for, element, parent, **given)
        style = styles[element, pseudo]
        if style["position"][0] == "note()":
            # The engine gives such a style the name of its note.
            return
        kept.styles[key] = vars(style)[_ORIGIN] = style
    elif (collector := given.get("target_collector")) and style["anchor"]:
        collector.collect_anchor(style["anchor"])
    if pseudo is None and getattr(element, "tag", None) in _CHANGED:
        style = style.copy()
        vars(style)[_ORIGIN] = kept.styles[key]
    styles[element, pseudo] = style


def _name(value: Any) -> Any:
    """What a declared value is known by: those of the stylesheets stay the same objects, languages do not."""
    is_language = isinstance(value, tuple) and len(value) == len(_NAMED) and value[0] == _NAMED[0]
    return value if is_language else id(value)


def style_attributes(tree: Any, presentational_hints: bool = False, base_url: Any = None) -> Iterator[Any]:  # noqa: FBT001, FBT002 - the engine's signature
    """What the engine's own yields, without anchors, and the same object for the same language."""
    if presentational_hints:
        yield from _find_style_attributes(tree, presentational_hints, base_url)
        return
    for element in tree.iter():
        if _is_one_of_a_kind(element):
            yield from _find_style_attributes(_Alone(element), presentational_hints, base_url)
        elif language := element.get("lang"):
            yield (0, 0, 0), element, _language(language), base_url


def _is_one_of_a_kind(element: Any) -> bool:
    """Whether an element has declarations of its own besides its anchor and its language."""
    return bool(element.get("style") or element.tag == _SVG or (_anchor_of(element) is None and element.get("id")))


def _own(element: Any) -> Any:
    """What makes the style of an element another besides the rules."""
    return element if _is_one_of_a_kind(element) else element.get("lang")


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
