"""Running the commands in tests: in this process, or where that makes a difference as processes of their own."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import cli
from data.logs import LOG
from tests.corpus import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


def alone(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder, as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "cli", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


def here(folder: Path, notes: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder as `alone` does, but in this process, which saves the start of Python and of all modules.

    `notes` is a folder for what it and its workers say. What would end in a traceback is raised.
    """
    said = [notes / "stdout", notes / "stderr"]
    with contextlib.ExitStack() as stack:
        for number, file in enumerate(said, 1):
            stack.enter_context(_led(number, file))
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(_restored())
        plain = [open(number, "w", closefd=False) for number in (1, 2)]  # noqa: SIM115  # closed with the command's own, below
        stack.enter_context(mock.patch.multiple(sys, argv=["arende", *map(str, arguments)], stdout=plain[0], stderr=plain[1]))
        try:
            cli.main()
        except SystemExit as end:
            code = end.code
        finally:
            for stream in (sys.stdout, sys.stderr):
                stream.close()
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, *(file.read_text("utf-8") for file in said))


@contextlib.contextmanager
def _led(number: int, file: Path) -> Iterator[None]:
    """Has what is written to a file of that number, also by processes started meanwhile, written to this file."""
    before = os.dup(number)
    with file.open("wb") as into:
        os.dup2(into.fileno(), number)
    try:
        yield
    finally:
        os.dup2(before, number)
        os.close(before)


@contextlib.contextmanager
def _restored() -> Iterator[None]:
    """Gives the process back what a command takes for itself, since it ends with the process: signals and the log."""
    signals = {number: signal.getsignal(number) for number in signal.valid_signals()}
    log, raised = (LOG.handlers[:], LOG.level, LOG.propagate), logging.raiseExceptions
    try:
        yield
    finally:
        for number, heeded in signals.items():
            if signal.getsignal(number) is not heeded:
                signal.signal(number, heeded)
        for handler in LOG.handlers:
            if handler not in log[0]:
                handler.close()
        (LOG.handlers[:], LOG.level, LOG.propagate), logging.raiseExceptions = log, raised


def answer(arende: Run, *arguments: str) -> Any:
    """What a command prints with --json."""
    done = arende(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """Says that a command ended with this code and one line, with these words in it."""
    assert done.returncode == code, (done.returncode, done.stderr)
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("arende: ")
    for word in words:
        assert word in lines[0]
