"""Paints of Proofs laid aside in a file of their own while a book is made: those of a long book fill the memory."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import replace
from threading import Lock
from typing import IO

from compendium.model.proof import Proof, Target


class Shelf:
    """Where paints are laid; they do not depend on the store, which may be trimmed at any time.

    The file has no name, and is gone with the last Proof that has its paints in it.
    """

    def __init__(self) -> None:
        """Begin empty; the file is made once there is something to lay in it."""
        self._file: IO[bytes] | None = None
        self._end = 0
        self._lock = Lock()

    def with_aside(self, proof: Proof) -> Proof:
        """A Proof whose paints are laid aside, and read when they are asked for.

        Raises:
            OSError: the folder for temporary files cannot be written.
        """
        return replace(proof, paints=_Aside(self, {target: self._lay(data) for target, data in proof.paints.items()}))

    def read(self, place: tuple[int, int]) -> bytes:
        """What lies at a place: its first byte and how many there are."""
        if self._file is None:
            raise ValueError("nothing was laid aside")
        # Jobs are packed for workers by a thread of the pool.
        with self._lock:
            self._file.seek(place[0])
            return self._file.read(place[1])

    def _lay(self, data: bytes) -> tuple[int, int]:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when nobody holds the shelf any more
            weakref.finalize(self, self._file.close)
        with self._lock:
            self._file.seek(self._end)
            self._file.write(data)
        place = self._end, len(data)
        self._end += len(data)
        return place


class _Aside(Mapping[Target, bytes]):
    """Paints by their places on a shelf; another process gets the paints themselves."""

    def __init__(self, shelf: Shelf, places: Mapping[Target, tuple[int, int]]) -> None:
        self._shelf = shelf
        self._places = places

    def __getitem__(self, target: Target) -> bytes:
        return self._shelf.read(self._places[target])

    def __iter__(self) -> Iterator[Target]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __reduce__(self) -> tuple[type[dict[Target, bytes]], tuple[dict[Target, bytes]]]:
        return dict, (dict(self),)
