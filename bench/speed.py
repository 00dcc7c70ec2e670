"""Speed as ratios against named peers, measured in one run, side by side: `python -m bench.speed [--items N,N,…]`.

Every figure is the median of several rounds in which ours and the peer take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
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
from bench.quality import folders
from ingest.document import assemble
from ingest.layouts import choose
from ingest.pdf.pages import read_pages
from ingest.pipeline import read_minutes
from ingest.tagging.tag import tag

ROOT = Path(__file__).parents[1]
ROUNDS = 5
Row = tuple[str, float, str]


def paired(ours: Callable[[], object], peer: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median seconds of CPU of both, taking turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for one, kept in zip((ours, peer), times, strict=True):
            start = time.process_time()
            one()
            kept.append(time.process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def documents() -> list[bytes]:
    """The PDFs that reading is measured on: the corpus's, or else the samples."""
    found = dict(folders())
    names: list[str] = [name for name in ("goteborg", "umebra") if name in found] or ["samples"]
    return [pdf.read_bytes() for name in names for pdf in sorted(found[name].glob("*.pdf"))]


def reading(pdfs: Sequence[bytes], rounds: int) -> list[Row]:
    """Reading and segmenting against plain pdfplumber and pdfium's bare characters."""
    pages = sum(len(read_pages(pdf)) for pdf in pdfs)

    def segmented() -> None:
        for pdf in pdfs:
            document = assemble("x.pdf", read_pages(pdf))
            choose(document)[0].read(document)

    records = [read_minutes(pdf, "x.pdf") for pdf in pdfs]
    tagging, spent = paired(lambda: list(map(tag, records)), lambda: [read_minutes(pdf, "x.pdf") for pdf in pdfs], rounds)
    read, plumber = paired(lambda: list(map(read_pages, pdfs)), lambda: list(map(_plumber, pdfs)), rounds)
    whole, bare = paired(segmented, lambda: list(map(_bare, pdfs)), rounds)
    return [
        ("pages a second, reading", pages / read, "more is better"),
        ("reading, times plain pdfplumber", plumber / read, "at least 6"),
        ("read and segmented, share of pdfplumber's time", whole / plumber, "at most 0.5"),
        ("read and segmented, times pdfium's bare dump", whole / bare, "less is better"),
        ("tagging, times reading into records", tagging / spent, "at most 1"),
    ]


def _plumber(pdf: bytes) -> int:
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.extract_words()
            page.find_tables()
            page.close()
        return len(opened.pages)


def _bare(pdf: bytes) -> int:
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    for page in opened:
        text = page.get_textpage()
        for n in range(text.count_chars()):
            text.get_charbox(n)
    return len(opened)


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


def ingesting(folder: Path, archive: Path) -> list[Row]:
    """One worker against two, as whole processes; and what one worker's ingest costs of CPU."""
    times: dict[int, list[float]] = {1: [], 2: []}
    spent: list[float] = []
    for turn in range(3):
        for workers in (1, 2):
            where = archive / f"{turn}-{workers}"
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [sys.executable, "-m", "cli", "ingest", str(folder), "--archive", str(where), "--workers", str(workers)]
            subprocess.run(command, capture_output=True, cwd=ROOT)
            times[workers].append(time.perf_counter() - start)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if workers == 1:
                spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    pdfs = [pdf.read_bytes() for pdf in sorted(folder.glob("*.pdf"))]
    start = time.process_time()
    for pdf in pdfs:
        _plumber(pdf)
    plumber = time.process_time() - start
    again = time.perf_counter()
    subprocess.run([sys.executable, "-m", "cli", "ingest", str(folder), "--archive", str(archive / "0-1")], capture_output=True, cwd=ROOT)
    again = time.perf_counter() - again
    return [
        ("two workers, times one", statistics.median(times[1]) / statistics.median(times[2]), "at least 1.7 on two cores"),
        ("whole ingest on one worker, share of pdfplumber's CPU", statistics.median(spent) / plumber, "at most 0.5"),
        ("ingest again, share of the first", again / statistics.median(times[1]), "at most 0.1 for many files"),
        ("largest process, MB", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "under 400"),
    ]


def main(argv: Sequence[str]) -> int:
    """Prints the ratios and appends them to RESULTS.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--items", default="1000,10000", help="sizes of the index, parted by commas")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    sizes = [int(size) for size in args.items.split(",")]
    found = dict(folders())
    with tempfile.TemporaryDirectory() as scratch:
        rows = reading(documents(), args.rounds)
        rows += ingesting(found.get("goteborg", found["samples"]), Path(scratch))
        rows += starting(Path(scratch) / "0-1")
        rows += indexes.measure(sizes, Path(scratch))
    for name, value, wanted in rows:
        print(f"{name:58} {value:9.2f}  ({wanted})")
    _append(rows)
    return 0


def _append(rows: Sequence[Row]) -> None:
    """Adds the run to the table in RESULTS.md."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip()
    head = f"\n## {dt.date.today()} at {commit or 'no commit'}, {os.cpu_count()} cores\n\n| what | figure | wanted |\n|---|---|---|\n"
    with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as file:
        file.write(head + "".join(f"| {name} | {value:.2f} | {wanted} |\n" for name, value, wanted in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
