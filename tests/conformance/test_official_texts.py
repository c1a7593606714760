"""What is printed equals what was adopted, read back by tools that are not ours."""

from __future__ import annotations

import re
import subprocess
from collections import Counter

import pypdfium2
import pytest

from compendium import markup
from compendium.model.words import Lang, Nature
from compendium.source import read
from tests.conformance.conftest import TEXTS


def printed(path, *options: str) -> str:
    """The text of a PDF as poppler reads it, page after page."""
    return subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True).stdout


def letters(text: str) -> str:
    """Letters and figures alone: spaces and line-end hyphens are the page's own."""
    return "".join(re.findall(r"\w", text)).replace("_", "")


@pytest.fixture(scope="session")
def english(official_book):
    """The English edition, its running heads and folios cut off by the margins of A5."""
    frame = ("-x", "0", "-y", "45", "-W", "420", "-H", "500", "-nodiag")
    return letters(printed(official_book.output / "english.pdf", "-raw", *frame))


@pytest.mark.parametrize("name", TEXTS)
def test_every_paragraph_stands_once_and_in_order(official_book, english, name):
    library, _ = read(official_book.content)
    position = 0
    for cited in library.instruments[name].walk():
        whole = markup.plain(markup.parse(cited.paragraph.adopted.en))
        # Notes and page ends may come between; twelve-letter pieces of the opening and the end must not.
        opening = letters(whole.split(".")[0])[:40]
        found = english.find(opening, position)
        assert found >= 0, f"{name} {cited.key}: {opening}"
        position = found + 1


@pytest.mark.parametrize("name", TEXTS)
def test_every_word_of_every_paragraph_is_there(official_book, name):
    library, _ = read(official_book.content)
    text = printed(official_book.output / "english.pdf", "-raw")
    words = Counter(re.findall(r"\w+", re.sub("[-\u00ad]\n", "", text)))
    for cited in library.instruments[name].walk():
        plain = markup.plain(markup.parse(cited.paragraph.adopted.en))
        missing = [word for word in re.findall(r"[^\W\d_]{4,}", plain) if word not in words]
        assert not missing, f"{name} {cited.key}: {missing}"


def test_every_note_stands_once_on_the_page_of_its_call(official_book):
    library, _ = read(official_book.content)
    notes = library.instruments["a-res-58-164"].notes
    pages = printed(official_book.output / "english.pdf", "-layout").split("\f")
    for label, note in notes.items():
        text = letters(markup.plain(markup.parse(note.wording(Nature.ADOPTED).of(Lang.EN))))
        holding = [
            page for page in pages if text in letters(page) and re.search(rf"^\s*{label}\. ", page, re.MULTILINE)
        ]
        assert len(holding) == 1, f"note {label} stands on {len(holding)} pages"
        assert re.search(rf"\D{label}\b", holding[0])


def test_the_contents_lead_to_the_pages_they_print(official_book):
    pages = printed(official_book.output / "english.pdf", "-layout").split("\f")
    contents = next(page for page in pages if page.strip().startswith("Contents"))
    lines = re.findall(r"^\s*(\S.*?)\s{2,}(\d+)\s*$", contents, re.MULTILINE)
    assert len(lines) >= 8
    with pypdfium2.PdfDocument(official_book.output / "english.pdf") as pdf:
        labels = [pdf.get_page_label(position) for position in range(len(pdf))]
    for words, folio in lines:
        if words.startswith("Part "):
            # A display page bears no folio; it is found by its label.
            assert pages[labels.index(folio)].split() == words.replace("\N{MIDDLE DOT}", " ").split()
            continue
        target = [page for page in pages if page.strip() and page.strip().splitlines()[-1].strip() == folio]
        assert len(target) == 1, f"{words}: {len(target)} pages bear {folio}"
        # The contents have the short title of an instrument, its page the whole.
        named = re.findall(r"[A-Z]\w{4,}", words.partition("(")[0])
        assert all(word in letters(target[0]) for word in named), words


@pytest.mark.parametrize("edition", ["bilingual", "english", "french"])
def test_the_file_is_sound(official_book, edition):
    path = official_book.output / f"{edition}.pdf"
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    assert "Against Torture" in info or "Contre la torture" in info
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), "every font embedded, subset, mapped"


def test_a_second_build_typesets_nothing(official_book, capsys):
    before = {path.name: path.read_bytes() for path in official_book.output.glob("*.pdf")}
    assert official_book.run("build") == 0
    said = capsys.readouterr().out
    assert said.count("nothing to typeset") == len(before) == 3
    assert before == {path.name: path.read_bytes() for path in official_book.output.glob("*.pdf")}


@pytest.mark.parametrize("name", TEXTS)
def test_the_instrument_is_proved_equal_to_its_source(official_book, name):
    from tests.shared_texts import shared

    assert official_book.run("check", "--against", str(shared("texts", f"{name}.txt")), name) == 0
