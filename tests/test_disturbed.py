"""What goes on while something else happens: searching during an ingest and a reindex, Ctrl-C, files that change."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.archive import Archive
from ingest.pipeline import Outcome, Read, read_one
from ingest.pool import read_all
from tests.archives import copied, take_in
from tests.commands import Run, alone, answer
from tests.corpus import ROOT
from tests.papers import minutes, write

SAMPLES = ROOT / "data" / "samples"


def begin(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cli", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def total(arende: Run, folder: Path) -> int:
    return int(answer(arende, "search", "polis OR möte OR skola", "--archive", str(folder))["total"])


def meetings(arende: Run, folder: Path) -> int:
    return int(answer(arende, "status", "--archive", str(folder))["meetings"])


@pytest.fixture(scope="module")
def half_of_them(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with half the samples and the archive of them, to be copied."""
    made = tmp_path_factory.mktemp("half")
    (made / "half").mkdir()
    for path in sorted(SAMPLES.glob("*.pdf"))[::2]:
        shutil.copy(path, made / "half")
    take_in(made, made / "half")
    return made


@pytest.fixture
def half(half_of_them: Path, tmp_path: Path) -> Path:
    """An archive of half the samples, which lie beside it."""
    return copied(half_of_them, tmp_path)


@pytest.mark.parametrize("work", [("ingest", SAMPLES), ("reindex",)], ids=["ingest", "reindex"])
def test_searching_goes_on_and_never_finds_less(arende: Run, half: Path, work: tuple[object, ...]) -> None:
    seen = [total(arende, half)]
    working = begin(*work, "--archive", half)
    while working.poll() is None:
        seen.append(total(arende, half))
    _, said = working.communicate(timeout=60)
    assert working.returncode == 0, said
    seen.append(total(arende, half))
    assert seen == sorted(seen)
    assert len(seen) > 2


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_does_cleanly_and_a_second_run_goes_on(arende: Run, tmp_path: Path, sent: signal.Signals) -> None:
    copies = tmp_path / "many"
    copies.mkdir()
    for n in range(60):
        copies.joinpath(f"{n}.pdf").write_bytes(minutes(f"20{n // 12 + 10}-{n % 12 + 1:02}-03", f"Ärende {n}", "Annat"))
    working = begin("ingest", copies, "--archive", tmp_path / "archive", "--workers", "1")
    deadline = time.monotonic() + 60
    while not (tmp_path / "archive" / "arende.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.6)
    working.send_signal(sent)
    _, said = working.communicate(timeout=60)
    assert working.returncode in (30, 0), said
    assert "Traceback" not in said
    done = arende("ingest", copies, "--archive", tmp_path / "archive")
    assert done.returncode == 0, done.stderr
    assert meetings(arende, tmp_path / "archive") == 60


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes here")
@pytest.mark.parametrize("wait", [0.0, 0.3, 0.6])
def test_asked_again_and_again_it_stops_once_and_tells_what_was_done(arende: Run, tmp_path: Path, wait: float) -> None:
    """As a terminal does, all processes are asked; the wait is counted from when workers may be starting."""
    command = [sys.executable, "-m", "cli", "ingest", str(SAMPLES), "--archive", str(tmp_path / "archive"), "--workers", "2"]
    working = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not (tmp_path / "archive" / "arende.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(wait)
    while working.poll() is None and time.monotonic() < deadline:
        os.killpg(working.pid, signal.SIGINT)
        time.sleep(0.01)
    _, said = working.communicate(timeout=60)
    assert working.returncode == 30, said
    *counts, stopped = said.splitlines()
    assert stopped.startswith("arende: stopped")
    if counts:  # none where the archive was not open yet
        held = meetings(arende, tmp_path / "archive")
        assert counts == [f"{held} new, 0 unchanged, 0 replaced, 0 failed"]


def changing(path: Path) -> Outcome:
    """A reader before whom the file changes."""
    path.write_bytes(minutes("2023-01-02", "Nytt", "Annat"))
    return read_one(path)


def test_a_file_that_changes_is_kept_as_it_was_read(tmp_path: Path) -> None:
    folder = write(tmp_path, one=minutes("2022-01-02", "Gammalt", "Annat"))
    (found,) = read_all([folder / "one.pdf"], known=lambda sha256: False, workers=1, reader=changing)
    assert isinstance(found, Read)
    assert found.minutes.items[0].title == "Nytt"
    assert found.sha256 == found.minutes.source.sha256 == hashlib.sha256((folder / "one.pdf").read_bytes()).hexdigest()


def test_a_pipe_is_not_waited_for_and_an_odd_name_is_taken_in(arende: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    odd = tmp_path / os.fsdecode(b"odd\xff.pdf")
    odd.write_bytes(minutes("2022-01-02", "Ett", "Annat"))
    done = arende("ingest", tmp_path / "pipe.pdf", tmp_path, "--archive", tmp_path / "archive", "--workers", "1")
    assert done.stderr.splitlines()[0] == "1 new, 0 unchanged, 0 replaced, 1 failed"
    assert "no regular file" in done.stderr
    assert arende("doctor", "--archive", tmp_path / "archive").returncode == 0, "the odd file is found again"


def test_a_copy_of_a_bad_file_fails_like_the_first_and_is_not_read_again(arende: Run, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    done = arende("ingest", tmp_path, "--archive", tmp_path / "archive")
    assert done.stderr.splitlines()[0] == "0 new, 0 unchanged, 0 replaced, 2 failed"
    told = answer(arende, "status", "--archive", str(tmp_path / "archive"))["failures"]
    assert [one["file"] for one in told] == ["a.pdf", "b.pdf"]
    assert len({one["reason"] for one in told}) == 1


@pytest.mark.parametrize("command", [("search", "polis"), ("search", "polis", "--facets"), ("items",), ("timeline", "polis")])
def test_an_archive_without_items_finds_nothing(arende: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    arende("ingest", tmp_path / "a.pdf", "--archive", tmp_path / "archive")
    done = arende(*command, "--archive", tmp_path / "archive")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_giant_is_told_by_its_size(arende: Run, tmp_path: Path) -> None:
    with (tmp_path / "giant.pdf").open("wb") as file:
        file.truncate(1 << 42)
    assert "too large" in arende("ingest", tmp_path / "giant.pdf", "--archive", tmp_path / "archive").stderr


def test_the_doctor_waits_for_no_pipe(arende: Run, half: Path) -> None:
    source = half.parent / "half" / sorted(path.name for path in (half.parent / "half").iterdir())[0]
    source.unlink()
    os.mkfifo(source)
    done = arende("doctor", "--archive", half)
    assert (done.returncode, "source-gone" in done.stdout) == (11, True)


def test_closed_output_is_no_error(half: Path) -> None:
    done = subprocess.run(f'"{sys.executable}" -m cli status --archive "{half}" >&-', shell=True, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_ingest_whose_index_cannot_be_written_tells_its_counts_first(arende: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(minutes("2022-01-02", "Ett", "Annat"))
    (tmp_path / "archive" / "index.lock").mkdir(parents=True)
    done = arende("ingest", tmp_path / "a.pdf", "--archive", tmp_path / "archive")
    first, second = done.stderr.splitlines()
    assert (done.returncode, first) == (4, "1 new, 0 unchanged, 0 replaced, 0 failed")
    assert "index" in second


def older(folder: Path) -> None:
    current = folder / "index" / "current"
    current.write_text(json.dumps({**json.loads(current.read_text()), "version": "1.0"}))


def garbage(folder: Path) -> None:
    (folder / "index" / "current").write_bytes(b"\xff\x00garbage")


@pytest.mark.parametrize("spoil", [older, garbage])
def test_an_index_of_another_version_never_answers_wrongly(arende: Run, half: Path, spoil: Callable[[Path], None]) -> None:
    before = total(arende, half)
    spoil(half)
    assert total(arende, half) == before


@pytest.mark.parametrize("command", [("reindex",), ("retag",), ("doctor", "--fix")], ids=lambda command: command[0])
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_what_writes_stops_cleanly_too_and_leaves_what_was_there(
    arende: Run, half: Path, command: tuple[str, ...], sent: signal.Signals
) -> None:
    before = total(arende, half)
    if command[0] == "doctor":
        (half / "index" / "left-over").mkdir()
    working = begin(*command, "--archive", half)
    lock, deadline = half / "writer.lock", time.monotonic() + 60
    while not lock.read_bytes() and working.poll() is None and time.monotonic() < deadline:  # it says who writes
        time.sleep(0.005)
    working.send_signal(sent)
    _, said = working.communicate(timeout=60)
    assert working.returncode in (30, 0), said
    assert "Traceback" not in said
    assert total(arende, half) == before
    assert arende(*command, "--archive", half).returncode == 0


def test_the_doctor_tells_of_an_ingest_under_way(half: Path) -> None:
    with Archive.open(half, write=True) as busy:
        busy.revise(lambda minutes: minutes, always=True)
        done = alone(ROOT, "doctor", "--archive", half)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"process {os.getpid()} on" in done.stderr
        assert str(os.getpid()) in json.loads(alone(ROOT, "doctor", "--json", "--archive", half).stdout)["writer"]
    done = alone(ROOT, "doctor", "--archive", half)
    assert (done.returncode, done.stdout.split(":")[0]) == (11, "index-behind")
    assert "process" not in done.stderr
