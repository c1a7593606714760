"""The store gives back what it was given, or nothing."""

from __future__ import annotations

import os

from compendium.files import digest_of
from compendium.production.store import Store

KEY = digest_of(["key"])


def test_an_entry_comes_back(tmp_path):
    store = Store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, b"a proof")
    assert store.get(KEY) == b"a proof"
    store.put(KEY, b"a proof", b" in", b" pieces")
    assert store.get(KEY) == b"a proof in pieces"


def test_a_damaged_entry_is_noticed_and_dropped(tmp_path):
    store = Store(tmp_path)
    store.put(KEY, b"a proof")
    [path] = tmp_path.glob("*/*.entry")
    for damage in (
        path.read_bytes()[:-1],
        path.read_bytes() + b"x",
        b"",
        path.read_bytes().replace(b"proof", b"Proof"),
    ):
        path.write_bytes(damage)
        assert store.get(KEY) is None
        assert not path.exists()
        store.put(KEY, b"a proof")


def test_the_oldest_entries_go_when_the_store_is_full(tmp_path):
    store = Store(tmp_path, limit=400)
    keys = [digest_of([str(number)]) for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, b"x" * 100)
        [path] = tmp_path.glob(f"*/{key}.entry")
        os.utime(path, (1000 + age, 1000 + age))
    assert store.get(keys[0]) is not None
    store.trim()
    assert store.get(keys[0]) is not None, "used a moment ago"
    assert store.get(keys[1]) is None, "unused for longest"
    assert store.get(keys[3]) is not None
