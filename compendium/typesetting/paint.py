"""Paints a laid-out document for a target; one layout serves them all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from compendium.model.proof import Target
from compendium.typesetting.font_dates import own_font_dates
from compendium.typesetting.font_names import own_font_names
from compendium.typesetting.instances import instances_by_harfbuzz
from compendium.typesetting.press import paint_press
from compendium.typesetting.ruling import paint_ruled
from compendium.typesetting.tags import complete_text, own_tags
from compendium.typesetting.terse import terse_pages


def paint(document: Any, target: Target, section: str) -> bytes:
    """The PDF of a document for a target.

    Raises:
        EngineError: TYPE-INK, a colour is missing (see `press` and `ruling`); TYPE-ALT, words for a picture are.
    """
    # For every target alike, so that a paint does not depend on which one came before it.
    soft = complete_text(document)
    with own_font_dates(), own_font_names(), instances_by_harfbuzz(), terse_pages():
        if target is Target.SCREEN:
            return _screen(document, section, soft)
        return _PAINTERS[target](document, section)


def _screen(document: Any, section: str, soft: Collection[int]) -> bytes:
    # Tags, for binding to make one structure tree of; the identifiers of the standards are set on the finished book.
    with own_tags(document, section, soft):
        return bytes(document.write_pdf(pdf_tags=True))


_PAINTERS: Mapping[Target, Callable[[Any, str], bytes]] = {
    Target.PRESS: paint_press,
    Target.PROOF: paint_ruled,
}
