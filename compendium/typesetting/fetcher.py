"""Reads what a galley refers to: files below its roots, the house's fonts, and nothing else."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageFile, UnidentifiedImageError
from weasyprint.urls import URLFetcher, URLFetcherResponse

MAX_BYTES = 32 * 1024 * 1024
"""Largest file that is read, in bytes; the largest font of the house has 1.5 million."""

MAX_PIXELS = 40_000_000
"""Largest picture: A4 at 600 dots per inch has 4961 x 7016, or 34.8 million pixels; 81 million took 830 MB."""

_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".icc": "application/vnd.iccprofile",
}
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})


class Refusal(Exception):  # noqa: N818 - a refusal is what it is; the room turns it into an EngineError
    """An address that may not be read, and why."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"{url}: {reason}")


class HouseFetcher(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Serves files that lie below the roots once symbolic links are resolved, and the files given by name."""

    def __init__(self, roots: Iterable[Path], files: Iterable[Path] = ()) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False, fail_on_errors=True)
        self.roots = tuple(root.resolve() for root in roots)
        self.files = frozenset(files)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the engine's signature
        """Read a file.

        Raises:
            Refusal: the address is not one of ours, or the file is missing or too large.
        """
        path = self._find(url)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Refusal(url, f"cannot be read ({error.strerror or type(error).__name__})") from error
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _find(self, url: str) -> Path:
        parts = urlsplit(url)
        if parts.scheme != "file":
            raise Refusal(_short(url), f'the scheme "{parts.scheme}:" is not allowed')
        if parts.netloc not in {"", "localhost"}:
            raise Refusal(url, "files are read from this machine only")
        plain = unquote(parts.path)
        # "%252e" is "%2e" after one decoding: an address that is encoded twice has something to hide.
        if "\0" in plain or "%2e" in plain.lower() or "%2f" in plain.lower():
            raise Refusal(url, "the address is encoded twice")
        if ".." in Path(plain).parts:
            raise Refusal(url, 'a path may not climb with ".."')
        path = self._below_a_root(url, Path(plain))
        self._bound(url, path)
        return path

    def _below_a_root(self, url: str, path: Path) -> Path:
        """The resolved file; an address relative to the first root is looked up below the other roots as well."""
        candidates = [path]
        if self.roots and path.is_relative_to(self.roots[0]):
            candidates += [root / path.relative_to(self.roots[0]) for root in self.roots[1:]]
        resolved = [candidate.resolve() for candidate in candidates]
        allowed = [p for p in resolved if p in self.files or any(p.is_relative_to(root) for root in self.roots)]
        # The first place decides when it is forbidden: a link out of the first root is not forgiven by the second.
        if not allowed or resolved[0] not in allowed:
            raise Refusal(url, "lies outside the folders of the project")
        found = next((p for p in allowed if p.is_file()), None)
        if found is None:
            raise Refusal(url, "there is no such file")
        return found

    def _bound(self, url: str, path: Path) -> None:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refusal(url, f"has {size} bytes; the most is {MAX_BYTES}")
        if path.suffix.lower() in _PICTURES:
            _check_picture(url, path)


def _check_picture(url: str, path: Path) -> None:
    """Read a picture to its end: the engine puts one that is cut short into the book without a word."""
    try:
        with warnings.catch_warnings(), _whole_pictures():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                pixels = picture.width * picture.height
                if pixels > MAX_PIXELS:
                    raise Refusal(url, f"has {pixels} pixels; the most is {MAX_PIXELS}")
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal(url, f"has too many pixels; the most is {MAX_PIXELS}") from error
    except UnidentifiedImageError as error:
        raise Refusal(url, "is not a picture") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refusal(url, f"is a damaged picture ({error})") from error


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Let Pillow refuse what is cut short; the engine tells it not to, once for the whole process."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _short(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:77]}..."
