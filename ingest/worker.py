"""The only door to pebble: one process that reads files for us, one after the other, within a time limit and a memory limit.

Each worker is a pebble pool of one process, so that workers share nothing, neither a lock nor a queue, and a pool is
given up with its process: one that was killed may have held the pool's lock, or have died in the middle of an answer.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator, MutableSequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Generic, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from data.errors import ReadError, ReadersLost
from ingest.confined import BEGUN, FLOOR, PROCESS, STARVED, Limits, begin, serve, size

T = TypeVar("T")

START = 120.0
"""How long a process may take to be ready."""
BREAKS = 3
"""How often in a row a process may be lost without an answer."""
LOOK = 0.05
"""Seconds between two looks at how large a process is."""
FAREWELL = 10.0
"""Seconds that a pool may take to end."""
CONSTS.term_timeout = 0.5  # a process that is stopped has nothing to save


class _Lost(Exception):
    """The process went without a word; `begun`: it had begun with the document."""

    def __init__(self, *, begun: bool) -> None:
        super().__init__()
        self.begun = begun


class Worker(Generic[T]):
    """A process that reads, started when first needed and again when it was lost.

    `ready` is called in a new process before its first document, whose time what it loads shall not cost."""

    def __init__(self, reader: Callable[[Path], T], limits: Limits, ready: Callable[[], object] = int) -> None:
        self._reader, self._limits, self._ready = reader, limits, ready
        self._running: _Running | None = None
        self._stopped = threading.Event()

    def read(self, path: Path) -> T:
        """What the reader makes of the file. Raises ReadError when it hangs, crashes or is greedy, any other
        error as the reader did, and ReadersLost when no process can be kept alive."""
        begun = False
        for attempt in range(1 + BREAKS):
            running = self._start()
            try:
                told = pickle.loads(running.read(partial(serve, self._reader, path, self._limits.seconds), self._limits, self._stopped))
            except _Lost as lost:
                begun = lost.begun
                self.close()
            except TimeoutError:
                self.close()
                raise ReadError("timed-out", f"more than {self._limits.seconds:.0f} seconds") from None
            except ProcessExpired as expired:
                self.close()
                if abs(expired.exitcode) != signal.SIGTERM or attempt:  # asked to end from outside, often together with us
                    raise _ended(expired.exitcode, starved=running.starved(self._limits.memory)) from None
            else:
                if isinstance(told, Exception):
                    raise told
                return told  # type: ignore[no-any-return]  # what was pickled is what the reader gave
        if begun:
            raise ReadError("reader-error", "the reader was lost again and again")
        raise ReadersLost("the processes that read files end as soon as they start", "free some memory, or allow more with --memory")

    def stop(self) -> None:
        """Has whoever waits for an answer told at once that there will be none."""
        self._stopped.set()

    def close(self) -> None:
        """Ends the process whatever it does, when nobody waits for its answer any more."""
        running, self._running = self._running, None
        if running:
            running.end()

    def _start(self) -> _Running:
        self._running = self._running or _Running(self._limits, self._ready)
        return self._running


def read_alone(reader: Callable[[Path], T], path: Path, limits: Limits) -> T:
    """What a reader makes of one file, in a process of its own. Raises as Worker.read does."""
    worker = Worker(reader, limits)
    try:
        return worker.read(path)
    finally:
        worker.close()


class _Running:
    """A pool of one process, and how large the process has been with its document."""

    def __init__(self, limits: Limits, ready: Callable[[], object]) -> None:
        context = multiprocessing.get_context("spawn")
        self._notes: MutableSequence[int] = context.RawArray("q", 3)
        self._pool = ProcessPool(max_workers=1, context=context, initializer=begin, initargs=[self._notes, limits, ready])
        self._most = 0

    def read(self, task: Callable[[], bytes], limits: Limits, stopped: threading.Event) -> bytes:
        """The task's answer. Raises TimeoutError, ProcessExpired, or _Lost when nobody can say what became of it."""
        begun, self._most = self._notes[BEGUN], 0
        try:
            with _deaf():
                reading = self._pool.schedule(task, timeout=limits.seconds)
            return self._awaited(reading, time.monotonic() + START + limits.seconds, stopped)
        except RuntimeError as error:  # what a broken pool says of itself
            raise _Lost(begun=self._notes[BEGUN] > begun) from error

    def _awaited(self, reading: ProcessFuture[bytes], deadline: float, stopped: threading.Event) -> bytes:
        while not reading.done():
            if stopped.is_set():
                raise ReadersLost("the processes that read files were stopped")
            if time.monotonic() > deadline:
                raise RuntimeError("no answer, though the time is up")
            try:
                reading.result(LOOK)
            except TimeoutError:  # not yet, or the document's time is up: the loop tells
                self._most = max(self._most, size(self._notes[PROCESS]))
        answer: bytes = reading.result()
        return answer

    def starved(self, memory: int) -> bool:
        """Whether the document had taken more than half of the room its process had: what doubles is refused from there on."""
        return 2 * (self._most - self._notes[FLOOR]) > memory - self._notes[FLOOR] > 0

    def end(self) -> None:
        """Stops the process. Pebble waits for a message that a killed process has begun, for ever: we do not."""
        self._pool.stop()
        farewell = threading.Thread(target=self._pool.join, daemon=True)
        farewell.start()
        farewell.join(FAREWELL)


@contextmanager
def _deaf() -> Iterator[None]:
    """Holds back what a terminal sends to us and to those we start: they keep to that, and leave it to us."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting its helper lets signals through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ended(code: int, *, starved: bool) -> ReadError:
    """What a process's end says of the document it was at."""
    if code == -getattr(signal, "SIGKILL", 9):  # far from its limit it may as well have been a person
        return ReadError("out-of-memory", "the system ended the reader") if starved else ReadError("ended")
    if code == -getattr(signal, "SIGXCPU", 24):
        return ReadError("timed-out")
    if starved or code == STARVED:
        return ReadError("out-of-memory")
    return ReadError("reader-error", f"the reader stopped with code {code}")
