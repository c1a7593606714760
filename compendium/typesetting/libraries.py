"""The libraries that the engine draws with, found in one step.

For each of them the engine tries the names of several systems. Python looks for a name without a version among all that
the loader knows, and calls a compiler and a linker to ask what they know: fifteen times, a fifth of a second, until the
engine comes to the name that Linux loads a library by. What they find is a name to load it by, too: nothing is lost
where nobody is asked.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _nobody_asked() -> Iterator[None]:
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - called as the other is
    try:
        yield
    finally:
        ctypes.util.find_library = find


with _nobody_asked():
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import pyphen

__all__ = ["ffi", "pyphen"]
