"""One process that reads files for us, one after the other, each within a time limit and a memory limit.

Each process has a pipe of its own, and nothing is shared between processes, neither a lock nor a queue: whenever one
ends, however it ends, its pipe says so at once, even in the middle of an answer. It ends with the process that
started it, and leaves Ctrl-C to that one.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from data.errors import ArendeError, ReadError, ReadersLost

T = TypeVar("T")

SECONDS = 300.0
"""How long one document may take."""
MEMORY = 4 << 30
"""How much address space a worker may take, in bytes."""
START = 120.0
"""How long a process may take to be ready."""
BREAKS = 3
"""How often in a row a process may be lost before it has begun to read."""
STARVED = 77
"""What a process ends with that was refused memory and could not go on."""
LOOK = 0.05
"""Seconds between two looks at how large a process is."""
_CHANGE = threading.Lock()
"""Held while a process is started, killed, or its end is asked for, which the system tells only once."""


class Limits(Struct, frozen=True):
    """What one document may take: seconds, and bytes of its process's address space."""

    seconds: float = SECONDS
    memory: int = MEMORY


class Worker(Generic[T]):
    """A process that reads, started when first needed and again when it was lost.

    `ready` is called in a new process before its first document, whose time what it loads shall not cost."""

    def __init__(self, reader: Callable[[Path], T], limits: Limits, ready: Callable[[], object] = int) -> None:
        self._serve = partial(_serve, reader, limits, ready)
        self._limits = limits
        self._process: _Running | None = None
        self._stopped = False

    def read(self, path: Path) -> T:
        """What the reader makes of the file. Raises ReadError when it hangs, crashes or is greedy, any other
        ArendeError as the reader did, and ReadersLost when no process can be kept alive."""
        again = True
        for _ in range(1 + BREAKS):
            running = self._running()
            try:
                running.begin(path)
            except (EOFError, TimeoutError):
                self._lost()
                continue
            try:
                return self._told(running.answer(self._limits.seconds))
            except TimeoutError:
                self._lost()
                raise ReadError("timed-out", f"more than {self._limits.seconds:.0f} seconds") from None
            except EOFError:
                code = self._lost()
                if code == -signal.SIGTERM and again:  # asked to end from outside, often together with us
                    again = False
                    continue
                raise _ended(code, starved=running.starved(self._limits.memory)) from None
        raise ReadersLost("the processes that read files end as soon as they start", "free some memory, or allow more with --memory")

    def stop(self) -> None:
        """Ends the process whatever it does, for good; whoever waits for its answer is told so."""
        with _CHANGE:
            self._stopped = True
            if self._process:
                self._process.kill()

    def close(self) -> None:
        """Clears away what is left of a stopped process, when nobody waits for it any more."""
        self._lost()

    def _told(self, told: Any) -> T:
        if isinstance(told, ArendeError):
            raise told
        return told  # type: ignore[no-any-return]  # what came through the pipe is what the reader gave

    def _running(self) -> _Running:
        with _CHANGE:
            if self._stopped:
                raise ReadersLost("the processes that read files were stopped")
            self._process = self._process or _Running(self._serve)
            return self._process

    def _lost(self) -> int | None:
        """Ends the process where it still runs; the code it ended with."""
        with _CHANGE:
            running, self._process = self._process, None
            return running.end() if running else None


def read_alone(reader: Callable[[Path], T], path: Path, limits: Limits) -> T:
    """What a reader makes of one file, in a process of its own. Raises as Worker.read does."""
    worker = Worker(reader, limits)
    try:
        return worker.read(path)
    finally:
        worker.stop()
        worker.close()


class _Running:
    """A process that was started, our end of its pipe, and how large it has been with this document."""

    def __init__(self, serve: Callable[[Connection], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=[theirs], name="arende reader", daemon=True)
        try:
            with _deaf():
                self._process.start()
        except OSError as error:
            raise ReadersLost(f"no process that reads files can be started ({error.strerror})", "end some others") from error
        finally:
            theirs.close()
        self._floor = self._most = 0

    def begin(self, path: Path) -> None:
        """Hands it a file. Raises EOFError or TimeoutError when it never began with it."""
        try:
            self._pipe.send(path)
        except OSError as error:
            raise EOFError from error
        self._floor = self._most = self.answer(START)

    def answer(self, seconds: float) -> Any:
        """Its next word. Raises EOFError when it has ended, TimeoutError when it had to be ended."""
        late = threading.Event()
        watch = threading.Timer(seconds, self._late, [late])
        watch.daemon = True
        watch.start()
        try:
            while not self._pipe.poll(LOOK):
                self._most = max(self._most, _size(self._process.pid))
            return self._pipe.recv()
        except (EOFError, OSError):
            raise TimeoutError if late.is_set() else EOFError from None
        finally:
            watch.cancel()

    def _late(self, late: threading.Event) -> None:
        late.set()
        with _CHANGE:
            self.kill()

    def kill(self) -> None:
        self._process.kill()

    def starved(self, memory: int) -> bool:
        """Whether the document had taken more than half of the room its process had: what doubles is refused from there on."""
        return 2 * (self._most - self._floor) > memory - self._floor > 0

    def end(self) -> int | None:
        self._pipe.close()
        self.kill()
        self._process.join()
        return self._process.exitcode


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


def _ended(code: int | None, *, starved: bool) -> ReadError:
    """What a process's end says of the document it was at."""
    if code == -getattr(signal, "SIGKILL", 9):
        return ReadError("out-of-memory", "the system ended the reader")
    if code == -getattr(signal, "SIGXCPU", 24):
        return ReadError("timed-out")
    if starved or code == STARVED:
        return ReadError("out-of-memory")
    return ReadError("reader-error", f"the reader stopped with code {code}")


def _size(process: int | None) -> int:
    """The address space a process takes, in bytes; 0 where the system does not tell."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


# --- in the process itself --------------------------------------------------------------------------


def _serve(reader: Callable[[Path], T], limits: Limits, ready: Callable[[], object], pipe: Connection) -> None:
    """Reads what it is handed until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for systems that know no masks
    _bind()
    _confine(limits)
    try:
        ready()
        while True:
            path = pipe.recv()
            _allow(limits.seconds)
            pipe.send(_size(os.getpid()))
            pipe.send(_read(reader, path))
    except MemoryError:  # nothing else can be relied on now, not even saying so
        os._exit(STARVED)
    except (EOFError, OSError):  # nobody asks any more
        return


def _read(reader: Callable[[Path], T], path: Path) -> T | ArendeError:
    try:
        return reader(path)
    except ArendeError as error:
        return error
    except RecursionError:
        return ReadError("out-of-memory")


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
