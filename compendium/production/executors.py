"""Where Galleys are typeset: in processes of this machine, or on a cluster."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeAlias

from compendium.diagnostics import ContentError, Diagnostic, EngineError, Place

Hands: TypeAlias = int | str | None
"""Who typesets: so many processes, the address of a Dask scheduler (`dask://host:port`), or None for one a core."""

SCHEME = "dask://"

PATIENCE = "10s"
"""How long a scheduler may take to answer."""

_PRELOADED = [
    "compendium.production.work",
    "compendium.typesetting.ready",
    "compendium.binding",
    "compendium.conformance",
]
"""Imported once by the server that workers are forked from, so that each starts with the engine in memory."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def executor_of(hands: Hands) -> Iterator[Executor]:
    """An executor as `concurrent.futures` has them; its workers are sent home at the end.

    Workers of a cluster read styles and pictures from the paths that the Galleys name: they need the same folders.

    Raises:
        ContentError: PROD-EXECUTOR, the address is of no kind that is known, or the extra is not installed.
        EngineError: PROD-CLUSTER, no scheduler answers there.
    """
    if isinstance(hands, str):
        with _cluster(hands) as executor:
            yield executor
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    pool = ProcessPoolExecutor(hands or cores(), mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def warm_up(hands: Hands) -> None:
    """Start the server that workers are forked from, so that it imports the engine while the content is read."""
    if not isinstance(hands, str) and (hands or cores()) > 1:
        from multiprocessing import forkserver

        multiprocessing.get_context("forkserver").set_forkserver_preload(_PRELOADED)
        forkserver.ensure_running()


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    client = _client_of(address)("tcp://" + address.removeprefix(SCHEME))
    try:
        yield client.get_executor()
    finally:
        client.close()


def _client_of(address: str) -> Callable[[str], Any]:
    place = Place("--executor")
    if not address.startswith(SCHEME) or ":" not in address.removeprefix(SCHEME):
        message = f"`{address}` is not the address of an executor"
        raise ContentError(Diagnostic("PROD-EXECUTOR", message, place, "write dask://host:port"))
    try:
        from distributed import Client  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        message = "the cluster needs the extra `dask`, which is not installed"
        raise ContentError(Diagnostic("PROD-EXECUTOR", message, place, "pip install 'compendium[dask]'")) from error

    def connected(url: str) -> Any:
        try:
            return Client(url, timeout=PATIENCE)  # type: ignore[no-untyped-call, unused-ignore]
        except (OSError, TimeoutError, ValueError) as error:
            message = f"no scheduler answers at {address}"
            raise EngineError(Diagnostic("PROD-CLUSTER", message, place, "start one: dask scheduler")) from error

    return connected
