"""A document that hangs, crashes or is greedy costs only itself; outcomes keep the files' order."""

from __future__ import annotations

import os
import time
from pathlib import Path

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
