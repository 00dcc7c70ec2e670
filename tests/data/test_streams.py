"""The standard streams when they are full, closed or gone: a code and one line, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from tests.corpus import ROOT
from tests.data.records import record
from tests.papers import YEARS, write

COMMANDS = (("search", "rapport"), ("items", "--json"), ("export",), ("status",), ("--version",))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of one meeting."""
    folder = tmp_path_factory.mktemp("place")
    with Archive.open(folder / "archive", write=True) as archive:
        archive.store(record("a"), folder / "a.pdf")
    return folder


def run(folder: Path, *arguments: str, out: Any, err: Any = subprocess.PIPE) -> tuple[int, str]:
    command = [sys.executable, "-m", "cli", *arguments]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=out, stderr=err, text=True, timeout=60)
    return done.returncode, done.stderr or ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_output_is_one_line_and_a_code(place: Path) -> None:
    for command in COMMANDS:
        with open("/dev/full", "w") as full:
            code, said = run(place, *command, out=full)
            assert (code, said.count("\n"), "standard output cannot be written (No space" in said) == (12, 1, True), (command, said)
            assert run(place, *command, out=subprocess.DEVNULL, err=full) == (0, ""), command
    with open("/dev/full", "w") as full:
        assert run(place, "search", "foo:bar", out=subprocess.DEVNULL, err=full) == (3, "")


def test_a_reader_who_has_gone_is_no_fault(place: Path) -> None:
    for command in COMMANDS:
        reading, writing = os.pipe()
        os.close(reading)
        try:
            assert run(place, *command, out=writing) == (0, ""), command
        finally:
            os.close(writing)


def test_closed_streams_are_no_fault(place: Path) -> None:
    for closed in ("<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            f'"{sys.executable}" -m cli status {closed}',
            shell=True,
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, ""), closed


def test_a_closed_shell_does_not_keep_files_from_being_taken_in(place: Path) -> None:
    write(place / "papers", maj=YEARS["maj"])
    command = f'"{sys.executable}" -m cli ingest papers --archive other <&- >&- 2>&-'
    assert subprocess.run(command, shell=True, cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}).returncode == 0
