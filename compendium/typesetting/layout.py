"""Lays a galley out with the engine: parsed, broken into pages, not yet painted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from compendium.diagnostics import EngineError
from compendium.model.proof import Galley
from compendium.typesetting.faults import fault
from compendium.typesetting.fetcher import HouseFetcher, Refusal
from compendium.typesetting.fonts import font_files
from compendium.typesetting.line_breaks import mended_line_breaks
from compendium.typesetting.makeup import (
    UnsettledError,
    make_up,
    make_up_columns,
    make_up_frame,
    make_up_slips,
    wants_columns,
    wants_frame,
    wants_makeup,
    wants_slips,
)
from compendium.typesetting.notes import notes_of
from compendium.typesetting.plans import UnbreakableError
from compendium.typesetting.warm import Sheets, listening, sheets_for
from compendium.typesetting.whole_paragraphs import whole_paragraphs


@contextmanager
def engine_at_work(section: str) -> Iterator[None]:
    """Turn what the engine logs, refuses or breaks on into diagnostics of the section.

    Raises:
        EngineError: TYPE-WARNING for each warning, TYPE-REFUSED for an address that may not be read, TYPE-CRASH for
            a failure of the engine itself.
        OSError: fonts cannot be copied to the system's temporary folder.
    """
    with listening() as warnings:
        try:
            yield
        except FatalURLFetchingError as error:
            # It is a BaseException: an `except Exception` anywhere would let it through to the user.
            raise EngineError(_refused(section, error)) from error
        except EngineError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                # The file system refuses, such as a disk that is full: no fault of the section.
                raise
            what = f"the engine failed with {type(error).__name__}: {error}"
            hint = "Report the section to the makers of this program; it is a layout the engine cannot do."
            raise EngineError(fault(section, "TYPE-CRASH", what, hint)) from error
    if warnings:
        raise EngineError(*_warned(section, warnings))


def lay_out(galley: Galley) -> tuple[list[str], Any]:
    """Break a galley into pages: made up by us where the galley asks for it, else by the engine.

    Returns:
        The ids of the notes of the galley and the engine's document.

    Raises:
        EngineError: see `engine_at_work`; also TYPE-ATTACHMENT for a galley that asks for a file to be embedded,
            TYPE-TALL for what no page can hold, TYPE-NOTE-NUMBERS where notes numbered by page move their own
            pages without end.
    """
    with engine_at_work(galley.section), mended_line_breaks(), whole_paragraphs():
        sheets, warnings = sheets_for(galley.stylesheets, galley.roots)
        if warnings:
            raise EngineError(*_warned(galley.section, warnings))
        html = _parse(galley)
        wanted = notes_of(html.etree_element)
        try:
            return wanted, _laid_out(html, sheets)
        except UnbreakableError as error:
            hint = "Shorten what stands there; no page can hold it."
            raise EngineError(fault(galley.section, "TYPE-TALL", f"{error}", hint)) from error
        except UnsettledError as error:
            hint = "Number the notes of this edition by instrument, or shorten a paragraph that has notes."
            raise EngineError(fault(galley.section, "TYPE-NOTE-NUMBERS", f"{error}", hint)) from error


def _parse(galley: Galley) -> HTML:
    base = galley.roots[0].resolve().as_uri() + "/" if galley.roots else None
    html = HTML(string=galley.html, base_url=base, url_fetcher=HouseFetcher(galley.roots, font_files()))
    for element in html.etree_element.iter():
        if "attachment" in (element.get("rel") or "").lower().split():
            what = f'the galley attaches "{element.get("href")}"'
            raise EngineError(fault(galley.section, "TYPE-ATTACHMENT", what, "Files are never embedded in the book."))
    return html


def _laid_out(html: HTML, sheets: Sheets) -> Any:
    root, render = html.etree_element, partial(_render_tree, html, sheets)
    if wants_columns(root):
        return make_up_columns(root, render)
    if wants_slips(root):
        return make_up_slips(root, render)
    if wants_frame(root):
        return make_up_frame(_render(html, sheets))
    return make_up(root, render) if wants_makeup(root) else _render(html, sheets)


def _render(html: HTML, sheets: Sheets) -> Any:
    return html.render(
        font_config=sheets.fonts,
        counter_style=sheets.counters,
        color_profiles=sheets.colours,
        stylesheets=list(sheets.css),
    )


def _render_tree(html: HTML, sheets: Sheets, root: Any, css: str) -> Any:
    """Lay an element tree out as a strip or as page shells."""
    tree = HTML(string="<html></html>", base_url=html.base_url, url_fetcher=html.url_fetcher)
    tree.etree_element = root
    tree.wrapper_element = type(tree.wrapper_element).from_html_root(root)
    return tree.render(
        font_config=sheets.fonts,
        counter_style=sheets.counters,
        color_profiles=sheets.colours,
        stylesheets=sheets.with_extra(css),
    )


def _refused(section: str, error: BaseException) -> Any:
    cause = error.__cause__
    what = str(cause) if isinstance(cause, Refusal) else str(error)
    hint = "Put the file into the project's styles or content/assets."
    return fault(section, "TYPE-REFUSED", what, hint)


def _warned(section: str, warnings: list[str]) -> list[Any]:
    # A glyph that is missing comes as a warning, among others; it has a code of its own.
    return [
        fault(
            section,
            "TYPE-GLYPH" if message.startswith(".notdef glyph") else "TYPE-WARNING",
            f"the engine warns: {message}",
        )
        for message in warnings
    ]
