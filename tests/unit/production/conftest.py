"""A small project of its own, in a folder of its own."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest
import yaml

from compendium.production import Project

ROOT = Path(__file__).resolve().parents[3]
CITIES = """
- {id: geneva, name: {en: Geneva, fr: Genève}, country: CH, language: fr}
- {id: le-havre, name: {en: Le Havre, fr: Le Havre}, country: FR, language: fr}
- {id: cambridge-gb, name: {en: Cambridge, fr: Cambridge}, country: GB}
- {id: cambridge-us, name: {en: Cambridge, fr: Cambridge}, country: US}
"""
LETTERS = """
- id: ratification
  title: {en: Ratification, fr: Ratification}
  lines:
    - {en: "City: {city}", fr: "Ville : {city}"}
    - {en: "To {country}: {standing} ({date})", fr: "À : {country}, {standing} ({date})"}
- id: full-effect
  title: {en: Full effect, fr: Plein effet}
  lines:
    - {en: "Full effect, {city}", fr: "Plein effet, {city}"}
"""
TREATIES = """
- {treaty: opcat, as_of: "2024-06", parties: [CH, GB], signatories: []}
"""
CITED = """
- {id: opcat, title: {en: Optional Protocol, fr: Protocole facultatif}}
"""


def written(folder: Path, count: int) -> Path:
    """A content folder with so many instruments and four cities."""
    corpus = runpy.run_path(str(ROOT / "benchmarks" / "corpus.py"))
    corpus["write"](count, folder)
    for name, text in {"cities": CITIES, "letters": LETTERS, "treaties": TREATIES, "cited": CITED}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    publication = yaml.safe_load((folder / "publication.yaml").read_text("utf-8"))
    edition = yaml.safe_load((folder / "editions" / "bench.yaml").read_text("utf-8"))
    edition |= {"trim": "A5", "sections": ["cities", "index-en"]}
    (folder / "editions" / "bench.yaml").write_text(yaml.safe_dump(edition), "utf-8")
    publication["url"] = "https://example.org/works"
    (folder / "publication.yaml").write_text(yaml.safe_dump(publication, allow_unicode=True), "utf-8")
    return folder


@pytest.fixture(scope="session")
def content(tmp_path_factory) -> Path:
    """Two instruments; not to be changed."""
    return written(tmp_path_factory.mktemp("content") / "content", 2)


@pytest.fixture
def project(tmp_path, content) -> Project:
    """A project of its own that nobody else builds in."""
    shutil.copytree(content, tmp_path / "content")
    for name in ("styles", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Project.at(tmp_path)
