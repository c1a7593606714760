"""The preview: served to this machine alone, rebuilt on a change, seen in a real browser."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from compendium.production import Desk, changes, preview_server, rebuild


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def served(desk):
    server = preview_server(desk)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def get(server, path, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_the_server_stands_on_this_machine_only(served):
    assert served.server_address[0] == "127.0.0.1"


def test_a_page_of_the_web_cannot_reach_it(served):
    assert get(served, "/", "example.org:80")[0] == 403
    assert get(served, "/", f"localhost:{served.server_port}")[0] == 200


def test_pages_are_drawn_while_a_build_reads_its_file(project, desk, served):
    rebuild(project, (), desk, hands=1)
    total, failed = desk.outcome.finished[0].pages, list[int]()

    def look() -> None:
        failed.extend(n for n in range(total) if not get(served, f"/page/bench/{n}.png")[1].startswith(b"\x89PNG"))

    looking = [threading.Thread(target=look) for _ in range(3)]
    for thread in looking:
        thread.start()
    while any(thread.is_alive() for thread in looking):
        shutil.rmtree(project.cache)
        rebuild(project, (), desk, hands=1)
        assert desk.outcome.report.is_clean
    for thread in looking:
        thread.join()
    assert failed == []


@pytest.mark.parametrize(
    "path", ["/book/none.pdf", "/page/none/0.png", "/page/none/x.png", "/../etc/passwd", "/book/..%2f"]
)
def test_nothing_but_the_books_is_served(served, path):
    assert get(served, path)[0] == 404


def watched(project, desk, stop):
    for _ in changes(project, stop):
        rebuild(project, (), desk, hands=1)


def test_a_change_is_built_an_error_is_shown_and_a_mended_file_builds_again(project, desk, served):
    rebuild(project, (), desk, hands=1)
    outcome = json.loads(get(served, "/outcome?after=0")[1])
    assert (outcome["number"], outcome["faults"]) == (1, [])
    assert get(served, "/page/bench/0.png")[1].startswith(b"\x89PNG")
    assert get(served, "/page/bench/9999.png")[0] == 404
    assert get(served, "/book/bench.pdf")[1] == (project.output / "bench.pdf").read_bytes()
    stop = threading.Event()
    thread = threading.Thread(target=watched, args=(project, desk, stop))
    thread.start()
    try:
        path = project.content / "cities.yaml"
        text = path.read_text("utf-8")
        _until(desk, 1, lambda: path.write_text(text.replace("name:", "nome:", 1), "utf-8"))
        assert "cities.yaml:2" in str(next(iter(desk.outcome.report)).place)
        assert desk.outcome.finished, "the last good build still stands"
        _until(desk, desk.outcome.number, lambda: path.write_text(text.replace("Le Havre, fr", "Havre, fr"), "utf-8"))
        assert desk.outcome.report.is_clean
        assert desk.outcome.changed["bench"] == desk.outcome.finished[0].starts["cities"]
        # What is taken back was typeset before, and is another page than the last all the same.
        _until(desk, desk.outcome.number, lambda: path.write_text(text, "utf-8"))
        assert desk.outcome.finished[0].typeset == ()
        assert desk.outcome.changed["bench"] == desk.outcome.finished[0].starts["cities"]
    finally:
        stop.set()
        thread.join()


def _until(desk, number, change):
    """Make a change until it is noticed: the watch may still be starting."""
    for _ in range(20):
        change()
        if desk.after(number, 3).number > number:
            return
    raise AssertionError("the change was not noticed")


@pytest.mark.skipif(not os.environ.get("CI") and chromium() is None, reason="no Chromium here")
def test_a_browser_shows_pages_and_errors_and_reloads_by_itself(project, desk, served):
    playwright = pytest.importorskip("playwright.sync_api") if not os.environ.get("CI") else _playwright()
    rebuild(project, (), desk, hands=1)
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path=chromium(), args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{served.server_port}/")
        page.wait_for_function("document.querySelectorAll('#pages img').length > 3")
        page.wait_for_function("document.querySelector('#pages img').naturalWidth > 400")
        assert page.locator("#faults").is_hidden()
        path = project.content / "cities.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("name:", "nome:", 1), "utf-8")
        rebuild(project, (), desk, hands=1)
        page.wait_for_selector("#faults p")
        assert "cities.yaml:2:" in page.locator("#faults").inner_text()
        path.write_text(text.replace("Le Havre, fr", "Havre, fr"), "utf-8")
        rebuild(project, (), desk, hands=1)
        page.wait_for_selector("#pages img.changed")
        assert page.locator("#faults").is_hidden()
        assert "build 3" in page.locator("#state").inner_text()
        browser.close()


def _playwright():
    import playwright.sync_api

    return playwright.sync_api


def test_the_page_is_part_of_the_package():
    assert (Path(__file__).resolve().parents[3] / "compendium" / "production" / "preview.html").is_file()
