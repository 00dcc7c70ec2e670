"""What goes on in a process that reads files for us: it keeps its limits, and ends with the process that started it."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, MutableSequence
from pathlib import Path

from msgspec import Struct

from data.errors import ReadError

SECONDS = 300.0
"""How long one document may take."""
MEMORY = 4 << 30
"""How much address space a process may take, in bytes."""
STARVED = 77
"""What a process ends with that was refused memory and could not go on."""
PROCESS, FLOOR, BEGUN = range(3)
"""What a process notes for the one that started it: its number, its size before the document, and how many it has begun."""
NOTES: list[MutableSequence[int]] = []
"""Where this process notes it, shared with the one that started it."""


class Limits(Struct, frozen=True):
    """What one document may take: seconds, and bytes of its process's address space."""

    seconds: float = SECONDS
    memory: int = MEMORY


def begin(notes: MutableSequence[int], limits: Limits, ready: Callable[[], object]) -> None:
    """Makes this process ready, once, before its first document; what `ready` loads costs no document its time."""
    _bind()
    _confine(limits)
    logging.getLogger().addHandler(logging.NullHandler())  # what a library says of a document is the document's words, not ours
    warnings.simplefilter("ignore")
    NOTES.append(notes)
    notes[PROCESS] = os.getpid()
    try:
        ready()
    except MemoryError:  # nothing else can be relied on now, not even saying so
        os._exit(STARVED)


def serve(reader: Callable[[Path], object], path: Path, seconds: float) -> bytes:
    """What the reader makes of the file, or the error it raises, pickled."""
    (notes,) = NOTES
    _allow(seconds)
    notes[FLOOR] = size(os.getpid())
    notes[BEGUN] += 1
    try:
        return pickle.dumps(_read(reader, path))
    except MemoryError:
        os._exit(STARVED)


def _read(reader: Callable[[Path], object], path: Path) -> object:
    try:
        return reader(path)
    except RecursionError:
        return ReadError("out-of-memory")
    except MemoryError:
        raise
    except Exception as error:  # raised again by whoever asked
        return error


def size(process: int) -> int:
    """The address space a process takes, in bytes; 0 where the system does not tell."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _bind() -> None:
    """Has this process end when the one that started it does."""
    parent = multiprocessing.parent_process()
    wanted = parent.pid if parent else None
    bound = False
    if sys.platform == "linux":
        import ctypes

        bound = ctypes.CDLL(None).prctl(1, int(signal.SIGKILL), 0, 0, 0) == 0  # 1: PR_SET_PDEATHSIG
    if hasattr(os, "getppid") and os.getppid() != wanted:
        os._exit(1)
    if not bound and hasattr(os, "getppid"):
        threading.Thread(target=_watch, args=[wanted], daemon=True).start()


def _watch(parent: int | None) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _confine(limits: Limits) -> None:
    """Caps the address space, where the system can, and looks for garbage less often than an interactive program would:
    a document's many small objects go when the document is done. It gives way to the process that stores and indexes,
    and to the person at the machine."""
    gc.set_threshold(50_000, 20, 100)
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _allow(seconds: float) -> None:
    """Lets the system end this process should nobody else do it: the next document's time on two processors, and some more."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(time.process_time() + 2 * seconds) + 10
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
