"""Whatever the disk, another program or the power do: one clear line, and an archive that is whole."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from data import archive_rows
from data.archive import Archive
from data.archive_schema import VERSION
from data.errors import ArchiveError, LockedError, NewerArchiveError
from data.model import Minutes
from tests.data.records import exported, ids, record

ROOT = Path(__file__).parents[2]
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with one meeting."""
    with Archive.open(tmp_path / "archive", write=True) as archive:
        archive.store(record("a"), Path("a.pdf"))
    return tmp_path / "archive"


def tampered(folder: Path, *statements: str) -> None:
    with sqlite3.connect(folder / "arende.sqlite") as sql:
        for statement in statements:
            sql.execute(statement)
    sql.close()


def test_no_archive_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="arende ingest"):
        Archive.open(tmp_path / "ingenstans")
    assert not (tmp_path / "ingenstans").exists()


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_archive_is_refused_and_left_alone(folder: Path, write: bool) -> None:
    tampered(folder, "PRAGMA user_version = 99")
    before = (folder / "arende.sqlite").read_bytes()
    with pytest.raises(NewerArchiveError, match="upgrade Ärende"):
        Archive.open(folder, write=write)
    assert (folder / "arende.sqlite").read_bytes() == before
    tampered(folder, f"PRAGMA user_version = {VERSION}")
    with Archive.open(folder, write=True) as archive:  # the refusal has let go of the lock
        assert archive.counts().meetings == 1


@pytest.mark.parametrize("version", [0, -3])
@pytest.mark.parametrize("write", [False, True])
def test_a_schema_that_never_was_is_damage(folder: Path, write: bool, version: int) -> None:
    tampered(folder, f"PRAGMA user_version = {version}")
    with pytest.raises(ArchiveError, match=r"is damaged: there is no schema.*backup"):
        Archive.open(folder, write=write)
    assert not list(folder.glob("*.backup"))


def lost_log(folder: Path) -> None:
    """Killed while the archive was made, and copied without the log."""
    made = "import os; from pathlib import Path; from data.archive import Archive; Archive.open(Path('.'), write=True); os._exit(9)"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", made], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    (folder / "arende.sqlite-wal").unlink()


def full_disk(folder: Path) -> None:
    folder.mkdir()
    (folder / "arende.sqlite").touch()


@pytest.mark.parametrize("made", [lost_log, full_disk])
def test_an_archive_whose_making_was_broken_off_says_so_and_can_be_made(tmp_path: Path, made: Callable[[Path], None]) -> None:
    made(tmp_path / "archive")
    with pytest.raises(ArchiveError, match=r"holds nothing: .*full disk.*-wal.*arende ingest"):
        Archive.open(tmp_path / "archive")
    with Archive.open(tmp_path / "archive", write=True) as archive:
        archive.store(record("a"), Path("a.pdf"))
    assert ids(tmp_path / "archive") == ["trygghetsradet-2024-09-24"]


@pytest.mark.parametrize("write", [False, True])
def test_another_file_is_no_archive(tmp_path: Path, write: bool) -> None:
    (tmp_path / "arende.sqlite").write_text("Protokoll fört vid sammanträde med trygghetsrådet. " * 40)
    with pytest.raises(ArchiveError, match="is no archive"):
        Archive.open(tmp_path, write=write)
    (tmp_path / "arende.sqlite").unlink()
    tampered(tmp_path, "CREATE TABLE recept (namn)")
    with pytest.raises(ArchiveError, match="no archive of Ärende"):
        Archive.open(tmp_path, write=write)


def test_a_damaged_archive_is_named_with_a_cure(folder: Path) -> None:
    data = bytearray((folder / "arende.sqlite").read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    (folder / "arende.sqlite").write_bytes(data)
    with pytest.raises(ArchiveError, match=r"damaged.*backup"), Archive.open(folder) as archive:
        list(archive.minutes())


def test_a_damaged_record_is_named_with_a_cure(folder: Path) -> None:
    tampered(folder, "UPDATE documents SET record = '{\"id\": '")
    with pytest.raises(ArchiveError, match=r"record of a.pdf is damaged.*arende ingest"), Archive.open(folder) as archive:
        archive.get("trygghetsradet-2024-09-24")


def test_a_second_writer_is_told_who_holds_the_archive(folder: Path) -> None:
    with Archive.open(folder, write=True):
        with pytest.raises(LockedError, match=f"process {os.getpid()} on "):
            Archive.open(folder, write=True)
        with Archive.open(folder) as reader:
            assert reader.counts().meetings == 1
    with Archive.open(folder, write=True):
        pass


def test_another_programs_transaction_is_waited_for_then_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.archive_connection.WAIT", 0.1)
    other = sqlite3.connect(folder / "arende.sqlite", isolation_level=None)
    with Archive.open(folder, write=True) as archive:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="locked by another program"):
            archive.store(record("b", date="2024-10-01"), Path("b.pdf"))
        other.execute("ROLLBACK")
        assert archive.store(record("b", date="2024-10-01"), Path("b.pdf")) == "new"
    other.close()


