"""The commands that nearly all tests run in their own process say what a process of its own would say."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path

import pytest

from data.logs import LOG
from tests.commands import Run, alone
from tests.papers import write


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "Holmsund"], 0),
        (["search", "foo:bar"], 3),
        (["export", "--format", "csv", "--table", "attendance"], 0),
        (["show", "trygghetsradet-2022-03-16"], 7),
        (["schema"], 0),
        (["-v", "ingest", "papers", "bad"], 10),
        (["explain", "papers/mars.pdf", "--pictures", "papers/maj.pdf"], 12),
    ],
)
def test_a_process_of_its_own_says_the_same(arende: Run, held: Path, tmp_path: Path, arguments: list[str], code: int) -> None:
    write(tmp_path / "bad", bad=b"%PDF-1.7\nnothing more")
    there, here = alone(tmp_path, *arguments), arende(*arguments)
    assert (here.returncode, here.stdout, here.stderr) == (there.returncode, there.stdout, there.stderr)
    assert here.returncode == code
    assert here.stdout or here.stderr


def test_a_command_leaves_the_process_as_it_was(arende: Run, held: Path) -> None:
    before = state()
    for arguments in (["-v", "--log-file", "log.jsonl", "ingest", "papers"], ["search", "Holmsund"], ["frobnicate"]):
        arende(*arguments)
        assert state() == before, arguments


def state() -> list[object]:
    """What a command takes for itself."""
    signals = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    files = [os.fstat(number).st_ino for number in (1, 2)]
    return [
        Path.cwd(),
        sys.argv,
        sys.stdout,
        sys.stderr,
        signals,
        files,
        LOG.handlers[:],
        LOG.level,
        LOG.propagate,
        logging.raiseExceptions,
    ]
