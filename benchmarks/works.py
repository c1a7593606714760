"""One work each, in a process of its own: `python benchmarks/works.py WORK FOLDER`; prints what it measured as JSON.

FOLDER holds `content` (see corpus.py). What is kept alive is measured from within.
"""

from __future__ import annotations

import csv
import json
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import converters  # noqa: E402 - found by the line above
import corpus  # noqa: E402 - found by the line above
import yaml  # noqa: E402 - found by the line above

ROUNDS = 5


def _items(folder: Path) -> list[dict[str, Any]]:
    paths = sorted((folder / "content" / "instruments").glob("*.yaml"))
    return [yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) for path in paths]


def _with_edit(items: list[dict[str, Any]], turn: int) -> list[dict[str, Any]]:
    middle = len(items) // 2
    words = (f"having read it {turn} times", f"après {turn} lectures")
    return [corpus.edited(item, words) if place == middle else item for place, item in enumerate(items)]


def weasyprint(folder: Path) -> dict[str, Any]:
    """One HTML document, one `write_pdf`."""
    from weasyprint import HTML

    document = HTML(string=converters.as_html(_items(folder), "Aldemar"), base_url=str(folder)).render()
    document.write_pdf(folder / "weasyprint.pdf")
    return {"pages": len(document.pages)}


def _typst(folder: Path) -> tuple[Any, Path]:
    import typst

    place = folder / "typst"
    faces = place / "fonts"
    faces.mkdir(parents=True, exist_ok=True)
    for path in converters.fonts():
        shutil.copy(path, faces)
    shutil.copy(HERE / "peer.typ", place)
    source = place / "book.typ"
    source.write_text(converters.as_typst(_items(folder), "Aldemar"), "utf-8")
    return typst.Compiler(str(source), font_paths=[str(faces)], ignore_system_fonts=True), source


def typst_cold(folder: Path) -> dict[str, Any]:
    """Typst in a fresh process."""
    compiler, source = _typst(folder)
    compiler.compile(output=str(source.with_suffix(".pdf")))
    return {"pages": _pages(source.with_suffix(".pdf"))}


def typst_alive(folder: Path) -> dict[str, Any]:
    """Typst kept in memory: a new text in one paragraph, another city on the cover."""
    compiler, source = _typst(folder)
    compiler.compile(output=str(source.with_suffix(".pdf")))
    items = _items(folder)

    def edit(turn: int) -> None:
        source.write_text(converters.as_typst(_with_edit(items, turn), "Aldemar"), "utf-8")

    def city(turn: int) -> None:
        source.write_text(converters.as_typst(items, f"City no. {turn}"), "utf-8")

    def compiled() -> None:
        compiler.compile(output=str(source.with_suffix(".pdf")))

    return {
        "edit": _repeated(edit, compiled),
        "city": _repeated(city, compiled),
        "pages": _pages(source.with_suffix(".pdf")),
    }


def latex_cold(folder: Path) -> dict[str, Any]:
    """pdflatex, three times, as contents and index move the pages; `makeindex` between."""
    place = folder / "latex"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copy(HERE / "peer.sty", place)
    (place / "book.tex").write_text(converters.as_latex(_items(folder), "Aldemar"), "utf-8")
    setting = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "book.tex"]
    for command in (setting, ["makeindex", "-q", "book.idx"], setting, ["makeindex", "-q", "book.idx"], setting):
        subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
    return {"pages": _pages(place / "book.pdf")}


def ours_alive(folder: Path) -> dict[str, Any]:
    """Our build kept in memory, as `watch` keeps it: a new text in one paragraph."""
    from compendium.production import Desk, Project, rebuild

    project, desk = Project.at(folder), Desk()
    rebuild(project, (), desk)
    with _edits(folder) as edit:
        took = _repeated(edit, lambda: rebuild(project, (), desk))
    if desk.outcome.report.errors:
        raise SystemExit(str(desk.outcome.report.errors[0]))
    return {"edit": took, "pages": desk.outcome.finished[0].pages}


