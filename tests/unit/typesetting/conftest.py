"""Small galleys, with stylesheets of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compendium.model.proof import Galley

PAGE = """
@page { size: A5; margin: 15mm; @footnote { border-top: .4pt solid; padding-top: 3pt } }
html { font: 9pt/12pt "Compendium Serif" } body { margin: 0 } p { margin: 0 }
table { border-collapse: collapse; width: 100% } td { vertical-align: top; width: 50% }
.note { float: footnote; font-size: 7pt; line-height: 9pt }
"""

GalleyMaker = Callable[..., Galley]


@pytest.fixture
def galley_of(tmp_path: Path) -> GalleyMaker:
    """Makes a galley of a body and some CSS; `styles` below `tmp_path` is its only root."""

    def make(body: str, css: str = "", section: str = "chapter") -> Galley:
        styles = tmp_path / "styles"
        styles.mkdir(exist_ok=True)
        (styles / "book.css").write_text(PAGE + css)
        html = f'<!doctype html><html lang="en"><head><title>Test</title></head><body>{body}</body></html>'
        return Galley(section, html, (styles / "book.css",), (styles,))

    return make
