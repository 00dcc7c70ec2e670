"""Speed as ratios against named peers, measured in one run, side by side: `python -m bench.speed [--items N,N,…]`.

Every figure is the median of several rounds in which ours and the peer take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import indexes
from bench.peers import peers
from bench.quality import folders
from ingest.pdf.pages import read_pages
from ingest.pipeline import read_minutes
from ingest.tagging.tag import tag

ROOT = Path(__file__).parents[1]
ROUNDS = 5
Row = tuple[str, float, str]


def turns(*runs: Callable[[], object], rounds: int) -> list[float]:
    """Median seconds of CPU of each, taking turns."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for one, kept in zip(runs, times, strict=True):
            start = time.process_time()
            one()
            kept.append(time.process_time() - start)
    return [statistics.median(kept) for kept in times]


def places() -> list[Path]:
    """The folders that reading is measured on: the corpus's, or else the samples."""
    found = dict(folders())
    return [found[name] for name in ("goteborg", "umebra") if name in found] or [found["samples"]]


def documents() -> list[bytes]:
    """The PDFs in those folders."""
    return [pdf.read_bytes() for place in places() for pdf in sorted(place.glob("*.pdf"))]


def reading(pdfs: Sequence[bytes], rounds: int) -> list[Row]:
    """Reading against other readers of the same pages; segmenting and tagging against reading."""
    pages = sum(len(read_pages(pdf)) for pdf in pdfs)

    def each(run: Callable[[bytes], object]) -> Callable[[], object]:
        return lambda: list(map(run, pdfs))

    others = peers()
    ours, *theirs = turns(each(read_pages), *map(each, others.values()), rounds=rounds)
    rows = [("pages a second, reading", pages / ours, "more is better")]
    for name, spent in zip(others, theirs, strict=True):
        rows.append((f"reading, times {name}", spent / ours, "at least 6" if "pdfplumber" in name else "more is better"))
    records = [read_minutes(pdf, "x.pdf") for pdf in pdfs]
    tagging, segmented = turns(lambda: list(map(tag, records)), each(_segmented), rounds=rounds)
    rows.append(("read and segmented, times reading", segmented / ours, "less is better"))
    rows.append(("tagging, times reading into records", tagging / segmented, "at most 1"))
    return rows


def _segmented(pdf: bytes) -> object:
    return read_minutes(pdf, "x.pdf")


def starting(archive: Path) -> list[Row]:
    """Cold starts, as whole processes."""
    base = _processes([sys.executable, "-c", "import typer, whoosh.index, whoosh.qparser"])
    typer = _processes([sys.executable, "-c", "import typer"])
    search = _processes([sys.executable, "-m", "cli", "search", "Holmsund", "--archive", str(archive)])
    help_ = _processes([sys.executable, "-m", "cli", "--help"])
    return [
        ("cold search, times importing typer and whoosh", search / base, "at most 2"),
        ("--help, times importing typer", help_ / typer, "at most 2.5"),
    ]


def _processes(command: list[str]) -> float:
    times = []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def ingesting(where: Sequence[Path], archive: Path) -> list[Row]:
    """One worker against two, as whole processes; and what one worker's ingest costs of CPU beside pdfplumber's reading, in turns."""
    times: dict[int, list[float]] = {1: [], 2: []}
    spent: list[float] = []
    plumber: list[float] = []
    largest = 0.0
    for turn in range(3):
        for workers in (1, 2):
            wall, used = _ran(*_ingest(where, archive / f"{turn}-{workers}", workers))
            times[workers].append(wall)
            largest = max(largest, used.ru_maxrss / 1024)
            if workers == 1:
                spent.append(used.ru_utime + used.ru_stime)
        told = subprocess.run([sys.executable, "-c", _PLUMBER], capture_output=True, check=True, cwd=ROOT).stdout
        plumber.append(float(told))
    again, _ = _ran(*_ingest(where, archive / "0-1", 1))
    return [
        ("two workers, times one", statistics.median(times[1]) / statistics.median(times[2]), "at least 1.7 on two cores"),
        ("whole ingest on one worker, share of pdfplumber's CPU", statistics.median(spent) / statistics.median(plumber), "at most 0.5"),
        ("ingest again, share of the first", again / statistics.median(times[1]), "at most 0.1 for many files"),
        ("largest process, MB", largest, "under 400"),
    ]


_PLUMBER = """import time
from bench import peers, speed
pdfs = speed.documents()
start = time.process_time()
for pdf in pdfs:
    peers.pdfplumber_tables(pdf)
print(time.process_time() - start)"""
"""In a process of its own, so that what it holds is not counted as our children's memory."""


def _ingest(where: Sequence[Path], into: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "cli", "ingest", *map(str, where), "--archive", str(into), "--workers", str(workers)]


def _ran(*command: str) -> tuple[float, resource.struct_rusage]:
    """Seconds on the clock, and what the process used with all that it started."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, used


def main(argv: Sequence[str]) -> int:
    """Prints the ratios and appends them to RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--items", default="1000,10000,100000", help="sizes of the index, parted by commas")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    for package in ("data", "ingest", "search"):  # as an installed program is
        compileall.compile_dir(ROOT / package, quiet=1)
    compileall.compile_file(ROOT / "cli.py", quiet=1)
    sizes = [int(size) for size in args.items.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        rows = ingesting(places(), Path(scratch))  # first: a child counts its parent's memory as its own
        rows += reading(documents(), args.rounds)
        rows += starting(Path(scratch) / "0-1")
        rows += indexes.measure(sizes, Path(scratch))
    tell(rows)
    return 0


def tell(rows: Sequence[Row]) -> None:
    """Prints the rows and adds the run to RESULTS.md."""
    for name, value, wanted in rows:
        print(f"{name:58} {value:9.2f}  ({wanted})")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    machine = f"{os.cpu_count()} cores, {memory} GB"
    head = f"\n## {dt.date.today()} at {commit or 'no commit'}, {machine}\n\n| what | figure | wanted |\n|---|---|---|\n"
    with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as file:
        file.write(head + "".join(f"| {name} | {value:.2f} | {wanted} |\n" for name, value, wanted in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
