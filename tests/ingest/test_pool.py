"""A document that hangs, crashes or is greedy costs only itself; outcomes keep the files' order."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from data.errors import LexiconError, ReadersLost
from data.model import Failure
from ingest.pipeline import Known, Outcome, Read, read_one
from ingest.pool import read_all
from tests.papers import YEARS, minutes, write


def troubled(path: Path) -> Outcome:
    """A reader that does what the file's name says."""
    if path.stem == "hangs":
        time.sleep(600)
    if path.stem == "crashes":
        os._exit(11)
    if path.stem == "greedy":
        bytearray(8 << 30)
    if path.stem == "aborts":
        os.abort()
    if path.stem == "swells":
        abort(bytearray(1100 << 20))
    if path.stem == "broken house":
        raise LexiconError("no words")
    return read_one(path)


def abort(room: bytearray) -> None:
    """Ends as a library does that is refused more than the room it has, after having it for a while."""
    time.sleep(1)
    os.abort()


def slow(path: Path) -> Outcome:
    time.sleep(0.05)
    return read_one(path)


def test_troubles_stay_alone(tmp_path: Path) -> None:
    names = ("a", "crashes", "greedy", "c", "aborts", "swells", "d")
    folder = write(tmp_path, **{name: minutes(f"2022-03-{n:02}", "Ett", "Två") for n, name in enumerate(names, 1)})
    files = [folder / f"{name}.pdf" for name in names]
    outcomes = list(read_all(files, known=lambda sha256: False, workers=2, memory=2 << 30, reader=troubled))
    told = [outcome.code if isinstance(outcome, Failure) else type(outcome).__name__ for outcome in outcomes]
    assert told == ["Read", "reader-error", "out-of-memory", "Read", "reader-error", "out-of-memory", "Read"]
    assert [Path(o.path).stem for o in outcomes] == list(names)


def test_want_of_memory_is_told_without_a_traceback(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, greedy=YEARS["maj"])
    (outcome,) = read_all([folder / "greedy.pdf"], known=lambda sha256: False, workers=1, memory=2 << 30, reader=troubled)
    assert isinstance(outcome, Failure)
    assert outcome.code == "out-of-memory"
    assert capfd.readouterr().err == ""


def test_one_that_hangs_is_ended(tmp_path: Path) -> None:
    folder = write(tmp_path, hangs=YEARS["maj"])
    (outcome,) = read_all([folder / "hangs.pdf"], known=lambda sha256: False, workers=1, seconds=1, reader=troubled)
    assert isinstance(outcome, Failure)
    assert outcome.code == "timed-out"


def test_known_bytes_are_not_read_and_twins_are_read_once(tmp_path: Path) -> None:
    folder = write(tmp_path, **YEARS, tvilling=YEARS["maj"])
    files = sorted(folder.glob("*.pdf"))
    held: set[str] = set()
    kinds = []
    for outcome in read_all(files, known=held.__contains__, workers=1):
        kinds.append(type(outcome))
        held |= {outcome.sha256} if isinstance(outcome, Read) else set()
    assert kinds == [Read, Read, Read, Known]
    assert {type(o) for o in read_all(files, known=held.__contains__, workers=1)} == {Known}


def test_what_is_wrong_with_the_installation_stops_the_run(tmp_path: Path) -> None:
    folder = write(tmp_path, **{"broken house": YEARS["maj"]})
    with pytest.raises(LexiconError, match="no words"):
        list(read_all(sorted(folder.glob("*.pdf")), known=lambda sha256: False, workers=1, reader=troubled))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_workers_killed_at_random_cost_their_documents_at_most(tmp_path: Path) -> None:
    draw = random.Random(5)
    names = [f"{n:02}" for n in range(12)]
    folder = write(tmp_path, **{name: minutes(f"2022-03-{n:02}", *["Ett långt ärende"] * 20) for n, name in enumerate(names, 1)})
    done = threading.Event()

    def kill() -> None:
        while not done.wait(draw.uniform(0, 0.4)):
            with suppress(ProcessLookupError, RuntimeError):  # one may end, or another begin, just as we look
                workers = [child.pid for child in multiprocessing.active_children() if child.name == "pebble_pool_worker" and child.pid]
                if workers:
                    os.kill(draw.choice(workers), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        outcomes = list(read_all(sorted(folder.glob("*.pdf")), known=lambda sha256: False, workers=2, reader=slow))
    except ReadersLost:
        outcomes = []  # killed as often as that before any could begin
    finally:
        done.set()
        killer.join()
    assert not outcomes or [Path(one.path).stem for one in outcomes] == names
    assert {one.code for one in outcomes if isinstance(one, Failure)} <= {"ended"}
