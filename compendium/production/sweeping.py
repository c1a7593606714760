"""How often the interpreter looks for garbage that refers to itself."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 100_000
"""New objects between two sweeps. Content and books are trees, which go without one; at the 700 of the interpreter an
eighth of a build of a hundred instruments with one changed paragraph went into sweeps that found nothing."""


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Let the interpreter sweep seldom while something is built; what the process had set is set again afterwards."""
    # Otherwise the end of the process would begin with a sweep through all that was read and made.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    before = gc.get_threshold()
    # Zero means that whoever called has turned sweeping off.
    gc.set_threshold(max(before[0], _YOUNG) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
