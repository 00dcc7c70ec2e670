"""Many files, each read in a worker process with a time limit and a memory limit, outcomes in the files' order."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from data.errors import ReadError, ReadersLost
from data.lexicon import lexicon
from ingest.pipeline import Known, Outcome, digest, failure, read_one

SECONDS = 300.0
"""How long one document may take."""
MEMORY = 4 << 30
"""How much address space a worker may take, in bytes."""
KILLED = -9
"""What a worker ends with that the system has ended, as it does when memory runs out."""
BREAKS = 3
"""How often in a row all workers may be lost before the run is given up."""


def read_all(
    files: Sequence[Path],
    *,
    known: Callable[[str], bool],
    workers: int | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    reader: Callable[[Path], Outcome] = read_one,
) -> Iterator[Outcome]:
    """One outcome a file, in the files' order. A file that cannot be read is a Failure and stops nothing.

    `known` tells whether the archive holds bytes with that SHA-256; such files are not read. `workers` defaults
    to the machine's cores. A document that hangs, crashes or is greedy is a failure of its own. Raises ReadersLost
    when no worker can be kept alive.
    """
    lexicon()  # compiled here once, where it is not yet, and then there for every worker
    count = workers or os.cpu_count() or 1
    readers = _Readers(min(count, max(1, len(files))), memory, lambda pool, path: pool.schedule(reader, args=[path], timeout=seconds))
    try:
        waiting: deque[_Waiting] = deque()
        rest = iter(files)
        under_way: set[str] = set()
        while True:
            for path in islice(rest, max(0, 3 * count - len(waiting))):
                waiting.append(_begin(path, known, under_way, readers.schedule))
            if not waiting:
                readers.close()
                return
            first = waiting.popleft()
            try:
                yield _end(first, seconds)
            except BrokenProcessPool as error:
                waiting = deque(readers.again((first, *waiting), error))
            else:
                readers.breaks = 0
                under_way.discard(first.sha256 or "")
    finally:
        readers.stop()


class _Waiting(Struct, frozen=True):
    """A file whose turn has not come: its outcome, or its reading under way."""

    path: Path
    sha256: str | None
    outcome: Outcome | Future[Outcome]


class _Readers:
    """The worker processes. When all are lost at once, as when the system kills one that was idle, they are started anew."""

    def __init__(self, count: int, memory: int, send: Callable[[Any, Path], Future[Outcome]]) -> None:
        self._count, self._memory, self._send = count, memory, send
        self._pool = self._start()
        self.breaks = 0

    def _start(self) -> Any:
        from pebble import ProcessPool

        context = multiprocessing.get_context("spawn")
        return ProcessPool(max_workers=self._count, context=context, initializer=_limit, initargs=[self._memory])

    def schedule(self, path: Path) -> Future[Outcome]:
        """Sets the reading of a file going."""
        try:
            return self._send(self._pool, path)
        except RuntimeError as error:  # what a broken pool says of itself
            lost: Future[Outcome] = Future()
            lost.set_exception(BrokenProcessPool(str(error)))
            return lost

    def again(self, waiting: Iterable[_Waiting], error: BrokenProcessPool) -> Iterator[_Waiting]:
        """The waiting files with their readings set going in new processes. Raises ReadersLost after some breaks in a row."""
        self.breaks += 1
        if self.breaks > BREAKS:
            raise ReadersLost("the processes that read files end as soon as they start", "free some memory and run it again") from error
        self.stop()
        self._pool = self._start()
        return (structs.replace(one, outcome=self.schedule(one.path)) if _lost(one.outcome) else one for one in list(waiting))

    def close(self) -> None:
        """Lets the workers end by themselves."""
        self._pool.close()
        self._pool.join()

    def stop(self) -> None:
        """Ends the workers whatever they do."""
        self._pool.stop()
        self._pool.join()


def _lost(outcome: Outcome | Future[Outcome]) -> bool:
    """Whether a reading has no result, though its worker may have been at it."""
    return isinstance(outcome, Future) and not (outcome.done() and not outcome.cancelled() and outcome.exception() is None)


def _begin(path: Path, known: Callable[[str], bool], under_way: set[str], start: Callable[[Path], Future[Outcome]]) -> _Waiting:
    """A file's outcome where it is known already, else its reading set going."""
    try:
        sha256 = digest(path)
    except ReadError as error:
        return _Waiting(path, None, failure(path, error))
    if sha256 in under_way or known(sha256):
        return _Waiting(path, sha256, Known(path, sha256))
    under_way.add(sha256)
    return _Waiting(path, sha256, start(path))


def _end(waiting: _Waiting, seconds: float) -> Outcome:
    """The outcome of a reading, whatever became of its worker. Raises BrokenProcessPool when all workers are lost."""
    from pebble import ProcessExpired

    path, sha256, reading = waiting.path, waiting.sha256, waiting.outcome
    if not isinstance(reading, Future):
        return reading
    try:
        return reading.result()
    except TimeoutError:
        return failure(path, ReadError("timed-out", f"more than {seconds:.0f} seconds"), sha256)
    except ProcessExpired as error:
        if error.exitcode == KILLED:
            return failure(path, ReadError("out-of-memory", "the system ended the reader"), sha256)
        return failure(path, ReadError("reader-error", f"the reader stopped with code {error.exitcode}"), sha256)
    except MemoryError:
        return failure(path, ReadError("out-of-memory"), sha256)


def _limit(memory: int) -> None:
    """Caps a worker's address space, where the system can, and looks for garbage less often than an interactive program would:
    a document's many small objects go when the document is done. A worker gives way to the process that stores and indexes,
    and to the person at the machine."""
    gc.set_threshold(50_000, 20, 100)
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
