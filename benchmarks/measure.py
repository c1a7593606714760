"""Measures our build, WeasyPrint on one document and Typst on the same corpus, in turn within each round.

    python benchmarks/measure.py --sizes 3,30 --rounds 3 --to output/benchmarks

Writes `figures.json`, `table.md` and `plot.svg`: medians over the rounds, page counts, the largest memory of any one
process, and the ratios with their goals. Peers: `pip install typst`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import corpus  # noqa: E402 - found by the line above
import plot  # noqa: E402 - found by the line above
import works  # noqa: E402 - found by the line above

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Watch:
    """Reads CPU time and memory of all processes of a session while it runs."""

    session: int
    peak: float = 0.0
    spent: dict[int, float] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look every few milliseconds until it is over."""
        while not self.over.is_set():
            self.look()
            time.sleep(0.02)

    def look(self) -> None:
        """Look once."""
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                values = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(values[3]) != self.session:
                    continue
                self.spent[int(entry.name)] = (int(values[11]) + int(values[12])) / _TICKS
                self.peak = max(self.peak, int(values[21]) * _PAGE / 1e6)
            except (OSError, IndexError, ValueError):
                continue


def measured(command: list[str]) -> dict[str, Any]:
    """Run a command in a session of its own: wall and CPU seconds, peak megabytes, and what it printed."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    watch = Watch(process.pid)
    looking = threading.Thread(target=watch.run)
    looking.start()
    said, complained = process.communicate()
    wall = time.perf_counter() - began
    watch.over.set()
    looking.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{complained[-2000:]}")
    return {"wall": wall, "cpu": sum(watch.spent.values()), "peak": watch.peak, "said": json.loads(said)}


def _ours(folder: Path) -> dict[str, Any]:
    found = measured([sys.executable, str(HERE.parent / "build.py"), "--root", str(folder), "--json"])
    found["said"] = {"pages": found["said"]["editions"][0]["pages"]}
    return found


def _cold(folder: Path) -> dict[str, Any]:
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    shutil.rmtree(folder / "output", ignore_errors=True)
    return _ours(folder)


def _work(name: str) -> Callable[[Path], dict[str, Any]]:
    return lambda folder: measured([sys.executable, str(HERE / "works.py"), name, str(folder)])


def round_of(folder: Path, turn: int, *, naive: bool) -> dict[str, dict[str, Any]]:
    """One round: every work once, ours and the peers' in turn."""
    found = {
        "ours, cold": _cold(folder),
        "WeasyPrint, one document": _work("weasyprint")(folder) if naive else None,
        "Typst, cold": _work("typst_cold")(folder),
        "pdflatex, cold": _work("latex_cold")(folder) if shutil.which("pdflatex") else None,
        "ours, nothing changed": _ours(folder),
    }
    works.edit_in_place(folder, turn)
    found["ours, one paragraph"] = _ours(folder)
    found["ours, kept alive"] = _work("ours_alive")(folder)
    if shutil.which("chromium") and find_spec("playwright"):
        found["ours, in the browser"] = _work("ours_in_browser")(folder)
    found["Typst, kept alive"] = _work("typst_alive")(folder)
    found["ours, copies"] = _work("ours_copies")(folder)
    return {name: value for name, value in found.items() if value}


def medians(rounds: list[dict[str, dict[str, Any]]]) -> dict[str, dict[str, float]]:
    """The median of every figure over the rounds; the largest of the peaks."""
    found: dict[str, dict[str, float]] = {}
    for name in rounds[0]:
        runs = [each[name] for each in rounds]
        figures = {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu")}
        figures["peak"] = max(run["peak"] for run in runs)
        for key in runs[0]["said"]:
            figures[key] = statistics.median(run["said"][key] for run in runs)
        found[name] = figures
    return found


_COLD, _CHANGED, _ALIVE = "cold build", "one paragraph changed", "kept alive"
_RATIOS = (
    (f"{_COLD}, against WeasyPrint (wall)", ("ours, cold", "wall"), ("WeasyPrint, one document", "wall"), 0.35),
    (f"{_COLD}, against Typst cold (wall)", ("ours, cold", "wall"), ("Typst, cold", "wall"), 1.0),
    (f"{_CHANGED}, against Typst cold (wall)", ("ours, one paragraph", "wall"), ("Typst, cold", "wall"), 0.1),
    (f"{_CHANGED}, both {_ALIVE}", ("ours, kept alive", "edit"), ("Typst, kept alive", "edit"), 1.0),
    (f"one more city, Typst {_ALIVE}", ("ours, copies", "city"), ("Typst, kept alive", "city"), 1.0),
)


def ratios(found: dict[str, dict[str, float]]) -> list[tuple[str, float, float]]:
    """Every pair of works that is compared, with the ratio that was measured and the goal."""
    out: list[tuple[str, float, float]] = []

    for label, ours, theirs, goal in _RATIOS:
        if ours[0] in found and theirs[0] in found:
            out.append((label, found[ours[0]][ours[1]] / found[theirs[0]][theirs[1]], goal))
    return out


def table(figures: dict[int, dict[str, dict[str, float]]], rounds: int) -> str:
    """The figures as Markdown."""
    machine = f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}"
    lines = [f"{datetime.now(UTC):%Y-%m-%d}, {machine}; medians of {rounds} rounds; load {os.getloadavg()[0]:.1f}.", ""]
    for size, found in figures.items():
        heads = "| work | pages | wall s | CPU s | peak MB | edit s | city s |"
        lines += [f"**{size} instruments**", "", heads, "|---|---|---|---|---|---|---|"]
        for name, value in found.items():
            own = [f"{value[key]:.3f}" if key in value else "" for key in ("edit", "city")]
            seen = [f"{value['pages']:.0f}", f"{value['wall']:.2f}", f"{value['cpu']:.2f}", f"{value['peak']:.0f}"]
            lines.append(f"| {' | '.join([name, *seen, *own])} |")
        lines += ["", "| ratio | measured | goal |", "|---|---|---|"]
        lines += [f"| {label} | {ratio:.2f} | {goal} |" for label, ratio, goal in ratios(found)]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="3,30")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive-up-to", type=int, default=30, help="the largest size for WeasyPrint on one document")
    parser.add_argument("--to", type=Path, default=Path("output/benchmarks"))
    given = parser.parse_args()
    figures: dict[int, dict[str, dict[str, float]]] = {}
    for size in map(int, given.sizes.split(",")):
        folder = given.to.resolve() / f"corpus-{size}"
        corpus.write(size, folder / "content")
        rounds = []
        for turn in range(given.rounds):
            rounds.append(round_of(folder, turn + 1, naive=size <= given.naive_up_to))
            print(f"{size} instruments, round {turn + 1} of {given.rounds}", flush=True)
        figures[size] = medians(rounds)
        (given.to / "figures.json").write_text(json.dumps(figures, indent=2), "utf-8")
        (given.to / "table.md").write_text(table(figures, given.rounds), "utf-8")
        (given.to / "plot.svg").write_text(plot.drawn(figures), "utf-8")
    print((given.to / "table.md").read_text("utf-8"))


if __name__ == "__main__":
    main()
