"""A folder of very many small PDFs, all different: the parent's memory, and what a second run costs.

`python -m bench.many [--files 10000]` compares a hundredth of the files with all of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.label import records
from bench.speed import tell

ROOT = Path(__file__).parents[1]


def main(argv: Sequence[str]) -> int:
    """Prints the figures; 1 when the second run takes more than a tenth of the first or memory grows."""
    parser = argparse.ArgumentParser(prog="python -m bench.many", description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args(argv).files
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        few, many = _draw(folder / "few", max(1, count // 100)), _draw(folder / "many", count)
        small, _ = _ingest(few, folder / "few-archive")
        large, first = _ingest(many, folder / "archive")
        _, again = _ingest(many, folder / "archive")
    tell(
        [
            (f"{count} small files: parent's peak, MB", large, "flat"),
            (f"{count} small files: parent's peak, times that of {max(1, count // 100)}", large / small, "about 1, at most 1.5"),
            (f"{count} small files: files a second", count / first, "more is better"),
            (f"{count} small files: the second run, share of the first", again / first, "at most 0.1"),
        ]
    )
    return int(again > first / 10 or large > 1.5 * small)


def _draw(folder: Path, count: int) -> Path:
    """Minutes of one page, of thirty bodies, a day apart."""
    folder.mkdir()
    draw = random.Random(1)
    texts = [item.text.split() for minutes in records() for item in minutes.items if len(item.text) > 80]
    for number in range(count):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4)
        day = dt.date(1990, 1, 1) + dt.timedelta(days=number // 30)
        lines = [f"Nämnd {number % 30}", f"Protokoll {day}", ""]
        for point in (1, 2):
            words = draw.choice(texts)
            lines += [f"{point}. Fråga {number}-{point}", " ".join(words[:12]), " ".join(words[12:24]), ""]
        for line, text in enumerate(lines):
            canvas.drawString(72, 780 - 16 * line, text)
        canvas.save()
        (folder / f"{number:06}.pdf").write_bytes(buffer.getvalue())
    return folder


def _ingest(folder: Path, archive: Path) -> tuple[float, float]:
    """The parent's peak in MB, and the seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "cli", "ingest", str(folder), "--archive", str(archive)]
    running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    peak = 0
    while running.poll() is None:
        peak = max(peak, _peak(running.pid))
        time.sleep(0.05)
    return peak / 1024, time.perf_counter() - start


def _peak(process: int) -> int:
    """The most memory a process has held so far, in kB, as Linux tells it; 0 elsewhere."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
