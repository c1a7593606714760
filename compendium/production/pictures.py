"""Pages drawn for the preview."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path

from compendium.conformance.pictures import page_picture


class Pictures:
    """Draws pages in a process of its own: PDFium is not made for threads, and a build reads its file with it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def page(self, path: Path, index: int, scale: float) -> bytes:
        """A page as PNG, see `compendium.conformance.page_picture`.

        Raises:
            IndexError: there is no such page.
            OSError: the file is not there.
        """
        try:
            return self._asked(path, index, scale).result()
        except BrokenExecutor:
            # The process was ended from without; the next one is as good.
            self.close()
            return self._asked(path, index, scale).result()

    def close(self) -> None:
        """Send the process home."""
        with self._turn:
            pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(cancel_futures=True)

    def _asked(self, path: Path, index: int, scale: float) -> Future[bytes]:
        with self._turn:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("forkserver"))
            return self._pool.submit(page_picture, path, index, scale)
