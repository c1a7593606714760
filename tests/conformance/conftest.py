"""The book of the official texts: taken in on this machine, built once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from compendium.cli import main
from tests.shared_texts import shared

ROOT = Path(__file__).parents[2]
TEXTS = ("a-res-58-164", "cambridge-resolution-2008", "cartagena-conclusions-2003")


@dataclass(frozen=True, slots=True)
class OfficialBook:
    """Where the book of the official texts was built."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def run(self, *arguments: str) -> int:
        return main(["--root", str(self.root), *arguments])


@pytest.fixture(scope="session")
def official_book(tmp_path_factory: pytest.TempPathFactory) -> OfficialBook:
    """The shipped content with the three official texts taken in beside the digests; every edition built."""
    sources = {name: shared("texts", f"{name}.txt") for name in TEXTS}
    # Workers of one run share the folder above their own: the book is built by the first that comes.
    own = tmp_path_factory.getbasetemp()
    base = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "official"
    with FileLock(f"{base}.lock"):
        book = OfficialBook(base)
        if not (base / "built").exists():
            shutil.rmtree(base, ignore_errors=True)
            shutil.copytree(ROOT / "content", base / "content")
            for name, source in sources.items():
                assert book.run("intake", str(source), "--id", name) == 0
            assert book.run("build") == 0
            (base / "built").touch()
    return book