def ours_in_browser(folder: Path) -> dict[str, Any]:
    """The same from a saved file to the picture of the changed page in Chromium, the wait for the editor included."""
    from playwright.sync_api import sync_playwright

    from compendium.production import Desk, Project, changes, preview_server, rebuild

    project, desk, stop = Project.at(folder), Desk(), threading.Event()
    rebuild(project, (), desk)
    server = preview_server(desk)

    def watch() -> None:
        for _ in changes(project, stop):
            rebuild(project, (), desk)

    threads = [threading.Thread(target=watch), threading.Thread(target=server.serve_forever)]
    for thread in threads:
        thread.start()
    try:
        with sync_playwright() as engine, _edits(folder) as edit:
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            page = engine.chromium.launch(executable_path=shutil.which("chromium"), args=options).new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.wait_for_selector("#pages img")

            def seen() -> None:
                page.wait_for_function(_SEEN, arg=before[0], timeout=120_000)
                before[0] = desk.outcome.number

            before = [desk.outcome.number]
            edit(0)
            seen()
            return {"edit": _repeated(edit, seen, with_change=True), "pages": desk.outcome.finished[0].pages}
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join()


_SEEN = """before => {
  const picture = document.querySelector("#pages img.changed");
  return picture && Number(picture.src.split("?")[1]) > before && picture.complete && picture.naturalWidth > 400;
}"""


@contextmanager
def _edits(folder: Path) -> Iterator[Callable[[int], None]]:
    """Gives the middle instrument another text; at the end it has its own again."""
    items = _items(folder)
    middle = items[len(items) // 2]
    path = folder / "content" / "instruments" / f"{middle['id']}.yaml"
    original = path.read_text("utf-8")

    def edit(turn: int) -> None:
        changed = corpus.edited(middle, (f"having read it {turn} times", f"après {turn} lectures"))
        path.write_text(yaml.dump(changed, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")

    try:
        yield edit
    finally:
        path.write_text(original, "utf-8")


def ours_copies(folder: Path) -> dict[str, Any]:
    """Copies for thirty-two cities: the time of one more, from the first that is done to the last."""
    from compendium.production import Event, Project, Stage, print_run

    table = folder / "cities.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["name", "country", "language"])
        rows.writerows([f"City no. {number}", "CH", "en"] for number in range(32))
    moments: list[float] = []

    def heard(event: Event) -> None:
        if event.stage is Stage.COPIES:
            moments.append(time.perf_counter())

    project = Project.at(folder)
    shutil.rmtree(project.output / "run-bench", ignore_errors=True)
    run = print_run(project, ["bench"], str(table), heard)
    if run.report.errors:
        raise SystemExit(str(run.report.errors[0]))
    # The first few come while the workers are still warming up.
    return {"city": (moments[-1] - moments[5]) / (len(moments) - 6), "pages": run.copies[0].made.pages}


def _repeated(change: Callable[[int], None], work: Callable[[], object], *, with_change: bool = False) -> float:
    took = []
    for turn in range(1, ROUNDS + 1):
        began = time.perf_counter()
        change(turn)
        began = began if with_change else time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _pages(path: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def edit_in_place(folder: Path, turn: int) -> None:
    """Give the middle instrument of a corpus another text, from the seed again."""
    paths = sorted((folder / "content" / "instruments").glob("*.yaml"))
    middle = len(paths) // 2
    item = corpus.edited(corpus.instrument(middle), (f"having read it {turn} times", f"après {turn} lectures"))
    paths[middle].write_text(yaml.dump(item, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


WORKS = {
    work.__name__: work
    for work in (weasyprint, typst_cold, typst_alive, latex_cold, ours_alive, ours_in_browser, ours_copies)
}

if __name__ == "__main__":
    print(json.dumps(WORKS[sys.argv[1]](Path(sys.argv[2]))))