def half(document: int, minutes: Minutes, rows_of: Callable[..., dict[str, Any]] = archive_rows.rows_of) -> dict[str, Any]:
    """The rows of a record, broken off after its items."""

    class Broken(list[Any]):
        def __len__(self) -> int:
            raise KeyboardInterrupt

    return rows_of(document, minutes) | {"presenters": Broken()}


def test_a_transaction_broken_off_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault comes late, when records are renumbered and half of the rows are in."""
    before = exported(folder)
    with Archive.open(folder, write=True) as archive:
        stamp = archive.stamp()
        monkeypatch.setattr(archive_rows, "rows_of", half)
        with pytest.raises(KeyboardInterrupt):
            archive.store(record("b", start="09:00"), Path("b.pdf"))
        monkeypatch.undo()
        assert (archive.stamp(), archive.known(record("b").source.sha256)) == (stamp, False)
        assert archive.store(record("b", start="09:00"), Path("b.pdf")) == "new"
        assert len(list(archive.minutes())) == 2
    assert exported(folder) != before


def test_a_full_disk_is_named_and_costs_only_the_last_record(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        archive._sql.execute("PRAGMA max_page_count = 1")  # as small as it is: the next page does not fit
        with pytest.raises(ArchiveError, match=r"disk .* is full.*free some space"):
            archive.store(record("b", date="2024-10-01", titles=["lång " * 20_000]), Path("b.pdf"))
        assert archive.counts().meetings == 1
    assert len(ids(folder)) == 1


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("en fil")
    with pytest.raises(ArchiveError, match="cannot be used"):
        Archive.open(tmp_path / "archive", write=True)
    with pytest.raises(ArchiveError, match="no archive"):
        Archive.open(tmp_path / "archive")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: for a while, be somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """An archive with one meeting in a folder nobody may write in."""
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    with Archive.open(top / "archive", write=True) as archive:
        archive.store(record("a"), Path("a.pdf"))
    yield top / "archive"
    (top / "archive").chmod(0o755)
    shutil.rmtree(top)


def closed_to_writers(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="folders are closed to writers in another way here")
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_read_only_archive_can_be_read_and_says_so_to_writers(read_only: Path, mode: str) -> None:
    """In WAL mode too, as an archive may be left when a reader was at it as the writer closed."""
    tampered(read_only, f"PRAGMA journal_mode = {mode}")
    closed_to_writers(read_only)
    before = sorted(read_only.iterdir())
    with as_nobody():
        with Archive.open(read_only) as archive:
            assert [m.id for m in archive.minutes()] == ["trygghetsradet-2024-09-24"]
        with pytest.raises(ArchiveError, match=r"cannot be used \(Permission denied\)"):
            Archive.open(read_only, write=True)
    assert sorted(read_only.iterdir()) == before


def test_a_file_alone_that_is_read_only_says_so(read_only: Path) -> None:
    (read_only / "arende.sqlite").chmod(0o444)
    if os.geteuid() == 0:
        os.chown(read_only, NOBODY, -1)
        os.chown(read_only / "writer.lock", NOBODY, -1)
    with as_nobody(), pytest.raises(ArchiveError, match="read-only"):
        Archive.open(read_only, write=True)


def test_at_rest_the_archive_is_one_plain_file(folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == ["arende.sqlite", "writer.lock"]


KILLED = """
import os, signal, sys
from pathlib import Path
from typing import Any
from data import archive_settling
from data.archive import Archive
from data.archive_schema import VERSION
from tests.data.records import record
with Archive.open(Path(sys.argv[1]), write=True) as archive:
    archive.store(record("b", date="2024-10-01"), Path("b.pdf"))
    archive_settling.Settling.finish = lambda self: os.kill(os.getpid(), signal.SIGKILL)
    archive.store(record("c", date="2024-11-01"), Path("c.pdf"))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_writer_leaves_whole_documents_and_no_lock(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=ROOT, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert ids(folder) == ["trygghetsradet-2024-09-24", "trygghetsradet-2024-10-01"]
    with Archive.open(folder, write=True) as archive:
        assert archive.store(record("c", date="2024-11-01"), Path("c.pdf")) == "new"
    assert len(ids(folder)) == 3
