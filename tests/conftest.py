"""What many tests start from: a way to run commands, and an archive of three meetings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Run
from tests.corpus import ROOT
from tests.papers import YEARS, write


@pytest.fixture
def arende(tmp_path: Path) -> Run:
    """Runs a command as a process of its own, in an empty folder."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        command = [sys.executable, "-m", "cli", *map(str, arguments)]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)

    return run


@pytest.fixture
def held(arende: Run, tmp_path: Path) -> Path:
    """An archive of three meetings."""
    done = arende("ingest", write(tmp_path / "papers", **YEARS))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "3 new, 0 unchanged, 0 replaced, 0 failed" in done.stderr
    return tmp_path / "archive"
