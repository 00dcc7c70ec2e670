"""Many files, each read in a worker process with a time limit and a memory limit, outcomes in the files' order."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

from data.errors import ReadError
from ingest.pipeline import Known, Outcome, digest, failure, read_one

SECONDS = 300.0
"""How long one document may take."""
MEMORY = 4 << 30
"""How much address space a worker may take, in bytes."""


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
    to the machine's cores. A document that hangs, crashes or is greedy is a failure of its own.
    """
    from pebble import ProcessPool

    count = workers or os.cpu_count() or 1
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=min(count, max(1, len(files))), context=context, initializer=_limit, initargs=[memory]) as pool:
        try:
            waiting: deque[tuple[Path, str | None, Outcome | Future[Outcome]]] = deque()
            rest = iter(files)
            under_way: set[str] = set()
            while True:
                for path in islice(rest, max(0, 3 * count - len(waiting))):
                    waiting.append(_begin(path, known, under_way, lambda p: pool.schedule(reader, args=[p], timeout=seconds)))
                if not waiting:
                    return
                path, sha256, outcome = waiting.popleft()
                yield _end(path, sha256, outcome, seconds) if isinstance(outcome, Future) else outcome
                under_way.discard(sha256 or "")
        except BaseException:
            pool.stop()
            raise


def _begin(
    path: Path, known: Callable[[str], bool], under_way: set[str], start: Callable[[Path], Future[Outcome]]
) -> tuple[Path, str | None, Outcome | Future[Outcome]]:
    """A file's outcome where it is known already, else its reading set going."""
    try:
        sha256 = digest(path)
    except ReadError as error:
        return path, None, failure(path, error)
    if sha256 in under_way or known(sha256):
        return path, sha256, Known(path, sha256)
    under_way.add(sha256)
    return path, sha256, start(path)


def _end(path: Path, sha256: str | None, reading: Future[Outcome], seconds: float) -> Outcome:
    """The outcome of a reading, whatever became of its worker."""
    from pebble import ProcessExpired

    try:
        return reading.result()
    except TimeoutError:
        return failure(path, ReadError("timed-out", f"more than {seconds:.0f} seconds"), sha256)
    except ProcessExpired as error:
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
