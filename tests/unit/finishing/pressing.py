"""Small PDFs in inks, and the press files that are made of them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf

from compendium.finishing.press import PressFile, PressJob, make_press_file
from compendium.finishing.profile import Profile, find_profile

PROFILES = Path(__file__).parents[3] / "styles" / "profiles"
A5 = (419.528, 595.276)


def profile() -> Profile:
    return find_profile("FOGRA39L_coated.icc", "FOGRA39", [PROFILES])


def painted(*contents: bytes, resources: dict[str, object] | None = None, annotated: bool = False) -> bytes:
    """A PDF of one A5 page for each content, painted 5 mm around its trim."""
    pdf = Pdf.new()
    for content in contents:
        pdf.add_blank_page(page_size=A5)
        page = pdf.pages[-1].obj
        page[Name.TrimBox] = Array([0, 0, *A5])
        page[Name.MediaBox] = Array([-14.17, -14.17, A5[0] + 14.17, A5[1] + 14.17])
        page[Name.Contents] = pdf.make_stream(content)
        page[Name.Resources] = Dictionary(resources or {})
        if annotated:
            link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99])
            page[Name.Annots] = Array([pdf.make_indirect(link)])
    return saved(pdf)


def pressed(data: bytes, signature: int = 4, **changes: object) -> PressFile:
    job = PressJob("A title", date(2026, 11, 2), profile(), signature, **changes)  # type: ignore[arg-type]
    return make_press_file(data, job)


def saved(pdf: Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()
