"""A worker is started anew when it was lost, keeps its limits, and ends with the process that started it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.errors import ReadError, ReadersLost, UsageError
from data.model import Failure
from ingest import pipeline
from ingest.confined import Limits
from ingest.worker import Worker

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds=20, memory=2 << 30)


def told(path: Path) -> int:
    """A reader that tells its process, and does what the file's name says."""
    if path.stem == "usage":
        raise UsageError("nothing", "something")
    if path.stem == "refused":
        raise ReadError("damaged", "a detail", 3)
    if path.stem == "unsendable":
        bytearray(8 << 30)
    if path.stem == "asked":
        os.kill(os.getpid(), signal.SIGTERM)
    if path.stem in ("killed", "killed-large"):
        room = bytearray(1100 << 20 if path.stem == "killed-large" else 1)
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGKILL)
        room.clear()
    if path.stem == "busy":
        (path.parent / "pid").write_text(str(os.getpid()))
        while True:
            pass
    return os.getpid()


class Stillborn:
    """A reader whose process ends before it is there."""

    def __reduce__(self) -> Any:
        return os._exit, (3,)

    def __call__(self, path: Path) -> int:
        return 0


@pytest.fixture
def worker() -> Iterator[Worker[int]]:
    made = Worker(told, LIMITS)
    yield made
    made.stop()
    made.close()


def test_one_process_reads_many(worker: Worker[int]) -> None:
    assert worker.read(Path("a")) == worker.read(Path("b")) != os.getpid()


def test_lost_between_two_documents_it_costs_none(worker: Worker[int]) -> None:
    first = worker.read(Path("a"))
    os.kill(first, signal.SIGKILL)
    assert worker.read(Path("b")) != first


def test_one_that_never_begins_is_given_up() -> None:
    worker = Worker(Stillborn(), LIMITS)
    with pytest.raises(ReadersLost, match="end as soon as they start"):
        worker.read(Path("a"))


def test_errors_come_through_as_they_were(worker: Worker[int]) -> None:
    with pytest.raises(UsageError, match="nothing: something"):
        worker.read(Path("usage"))
    with pytest.raises(ReadError, match="a detail") as caught:
        worker.read(Path("refused"))
    assert (caught.value.code, caught.value.page) == ("damaged", 3)
    with pytest.raises(ReadError) as caught:
        worker.read(Path("unsendable"))
    assert caught.value.code == "out-of-memory"
    assert worker.read(Path("a"))


def test_asked_to_end_it_is_given_the_document_once_more(worker: Worker[int]) -> None:
    with pytest.raises(ReadError) as caught:
        worker.read(Path("asked"))
    assert caught.value.code == "reader-error"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="how large a process is cannot be told here")
@pytest.mark.parametrize(
    ("name", "code", "word"), [("killed", "ended", "somebody ended the reader"), ("killed-large", "out-of-memory", "--memory")]
)
def test_one_that_was_killed_is_told_by_how_large_it_was(worker: Worker[int], name: str, code: str, word: str) -> None:
    with pytest.raises(ReadError, match=word) as caught:
        worker.read(Path(name))
    assert caught.value.code == code


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from ingest.confined import Limits
from ingest.worker import Worker
from tests.ingest.test_worker import told
Worker(told, Limits()).read(Path({str(tmp_path)!r}) / "busy")
"""
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    note, deadline = tmp_path / "pid", time.monotonic() + 60
    while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    child = int(note.read_text())
    parent.kill()
    parent.wait()
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(child)


def alive(process: int) -> bool:
    """Whether it runs; one that has ended and waits for its parent to ask does not."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] if Path("/proc/self/stat").exists() else ""
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"


@pytest.mark.parametrize("cause", [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate memory")])
def test_memory_refused_is_told_so_whatever_a_library_calls_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cause: Exception) -> None:
    def read(*given: object) -> None:
        try:
            raise cause
        except Exception as error:
            raise ValueError("no picture") from error

    monkeypatch.setattr(pipeline, "read_minutes", read)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    outcome = pipeline.read_one(tmp_path / "a.pdf")
    assert isinstance(outcome, Failure)
    assert outcome.code == "out-of-memory"
