"""Parts of a book: their pages, their numbers, and what belongs to them in contents, outline and structure tree."""

from __future__ import annotations

import pikepdf
import pytest

from compendium.assembly.parts import parted
from compendium.conformance.aloud import read_aloud
from compendium.model.book import Section
from compendium.model.edition import Part
from compendium.model.words import BothWords
from compendium.production import Project, build
from tests.unit.production.conftest import written


def part(title, *holds):
    return Part(title=BothWords(en=title, fr=title), holds=holds)


def test_a_page_opens_each_part_of_which_something_is_printed():
    sections = [Section(name, kind, None) for name, kind in (("a", "instrument"), ("b", "instrument"), ("cities",) * 2)]
    parts = (part("Texts", "instrument"), part("Nothing", "glossary"), part("Lists", "cities"))
    found = parted(sections, parts)
    assert [section.id for section in found] == ["part-1", "a", "b", "part-2", "cities"]
    assert [section.part for section in found] == ["", "part-1", "part-1", "", "part-2"]
    assert [s.heading.en for s in found if s.heading] == ["Part\xa0I · Texts", "Part\xa0II · Lists"]
    assert [s.heading.fr for s in found if s.heading] == ["Partie\xa0I · Texts", "Partie\xa0II · Lists"]
    assert all(section.display for section in found if section.kind == "part")
    assert parted(sections, ()) == tuple(sections)


@pytest.fixture(scope="module")
def grouped(tmp_path_factory):
    """A finished edition in two parts."""
    folder = tmp_path_factory.mktemp("parts")
    written(folder / "content", 2)
    path = folder / "content" / "editions" / "bench.yaml"
    parts = "parts:\n  - {title: {en: Texts, fr: Textes}, holds: [instrument]}\n"
    parts += "  - {title: {en: Lists, fr: Listes}, holds: [cities, index]}\n"
    path.write_text(path.read_text("utf-8").replace("contents: ", "contents: full\n#") + parts, "utf-8")
    (finished,) = build(Project.at(folder, folder / "content"), workers=1)
    return finished


def test_the_outline_nests_sections_under_their_part(grouped):
    with pikepdf.open(grouped.path) as pdf, pdf.open_outline() as outline:
        entries = {str(item.title): [str(child.title) for child in item.children] for item in outline.root}
    assert [len(held) for title, held in entries.items() if "Part" in title] == [2, 2]


def test_each_part_is_a_part_of_the_structure_tree(grouped):
    said = read_aloud(grouped.path.read_bytes())
    parts = [one for one in said if one.role == "Part"]
    assert [len(one.kids) for one in parts[1:3]] == [3, 3]
    headings = [one.text for one in said if one.role == "H1" and one.text.startswith("Part")]
    assert [" ".join(heading.split()) for heading in headings] == ["Part I Texts", "Part II Lists"]


def test_a_part_opens_on_a_recto_without_heads_and_leaves_its_verso_blank(grouped):
    with pikepdf.open(grouped.path) as pdf:
        for name in ("part-1", "part-2"):
            start = grouped.starts[name]
            assert start % 2 == 0
            assert not pikepdf.parse_content_stream(pdf.pages[start + 1])
            artifacts = [i for i in pikepdf.parse_content_stream(pdf.pages[start]) if str(i.operator) == "BDC"]
            assert not any("/Pagination" in str(i.operands) for i in artifacts)
