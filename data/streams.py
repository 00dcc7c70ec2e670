"""The standard streams as every command uses them: UTF-8, there even where the shell closed them, and with faults of
their own kind, so that a full disk or a reader who has gone is never taken for anything else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from data.errors import OutputError


class NobodyReads(Exception):
    """Who read our output has seen enough, as `head` has: no fault of anybody's."""


class _Results(io.TextIOWrapper):
    """Standard output. Raises OutputError where it cannot be written, NobodyReads where it is a pipe that was closed."""

    def write(self, text: str, /) -> int:
        with _told():
            return super().write(text)

    def flush(self) -> None:
        with _told():
            super().flush()


class _Notes(io.TextIOWrapper):
    """Standard error. What cannot be said there stops nothing."""

    def write(self, text: str, /) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise NobodyReads from error
    except OSError as error:
        hint = "free some space, or send the output elsewhere"
        raise OutputError(f"standard output cannot be written ({error.strerror})", hint) from error


def prepare() -> None:
    """Makes the standard streams ready, once, before anything else is opened."""
    while (spare := os.open(os.devnull, os.O_RDWR)) <= 2:  # what the shell closed: no file of ours may take its number
        os.set_inheritable(spare, True)
    os.close(spare)
    sys.stdout, sys.stderr = _over(sys.stdout, 1, _Results), _over(sys.stderr, 2, _Notes)


def _over(stream: TextIO | None, number: int, kind: type[io.TextIOWrapper]) -> io.TextIOWrapper:
    """A stream of our own over the bytes of the one there is, or over the file of that number."""
    into = stream.buffer if stream is not None else open(number, "wb", closefd=False)  # noqa: SIM115  # stays open as long as we run
    return kind(into, encoding="utf-8", errors="replace", line_buffering=into.isatty() or number == 2)


def give_up() -> None:
    """What still waits for standard output is dropped, so that the interpreter does not try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


__all__ = ["NobodyReads", "give_up", "prepare"]
