"""What many tests start from: a way to run commands, archives to copy, and processes to share slow work among."""

from __future__ import annotations

import multiprocessing
import subprocess
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest

from tests.archives import copied, take_in
from tests.commands import Run, alone, here
from tests.corpus import ROOT
from tests.papers import YEARS, write


@pytest.fixture
def arende(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a command in an empty folder: in this process, or in one of its own where the environment is to be another."""
    notes = tmp_path_factory.mktemp("notes")

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return alone(tmp_path, *arguments, **environment) if environment else here(tmp_path, notes, *arguments)

    return run


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three papers and the archive of them, to be copied."""
    made = tmp_path_factory.mktemp("years")
    assert take_in(made, write(made / "papers", **YEARS)) == "3 new, 0 unchanged, 0 replaced, 0 failed\n"
    return made


@pytest.fixture
def held(years: Path, tmp_path: Path) -> Path:
    """An archive of three meetings."""
    return copied(years, tmp_path)


@pytest.fixture(scope="session")
def all_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of the samples, to be copied."""
    made = tmp_path_factory.mktemp("samples")
    take_in(made, ROOT / "data" / "samples")
    return made


@pytest.fixture
def sampled(all_samples: Path, tmp_path: Path) -> Path:
    """An archive of the samples."""
    return copied(all_samples, tmp_path)


@pytest.fixture(scope="module")
def helpers() -> Iterator[Executor]:
    """A process for each core, for slow work on many papers."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as made:
        yield made
