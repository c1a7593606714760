"""Proofs and bound books kept by the digest of what made them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from compendium.files import digest_of, digest_of_pieces, write_atomically

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries named by digest; safe under several builds at once and under a kill at any moment.

    An entry is written whole or not at all, carries the digest of its own bytes, and is dropped when they no longer
    agree. When the folder outgrows its limit, the entries that have not been used for longest go first.

    Attributes:
        folder: where the entries are.
        limit: the most bytes that it may hold.
    """

    folder: Path
    limit: int = 512 * _MEGABYTE

    def get(self, digest: str) -> bytes | None:
        """The entry of a digest, or None where there is none or it is damaged."""
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        seal, body = data[:64], data[64:]
        if seal != digest_of([body]).encode():
            path.unlink(missing_ok=True)
            return None
        # The time of last use is what trimming goes by.
        os.utime(path)
        return body

    def put(self, digest: str, *body: bytes) -> None:
        """Keep an entry, given in one piece or more; one that a loss of power damages is noticed, and made again."""
        write_atomically(self._path(digest), digest_of_pieces(body).encode(), *body, durable=False)

    def trim(self) -> None:
        """Drop the entries unused for longest until the rest fits the limit."""
        entries = sorted(self._entries(), key=lambda entry: entry[0])
        total = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if total <= self.limit:
                return
            Path(path).unlink(missing_ok=True)
            total -= size

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        for folder in self.folder.glob("*/"):
            for entry in os.scandir(folder):
                if entry.name.endswith(".entry"):
                    with suppress(FileNotFoundError):
                        status = entry.stat()
                        yield status.st_mtime, status.st_size, entry.path

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.entry"
