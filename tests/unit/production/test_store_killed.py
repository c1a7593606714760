"""The store under two writers at once that are killed."""

from __future__ import annotations

import subprocess
import sys
import time

from compendium.production.store import Store

NAMES = [f"{number:064x}" for number in range(40)]


WRITER = """
import sys
from pathlib import Path
from compendium.production.store import Store
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    store.put(f"{number % 40:064x}", (str(number % 40) * 300_000).encode())
    number += 1
"""


def test_two_writers_killed_at_any_moment_leave_whole_entries(tmp_path):
    for pause in (0.02, 0.05, 0.09):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout.readline() == b"ready\n"
        time.sleep(pause)
        for writer in writers:
            writer.kill()
            writer.communicate()
        store = Store(tmp_path)
        bodies = [(number, store.get(name)) for number, name in enumerate(NAMES)]
        assert any(body for _, body in bodies)
        for number, body in bodies:
            assert body is None or body == (str(number) * 300_000).encode()
