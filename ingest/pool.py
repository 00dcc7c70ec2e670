"""Many files, each read in a worker process with a time limit and a memory limit, outcomes in the files' order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from msgspec import Struct

from data.errors import ReadError
from data.lexicon import lexicon
from ingest.confined import MEMORY, SECONDS, Limits
from ingest.pipeline import Known, Outcome, digest, failure, read_one, ready
from ingest.worker import Worker


def read_all(
    files: Sequence[Path],
    *,
    known: Callable[[str], bool],
    workers: int | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    reader: Callable[[Path], Outcome] = read_one,
) -> Generator[Outcome, None, None]:
    """One outcome a file, in the files' order. A file that cannot be read is a Failure and stops nothing.

    `known` tells whether the archive holds bytes with that SHA-256; such files are not read. `workers` defaults
    to the machine's cores. A document that hangs, crashes or is greedy is a failure of its own. Raises ReadersLost
    when no worker can be kept alive.
    """
    lexicon()  # compiled here once, where it is not yet, and then there for every worker
    count = workers or os.cpu_count() or 1
    readers = _Readers(min(count, max(1, len(files))), reader, Limits(seconds, memory))
    try:
        waiting: deque[_Waiting] = deque()
        rest = iter(files)
        under_way: set[str] = set()
        while True:
            for path in islice(rest, max(0, 3 * count - len(waiting))):
                waiting.append(_begin(path, known, under_way, readers.schedule))
            if not waiting:
                return
            first = waiting.popleft()
            yield _end(first)
            under_way.discard(first.sha256 or "")
    finally:
        readers.stop()


class _Waiting(Struct, frozen=True):
    """A file whose turn has not come: its outcome, or its reading under way."""

    path: Path
    sha256: str | None
    outcome: Outcome | Future[Outcome]


class _Readers:
    """The workers, each with a thread of ours that hands it files and waits for its answers.

    A thread lives as long as its worker may be needed, since a worker ends with the thread that started it."""

    def __init__(self, count: int, reader: Callable[[Path], Outcome], limits: Limits) -> None:
        self._reader, self._limits = reader, limits
        self._workers: list[Worker[Outcome]] = []
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(count, "reader", self._ready)

    def _ready(self) -> None:
        """Gives a new thread its worker."""
        self._own.worker = Worker(self._reader, self._limits, ready)
        self._workers.append(self._own.worker)

    def schedule(self, path: Path, sha256: str) -> Future[Outcome]:
        """Sets the reading of a file going."""
        return self._threads.submit(self._read, path, sha256)

    def _read(self, path: Path, sha256: str) -> Outcome:
        worker: Worker[Outcome] = self._own.worker
        try:
            return worker.read(path)
        except ReadError as error:
            return failure(path, error, sha256)

    def stop(self) -> None:
        """Ends the workers whatever they do, and then their threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown()
        for worker in self._workers:
            worker.close()


def _begin(path: Path, known: Callable[[str], bool], under_way: set[str], start: Callable[[Path, str], Future[Outcome]]) -> _Waiting:
    """A file's outcome where it is known already, else its reading set going."""
    try:
        sha256 = digest(path)
    except ReadError as error:
        return _Waiting(path, None, failure(path, error))
    if sha256 in under_way or known(sha256):
        return _Waiting(path, sha256, Known(path, sha256))
    under_way.add(sha256)
    return _Waiting(path, sha256, start(path, sha256))


def _end(waiting: _Waiting) -> Outcome:
    """The outcome of a reading, which comes within its time limit whatever becomes of its worker."""
    return waiting.outcome.result() if isinstance(waiting.outcome, Future) else waiting.outcome
