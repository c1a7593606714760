"""The rules of typography on the finished pages of the book, in modes and on trims that are not shipped."""

from __future__ import annotations

import pytest

from compendium.production import Project, judge_typography

EDITIONS = {
    "facing-a5": "languages: [en, fr]\nmode: facing\ntrim: A5\n",
    "french-a4": "languages: [fr]\nmode: single\ntrim: A4\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITIONS)
def test_no_page_has_a_fault(official_book, name):
    path = official_book.content / "editions" / f"{name}.yaml"
    path.write_text(f"id: {name}\n{EDITIONS[name]}wording: adopted\ncontents: both\n", "utf-8")
    try:
        ((_, report),) = judge_typography(Project.at(official_book.root), [name])
        assert [str(finding) for finding in report] == []
    finally:
        path.unlink()
