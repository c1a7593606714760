"""Files written whole or not at all, and digests of what made them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol


class Kept(Protocol):
    """Where what was made before is kept by the digest of all that made it."""

    def get(self, digest: str, /) -> bytes | None:
        """What is kept under a digest, whole, or None."""

    def put(self, digest: str, body: bytes, /) -> None:
        """Keep this."""


class Nowhere:
    """Keeps nothing."""

    def get(self, _digest: str, /) -> bytes | None:
        """Nothing."""
        return None

    def put(self, _digest: str, _body: bytes, /) -> None:
        """Forget this."""


def write_atomically(path: Path, *data: bytes, durable: bool = True) -> None:
    """Write a file so that a reader, or a crash at any moment, finds the old bytes or the new, never a part.

    Args:
        path: the file.
        data: its new bytes, in one piece or more.
        durable: wait until the bytes are on the disk, so that they are whole even after a loss of power.

    Raises:
        OSError: the folder cannot be written; it names the file, and the old one is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _replace(path, data, durable=durable)
    except OSError as error:
        # Nobody but us knows of the part.
        error.filename, error.filename2 = str(path), None
        raise


def _replace(path: Path, data: Iterable[bytes], *, durable: bool) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        # mkstemp makes private files; what the house makes is as public as the umask lets it be.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def digest_of(parts: Iterable[bytes | str]) -> str:
    """The SHA-256 of some parts, each framed by its length so that no two lists collide, in hexadecimal."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def digest_of_pieces(pieces: Sequence[bytes]) -> str:
    """The digest of one part that is there in pieces: that which `digest_of` tells of the whole."""
    total = hashlib.sha256(sum(map(len, pieces)).to_bytes(8, "big"))
    for piece in pieces:
        total.update(piece)
    return total.hexdigest()
