"""A process that reads a project again takes what has not changed as it was, and tells every fault again."""

from __future__ import annotations

import shutil

import pytest

from compendium.production.store import Store
from compendium.source import places, read, remembered
from tests.unit.production.conftest import written


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path / "content", 2)


def test_only_what_changed_is_read_anew(folder):
    before, _ = read(folder)
    path = folder / "instruments" / "bench-0002.yaml"
    path.write_text(path.read_text("utf-8").replace("On ", "About ", 1), "utf-8")
    after, report = read(folder)
    assert report.is_clean
    assert after.instruments["bench-0001"] is before.instruments["bench-0001"]
    assert after.instruments["bench-0002"].title.en.startswith("About ")
    assert after.places.find(after.instruments["bench-0001"], "title", "en") == before.places.find(
        before.instruments["bench-0001"], "title", "en"
    )


def test_a_fault_is_told_every_time(folder):
    path = folder / "instruments" / "bench-0001.yaml"
    assert read(folder)[1].is_clean
    path.write_text(path.read_text("utf-8") + "symbol: X/1\n", "utf-8")
    first, again = (read(folder)[1] for _ in range(2))
    assert [fault.code for fault in first] == [fault.code for fault in again]
    assert not first.is_clean


def test_what_another_process_kept_is_the_same(folder, monkeypatch):
    kept = Store(folder.parent / "kept")
    texts = ("title", "en"), ("operative", 2, "adopted", "fr")
    before, _ = read(folder, kept)
    monkeypatch.setattr(remembered, "_READ_BEFORE", {})
    after, report = read(folder, kept)
    assert report.is_clean
    for name, item in before.instruments.items():
        again = after.instruments[name]
        assert again is not item
        assert again == item
        # What a file leaves out stays left out: rules read only what is said.
        assert again.model_dump_json(exclude_unset=True) == item.model_dump_json(exclude_unset=True)
        for path in texts:
            assert after.places.find(again, *path) == before.places.find(item, *path)
    name = next(iter(before.instruments))
    (folder / "instruments" / f"{name}.yaml").rename(folder / "instruments" / "another.yaml")
    assert [fault.message for fault in read(folder, kept)[1]] == [f"the id `{name}` is not the name of its file"]


def test_a_file_that_is_gone_is_gone(folder):
    assert len(read(folder)[0].instruments) == 2
    (folder / "instruments" / "bench-0002.yaml").unlink()
    assert list(read(folder)[0].instruments) == ["bench-0001"]
    shutil.rmtree(folder)
    assert read(folder)[0] is None


def test_places_are_found_in_turn_in_more_files_than_stay_parsed(tmp_path):
    library, _ = read(written(tmp_path / "content", places._PARSED + 2))
    found = [[library.places.find(item, "title", "fr") for item in library.instruments.values()] for _ in range(2)]
    assert found[0] == found[1]
    assert all(place.line > 1 for place in found[0])
