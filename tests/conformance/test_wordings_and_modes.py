"""The keys of an edition that choose the wording, the way to be bilingual and the numbers of notes: official texts."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.judging import judged

VARIANTS = {
    "both": "mode: parallel\nwording: both\n",
    "beside": "mode: facing\nwording: digest\n",
    "by-page": "mode: facing\nwording: adopted\nlocators: paragraph\nnote_numbers: page\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_is_printed_whole(official_book, name):
    path = official_book.content / "editions" / f"{name}.yaml"
    path.write_text(f"id: {name}\nlanguages: [en, fr]\ntrim: A5\n{VARIANTS[name]}", "utf-8")
    try:
        # A file is only written once every paragraph, note and number of it is proved.
        assert official_book.run("build", name) == 0
        for verdict in judged([official_book.output / f"{name}.pdf"]):
            assert verdict.passes, list(map(str, verdict.breaches))
        if name == "by-page":
            _labelled_by_what_each_language_prints(official_book.output / f"{name}.pdf")
    finally:
        path.unlink()
        for made in official_book.output.glob(f"{name}.*"):
            made.unlink()


def _labelled_by_what_each_language_prints(path):
    """The official texts are there in English only: on the pages that face them stands our digest, and is called so."""
    document = pypdfium2.PdfDocument(path)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    adopted = [number for number, text in enumerate(pages) if "Text adopted" in text and "Digest: our own" not in text]
    assert len(adopted) == 3
    for number in adopted:
        assert "Abrégé : notre propre résumé" in pages[number + 1].replace("\u00a0", " ").replace("\u202f", " ")
        assert "Texte adopté" not in pages[number + 1]
