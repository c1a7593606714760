"""Bytes of a text file into characters, or a clear refusal."""

from __future__ import annotations

from pathlib import Path

from compendium.diagnostics import ContentError, Diagnostic, Place

LIMIT = 16 * 1024 * 1024
"""Bytes; far above any adopted text, and low enough that a wrong file does not fill the memory."""
_LINES = 200_000
"""Lines; far above any adopted text: ten megabytes of prose have some 100,000."""


def refuse(path: Path, code: str, message: str, hint: str = "", line: int = 1) -> ContentError:
    """The error for a file that cannot be taken in."""
    return ContentError(Diagnostic(code, message, Place(str(path), line), hint))


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ContentError: the file is missing, unreadable, empty or too large.
    """
    try:
        size = path.stat().st_size
        if size > LIMIT:
            hint = f"The limit is {LIMIT // 2**20} MB; a text of this kind is far smaller."
            raise refuse(path, "INTAKE-SIZE", f"The file has {size // 2**20} MB.", hint)
        data = path.read_bytes()
    except OSError as error:
        raise refuse(path, "INTAKE-FILE", f"The file cannot be read: {error.strerror}.") from error
    if not data.strip():
        raise refuse(path, "INTAKE-EMPTY", "The file is empty.", "Check that the export was finished.")
    return data


def decode(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a UTF-8 file with line feeds for line ends, and a sentence for each change.

    Raises:
        ContentError: the file is not text, or not UTF-8; the message names the encoding that was detected.
    """
    changes: list[str] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        changes.append("byte order mark removed")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _wrong_encoding(path, data, "utf-16")
    if b"\0" in data:
        raise refuse(path, "INTAKE-BINARY", "The file is not a text: it holds null bytes.", "Export it as text first.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(path, data, _detected(data), error.start) from error
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        changes.append("line ends written as line feeds")
    if not text.strip():
        raise refuse(path, "INTAKE-EMPTY", "The file holds nothing but white space.")
    lines = text.count("\n")
    if lines > _LINES:
        raise refuse(path, "INTAKE-SIZE", f"The file has {lines} lines.", f"The limit is {_LINES} lines.")
    return text, tuple(changes)


def _detected(data: bytes) -> str | None:
    # A western text in one byte per character is by far the likeliest here, so it wins over guesses of equal rank.
    from charset_normalizer import from_bytes

    sample = data[: 256 * 1024]
    likely = from_bytes(sample, cp_isolation=["cp1252", "mac_roman", "cp850", "latin_1"]).best()
    best = likely or from_bytes(sample).best()
    return best.encoding if best else None


def _wrong_encoding(path: Path, data: bytes, encoding: str | None, start: int = 0) -> ContentError:
    line = data.count(b"\n", 0, start) + 1
    if encoding is None:
        hint = "Export the text again as UTF-8."
        return refuse(path, "INTAKE-BINARY", "The file is neither UTF-8 nor any known encoding.", hint, line)
    name = encoding.replace("_", "-")
    hint = f"Convert it: iconv -f {name} -t utf-8 '{path.name}' > converted{path.suffix}"
    return refuse(path, "INTAKE-ENCODING", f"The file is not UTF-8; it looks like {name}.", hint, line)
