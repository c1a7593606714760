"""Stops a section that takes longer than it may."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from compendium.diagnostics import EngineError
from compendium.typesetting.faults import fault


class _OutOfTime(BaseException):
    """Not an Exception: the engine catches those in many places and would carry on."""


_AGAIN = 1.0
"""Seconds to the next alarm: while it draws an SVG, the engine catches even a BaseException (`images.py`, line 285)."""


@contextmanager
def time_budget(section: str, seconds: float | None) -> Iterator[None]:
    """Stop what runs inside after some seconds of wall time; None sets no limit.

    It rests on an alarm of the operating system, which only the main thread of a process receives: a worker process
    has one to itself. In another thread there is no limit.

    Raises:
        EngineError: TYPE-BUDGET, the time is over.
        ValueError: the seconds are not positive.
    """
    if seconds is not None and seconds <= 0:
        raise ValueError(f"a time budget is positive, not {seconds}")
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    except _OutOfTime:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        what = f"took longer than its {seconds:g} seconds and was stopped"
        raise EngineError(fault(section, "TYPE-BUDGET", what, "Split the section, or allow it more time.")) from None
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTime
