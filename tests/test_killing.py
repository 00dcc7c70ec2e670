"""An ingest killed at any moment, again and again, ends where an undisturbed one does."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"
KILLS = int(os.environ.get("ARENDE_KILLS", "6"))
QUERIES = (
    "polis",
    "Holmsund",
    "bilbränder",
    "skola",
    "narkotika",
    '"våld i nära relation"',
    "budget OR medel",
    "nattvand*",
    "ärende:rapport",
    "möte",
)


def arende(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-m", "cli", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def answers(folder: Path) -> list[object]:
    """What the archive exports and answers, hits in their order with their scores."""
    exported = arende("export", "--format", "jsonl", "--archive", str(folder))
    found = [json.loads(arende("search", query, "--json", "--limit", "200", "--archive", str(folder))) for query in QUERIES]
    return [exported, found]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    calm, stormy = tmp_path / "calm", tmp_path / "stormy"
    start = time.monotonic()
    arende("ingest", str(SAMPLES), "--archive", str(calm))
    whole = time.monotonic() - start
    draw = random.Random(7)
    for _ in range(KILLS):
        command = [sys.executable, "-m", "cli", "ingest", str(SAMPLES), "--archive", str(stormy), "--workers", "2"]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(draw.uniform(0.2, whole))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        if (stormy / "arende.sqlite").exists():
            arende("status", "--archive", str(stormy))
    arende("ingest", str(SAMPLES), "--archive", str(stormy))
    assert answers(stormy) == answers(calm)
