"""The remedy of `font_names`, and whether the engine still needs it."""

from __future__ import annotations

import inspect
import io

import pikepdf
from weasyprint.pdf import stream

from compendium.model.proof import Target
from compendium.typesetting.layout import lay_out
from compendium.typesetting.paint import paint

TEXT = "<p>Text <i>and</i> <b>more</b>."
NAMES = {"/BBSVLP", "/EPNZIA", "/VDEIZD"}


def names(data: bytes) -> set[str]:
    return {name for page in pikepdf.open(io.BytesIO(data)).pages for name in page.obj.Resources.Font}


def test_fonts_are_named_alike_by_every_pango(galley_of):
    """The names are those that Pango 1.50 and 1.56 gave on Debian 12 and Debian 13."""
    _, document = lay_out(galley_of(TEXT))
    assert names(paint(document, Target.SCREEN, "s")) == NAMES


def test_the_engine_still_needs_the_remedy():
    source = inspect.getsource(stream.get_pango_font_key)
    assert "FEATURES" not in source, "the engine leaves features out by itself: drop font_names.py"
