"""Elements that are alike: the same rules match them, under parents that are alike.

The engine (WeasyPrint 70.0) shares the style of such elements, but goes through the cascade for each of them, and
computes the styles of its pseudo-elements, of which few are ever asked for, for each anew. In an index elements that
are alike come by the thousand: here only the first of them is shown to the engine, and the others have what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_ORDER = 1
"""Where a rule that was matched tells which of its stylesheet it is."""


@dataclass(frozen=True, slots=True, eq=False)
class _First:
    """The first of some elements that are alike, in the form of the engine's wrapper of an element."""

    etree_element: Any
    parent: _First | None
    matched: Sequence[Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A stylesheet that knows already what it matches; its own matcher."""

    place: int
    layers: Any

    @property
    def matcher(self) -> _Sheet:
        return self

    def match(self, first: _First) -> Any:
        return first.matched[self.place]


class Alike:
    """The elements of a document by those that they are alike to; for the engine, a document of the first of each."""

    def __init__(self, html: Any, sheets: Sequence[Any], own: Callable[[Any], Hashable]) -> None:
        """Match every element.

        Args:
            html: the engine's document.
            sheets: the engine's stylesheets, each with its origin and its specificity.
            own: what makes the style of an element another besides the rules.
        """
        self.etree_element, self.base_url = html.etree_element, html.base_url
        self._firsts: dict[Any, _First] = {}
        self._of: dict[Any, _First] = {}
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = self._of[wrapper.parent.etree_element] if wrapper.parent else None
            matched = [sheet.matcher.match(wrapper) for sheet, *_ in sheets]
            key = parent, own(element), tuple([tuple([rule[_ORDER] for rule in rules]) for rules in matched])
            if key not in self._firsts:
                self._firsts[key] = _First(element, parent, matched)
            self._of[element] = self._firsts[key]
        self.sheets = [(_Sheet(place, sheet.layers), *rest) for place, (sheet, *rest) in enumerate(sheets)]

    @property
    def wrapper_element(self) -> Alike:
        """The document as the engine asks for it."""
        return self

    def iter_subtree(self) -> Iterator[_First]:
        """The first of each kind, parents before what they hold."""
        return iter(self._firsts.values())

    def share(self, styles: dict[tuple[Any, str | None], Any]) -> None:
        """Give every element, and its pseudo-elements, the styles of the first that is alike."""
        pseudos: dict[Any, list[str | None]] = {}
        for element, pseudo in styles:
            pseudos.setdefault(element, []).append(pseudo)
        for element, first in self._of.items():
            if first.etree_element is not element:
                for pseudo in pseudos[first.etree_element]:
                    styles[element, pseudo] = styles[first.etree_element, pseudo]
