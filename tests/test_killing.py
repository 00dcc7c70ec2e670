"""An ingest killed at any moment, again and again, ends where an undisturbed one does."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands import Run, alone, answer
from tests.corpus import ROOT

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


def ingest(folder: Path) -> None:
    done = alone(ROOT, "ingest", SAMPLES, "--archive", folder)
    assert done.returncode == 0, done.stderr


def answers(arende: Run, folder: Path) -> list[object]:
    """What the archive exports and answers, hits in their order with their scores."""
    exported = arende("export", "--format", "jsonl", "--archive", folder)
    assert exported.returncode == 0, exported.stderr
    return [exported.stdout, *(answer(arende, "search", query, "--limit", "200", "--archive", str(folder)) for query in QUERIES)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_at_random_moments(arende: Run, tmp_path: Path) -> None:
    calm, stormy = tmp_path / "calm", tmp_path / "stormy"
    start = time.monotonic()
    ingest(calm)
    whole = time.monotonic() - start
    draw = random.Random(7)
    for _ in range(KILLS):
        command = [sys.executable, "-m", "cli", "ingest", str(SAMPLES), "--archive", str(stormy), "--workers", "2"]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(draw.uniform(0.2, whole))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        if (stormy / "arende.sqlite").exists():
            assert arende("status", "--archive", stormy).returncode == 0
    ingest(stormy)
    assert answers(arende, stormy) == answers(arende, calm)
