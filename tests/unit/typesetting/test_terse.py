"""Pages say no more than can be seen: the same text and picture, in fewer bytes."""

from __future__ import annotations

import io
from contextlib import nullcontext

import pypdfium2
from pikepdf import Pdf

from compendium.model.proof import Target
from compendium.typesetting import paint, terse, typeset

TEXT = "<p>Requests that every municipal well of the district be inspected each spring by two people. </p>" * 20
CSS = "p { text-align: justify; width: 80mm }"


def painted(galley) -> bytes:
    return typeset(galley, "digest").paints[Target.SCREEN]


def contents(data: bytes) -> bytes:
    with Pdf.open(io.BytesIO(data)) as pdf:
        return b"".join(page.Contents.read_bytes() for page in pdf.pages)


def seen(data: bytes) -> list[tuple[str, bytes]]:
    pages = list(pypdfium2.PdfDocument(data))
    return [(page.get_textpage().get_text_bounded(), page.render(scale=3).to_pil().tobytes()) for page in pages]


def test_pages_are_smaller_and_look_the_same(galley_of, monkeypatch):
    galley = galley_of(TEXT, CSS)
    ours = painted(galley)
    monkeypatch.setattr(paint, "terse_pages", nullcontext)
    engines = painted(galley)
    assert seen(ours) == seen(engines)
    assert len(contents(ours)) < 0.95 * len(contents(engines)), "the engine writes short numbers: drop `terse`"


def test_only_what_parts_glyphs_is_rounded():
    def written(text: str) -> str:
        return terse._LONG.sub(terse._shown, text)

    assert written("<0001>-66.1138012885724<0002>3<0003>-0.00001<") == "<0001>-66.113801<0002>3<0003>-0.00001<"
    assert written("<0001>12.5<0002>") == "<0001>12.5<0002>"
