"""A small server of the preview, for a browser on this machine and no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from compendium.production.building import Finished
from compendium.production.pictures import Pictures
from compendium.production.watch import Desk, Outcome

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})
"""Names that a browser may call the server by; another one would be a page of the web that reaches for it."""

_WAIT = 25.0
"""Seconds that a browser waits for the next outcome before it asks again."""

_SCALE = 2.0
"""Pixels a point: sharp on screens of two hundred dots an inch."""

_PAGE = Path(__file__).with_name("preview.html")


def preview_server(desk: Desk, port: int = 0) -> ThreadingHTTPServer:
    """A server of what lies on the desk; its owner calls `serve_forever` and `shutdown`.

    Args:
        desk: where the outcomes of the builds are laid.
        port: 0 for any that is free.

    Raises:
        OSError: the port is taken.
    """
    return _Server(desk, port)


class _Server(ThreadingHTTPServer):
    """Answers each request in a thread, and lets one process draw the pages."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int) -> None:
        self.pictures = Pictures()
        super().__init__((HOST, port), partial(_Handler, desk))

    def server_close(self) -> None:
        """Close the port, and send the process home."""
        super().server_close()
        self.pictures.close()


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server

    def __init__(self, desk: Desk, *given: object) -> None:
        self._desk = desk
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the page, the state of things, a page's picture or a book."""
        if (self.headers.get("Host") or "").rpartition(":")[0] not in _NAMES:
            self._answer(HTTPStatus.FORBIDDEN, b"this server answers on 127.0.0.1 only", "text/plain")
            return
        parts = urlsplit(self.path)
        steps = [step for step in parts.path.split("/") if step]
        match steps:
            case []:
                self._answer(HTTPStatus.OK, _PAGE.read_bytes(), "text/html; charset=utf-8")
            case ["outcome"]:
                self._outcome(parse_qs(parts.query))
            case ["page", edition, name] if name.removesuffix(".png").isdigit():
                self._picture(edition, int(name.removesuffix(".png")))
            case ["book", name]:
                self._book(name.removesuffix(".pdf"))
            case _:
                self._answer(HTTPStatus.NOT_FOUND, b"there is nothing here", "text/plain")

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal tells of the builds."""

    def _outcome(self, query: Mapping[str, list[str]]) -> None:
        after = query.get("after", ["-1"])[0]
        outcome = self._desk.after(int(after) if after.isdigit() else -1, _WAIT)
        self._answer(HTTPStatus.OK, json.dumps(_as_value(outcome)).encode(), "application/json")

    def _picture(self, edition: str, index: int) -> None:
        item = self._find(edition)
        try:
            data = self.server.pictures.page(item.path, index, _SCALE) if item else b""
        except (IndexError, OSError):
            data = b""
        if data:
            self._answer(HTTPStatus.OK, data, "image/png")
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"there is no such page", "text/plain")

    def _book(self, edition: str) -> None:
        item = self._find(edition)
        if item and item.path.is_file():
            self._answer(HTTPStatus.OK, item.path.read_bytes(), "application/pdf")
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"there is no such book", "text/plain")

    def _find(self, edition: str) -> Finished | None:
        return next((item for item in self._desk.outcome.finished if item.edition == edition), None)

    def _answer(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        # Whoever turns to another page does not wait for the answer.
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)


def _as_value(outcome: Outcome) -> dict[str, object]:
    return {
        "number": outcome.number,
        "seconds": round(outcome.seconds, 2),
        "editions": [{"id": item.edition, "pages": item.pages} for item in outcome.finished],
        "changed": outcome.changed,
        "faults": [
            {"place": str(fault.place), "code": fault.code, "message": fault.message, "hint": fault.hint}
            for fault in outcome.report.errors
        ],
    }
