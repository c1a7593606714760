"""Finds the official texts and the data that lie beside the project and are not a part of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[2] / "shared"


def shared(*parts: str) -> Path:
    """A file or folder of the shared material; the test is skipped where it is absent, and fails in CI."""
    path = _SHARED.joinpath(*parts)
    if not path.exists():
        message = f"{'/'.join(('shared', *parts))} is not beside the project"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
