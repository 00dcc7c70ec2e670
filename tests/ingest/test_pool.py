"""A document that hangs, crashes or is greedy costs only itself; outcomes keep the files' order."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from data.errors import ReadersLost
from data.model import Failure
from ingest.pipeline import Known, Outcome, Read, read_one
from ingest.pool import BREAKS, read_all
from tests.papers import YEARS, minutes, write


def troubled(path: Path) -> Outcome:
    """A reader that does what the file's name says."""
    if path.stem == "hangs":
        time.sleep(600)
    if path.stem == "crashes":
        os._exit(11)
    if path.stem == "greedy":
        bytearray(8 << 30)
    return read_one(path)


def test_troubles_stay_alone(tmp_path: Path) -> None:
    names = ("a", "hangs", "b", "crashes", "greedy", "c")
    folder = write(tmp_path, **{name: minutes(f"2022-03-{n:02}", "Ett", "Två") for n, name in enumerate(names, 1)})
    files = [folder / f"{name}.pdf" for name in names]
    outcomes = list(read_all(files, known=lambda sha256: False, workers=2, seconds=6, memory=2 << 30, reader=troubled))
    told = [outcome.code if isinstance(outcome, Failure) else type(outcome).__name__ for outcome in outcomes]
    assert told == ["Read", "timed-out", "Read", "reader-error", "out-of-memory", "Read"]
    assert [Path(o.path).stem for o in outcomes] == list(names)


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


class Fragile:
    """A pool whose workers are all lost, `breaks` times over; then one that reads at once."""

    left = 0

    def schedule(self, reader: Callable[[Path], Outcome], *, args: list[Path], timeout: float) -> Future[Outcome]:
        found: Future[Outcome] = Future()
        if Fragile.left and args[0].stem == "b":
            found.set_exception(BrokenProcessPool("all workers expired"))
            return found
        found.set_result(reader(*args))
        return found

    def close(self) -> None: ...

    def join(self) -> None: ...

    def stop(self) -> None:
        Fragile.left = max(0, Fragile.left - 1)


def test_lost_workers_are_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, **{name: minutes(f"2022-03-{n:02}", "Ett", "Två") for n, name in enumerate("abc", 1)})
    monkeypatch.setattr("ingest.pool._Readers._start", lambda self: Fragile())
    monkeypatch.setattr(Fragile, "left", BREAKS)
    found = list(read_all(sorted(folder.glob("*.pdf")), known=lambda sha256: False, workers=1))
    assert [type(one) for one in found] == [Read, Read, Read]
    Fragile.left = BREAKS + 2
    with pytest.raises(ReadersLost, match="end as soon as they start"):
        list(read_all(sorted(folder.glob("*.pdf")), known=lambda sha256: False, workers=1))
