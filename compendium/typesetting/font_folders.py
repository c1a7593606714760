"""Where the engine puts its copies of the fonts while a process works.

The engine makes a folder for each font configuration and removes it when the configuration is forgotten. A worker is
never that orderly: it ends at once, or is killed. So the folders bear the number of their process; each is removed when
the process ends in order, and those of processes that are no more by the next one that needs a folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

_PREFIX = "compendium-fonts-"


def own_folder() -> Path:
    """A new folder of this process.

    Raises:
        OSError: the system's temporary folder cannot be written to.
    """
    _sweep(os.getpid())
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    # Not `atexit`, which worker processes do not heed.
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=0)
    return folder


@cache
def _sweep(_process: int) -> None:
    """Remove what processes that are no more have left behind; once a process."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not _is_alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
