"""Each kind of damage is named, and mended where the doctor says that it can be."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from data.archive import Archive
from data.model import Failure
from search.doctor import examine, mend
from search.levelling import level
from search.opening import make
from tests.data.records import hashed, record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of three meetings, its index level, its sources in place."""
    place = tmp_path / "archive"
    with Archive.open(place, write=True) as archive:
        for n, name in enumerate("abc", 1):
            source = tmp_path / f"{name}.pdf"
            source.write_bytes(name.encode())
            made = record(name, date=f"2024-09-0{n}")
            archive.store(made, source)
        level(archive, make(archive))
    with sqlite3.connect(place / "arende.sqlite") as sql:
        for document, path in sql.execute("SELECT document, path FROM paths").fetchall():
            import hashlib

            now = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            (told,) = sql.execute("SELECT record FROM documents WHERE document = ?", (document,)).fetchone()
            (before,) = sql.execute("SELECT sha256 FROM documents WHERE document = ?", (document,)).fetchone()
            sql.execute("UPDATE documents SET sha256 = ?, record = ? WHERE document = ?", (now, told.replace(before, now), document))
    return place


def run(statement: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        with sqlite3.connect(folder / "arende.sqlite") as sql:
            sql.execute("PRAGMA foreign_keys = OFF")
            sql.execute(statement)
        sql.close()

    return damage


def index_gone(folder: Path) -> None:
    for path in sorted((folder / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "index").rmdir()


def index_rotten(folder: Path) -> None:
    """A byte that says something else, as a bad disk makes it: test_levelling spoils each kind of file in each way."""
    (postings, *_) = (folder / "index").rglob("*.pst")
    held = postings.read_bytes()
    postings.write_bytes(held[:-9] + bytes([held[-9] ^ 1]) + held[-8:])


def index_left_over(folder: Path) -> None:
    (folder / "index" / "0123456789").mkdir()


def index_behind(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.revise(lambda minutes: minutes, always=True)


def failure_gone(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.fail(Failure(file="x.pdf", path=str(folder / "x.pdf"), code="damaged", reason="damaged"))


def replaced_but_there(folder: Path) -> None:
    run("UPDATE documents SET replaced_by = 3 WHERE document = 2")(folder)
    run("DELETE FROM paths WHERE document = 2")(folder)


DAMAGE: dict[str, tuple[Callable[[Path], None], bool]] = {
    "index-missing": (index_gone, True),
    "index-damaged": (index_rotten, True),
    "index-leftovers": (index_left_over, True),
    "index-behind": (index_behind, True),
    "tables-lack-records": (run("DELETE FROM meetings WHERE document = 1"), True),
    "rows-orphaned": (run("DELETE FROM items WHERE document = 3"), True),
    "state-lost": (run("DELETE FROM revisions"), True),
    "paths-lost": (run("DELETE FROM paths WHERE document = 1"), False),
    "tables-differ": (run("UPDATE items SET title = title || '.' WHERE document = 2"), True),
    "schema-differs": (run("DROP VIEW items_with_meeting"), True),
    "replaced-by-nothing": (run("UPDATE documents SET replaced_by = 2 WHERE document = 1"), True),
    "tables-misname": (run("UPDATE meetings SET id = 'another-2024' WHERE document = 2"), True),
    "tables-outdated": (replaced_but_there, True),
    "record-unreadable": (run("UPDATE documents SET record = '{' WHERE document = 2"), False),
    "record-mixed-up": (run("UPDATE documents SET sha256 = 'other' WHERE document = 3"), False),
    "record-changed": (run("UPDATE documents SET record = replace(record, '2024', '2025') WHERE document = 2"), False),
    "source-gone": (lambda folder: (folder.parent / "a.pdf").unlink(), False),
    "source-changed": (lambda folder: (folder.parent / "b.pdf").write_bytes(b"other"), False),
    "failure-gone": (failure_gone, True),
}


def test_a_moved_file_is_forgotten_where_it_was(folder: Path) -> None:
    old, new = folder.parent / "a.pdf", folder.parent / "moved" / "z.pdf"
    new.parent.mkdir()
    old.rename(new)
    with Archive.open(folder, write=True) as archive:
        (gone,) = examine(archive)
        assert (gone.code, gone.mendable) == ("source-gone", False)  # nobody has told where it is
        mend(archive, [gone])
        assert archive.paths("trygghetsradet-2024-09-01") == (str(old),)
        archive.remember(hashed("a"), new)
        level(archive, make(archive))
        (gone,) = examine(archive)
        assert (gone.code, gone.mendable) == ("source-gone", True)
        mend(archive, [gone])
        assert examine(archive) == []
        assert archive.paths("trygghetsradet-2024-09-01") == (str(new),)
        assert archive.get("trygghetsradet-2024-09-01").source.file == "z.pdf"


def test_a_file_with_an_odd_name_is_there(folder: Path) -> None:
    odd = folder.parent / os.fsdecode(b"\xe5r.pdf")
    odd.write_bytes(b"a")
    with Archive.open(folder, write=True) as archive:
        archive.remember(hashed("a"), odd)
        archive.fail(Failure(file="x.pdf", path=str(odd), code="damaged", reason="damaged"))
        level(archive, make(archive))
        assert examine(archive) == []


def test_an_index_that_may_not_be_read_is_no_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", closed)
    with Archive.open(folder, write=True) as archive:
        found = [one for one in examine(archive) if one.path is None]
        assert [(one.code, one.mendable) for one in found] == [("index-closed", False)]
        assert "Permission denied" in found[0].message
        mend(archive, found)


def test_a_damaged_file_is_told_with_what_can_still_be_looked_at(folder: Path) -> None:
    run("UPDATE documents SET record = '{' WHERE document = 2")(folder)
    file = folder / "arende.sqlite"
    with sqlite3.connect(file) as sql:
        (page,) = sql.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attendance'").fetchone()
    sql.close()
    size = 4096
    held = file.read_bytes()
    file.write_bytes(held[: (page - 1) * size] + b"\xff" * size + held[page * size :])
    with Archive.open(folder, write=True) as archive:
        found = examine(archive)
        assert [one.code for one in found] == ["file-damaged", "record-unreadable"]
        mend(archive, found)


def test_what_an_ingest_under_way_has_not_done_yet_is_no_fault(folder: Path) -> None:
    with Archive.open(folder, write=True) as busy, Archive.open(folder) as archive:
        busy.revise(lambda minutes: minutes, always=True)
        assert str(os.getpid()) in (archive.writer() or "")
        assert busy.writer() is None
        assert examine(archive) == []
        assert [one.code for one in examine(busy)] == ["index-behind"]
        (folder.parent / "a.pdf").unlink()
        assert [one.code for one in examine(archive)] == ["source-gone"]
    (folder / "writer.lock").write_text("process 1 on a machine")  # of one that was killed
    with Archive.open(folder) as archive:
        assert archive.writer() is None
        assert [one.code for one in examine(archive)] == ["source-gone", "index-behind"]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP INDEX meetings_by_date",
        "UPDATE meetings SET file = 'other.pdf' WHERE document = 1",
        "UPDATE meetings SET extract_of = NULL WHERE extract_of IS NOT NULL",
    ],
)
def test_what_the_archive_settled_is_looked_over(folder: Path, statement: str) -> None:
    part = folder.parent / "d.pdf"
    part.write_bytes(b"d")
    with Archive.open(folder, write=True) as archive:
        archive.store(record("d", date="2024-09-01", extract=True), part)
        level(archive, make(archive))
        assert examine(archive) == []
    run(statement)(folder)
    with Archive.open(folder, write=True) as archive:
        found = examine(archive)
        assert {one.code for one in found} <= {"schema-differs", "tables-misname"}
        assert found
        mend(archive, found)
        assert examine(archive) == []


def test_views_of_somebody_elses_are_nobodys_business(folder: Path) -> None:
    run("CREATE VIEW mine AS SELECT id FROM meetings")(folder)
    with Archive.open(folder) as archive:
        assert examine(archive) == []


def test_what_was_marked_replaced_by_mistake_comes_back(folder: Path) -> None:
    run("UPDATE documents SET replaced_by = 2 WHERE document = 1")(folder)
    run("DELETE FROM meetings WHERE document = 1")(folder)
    with Archive.open(folder, write=True) as archive:
        found = examine(archive)
        assert "replaced-by-nothing" in {one.code for one in found}
        mend(archive, found)
        assert examine(archive) == []
        assert archive.get("trygghetsradet-2024-09-01").source.file == "a.pdf"


def test_a_sound_archive_has_nothing_wrong(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert examine(archive) == []


@pytest.mark.parametrize("code", sorted(DAMAGE))
def test_damage_is_named_and_mended(folder: Path, code: str) -> None:
    damage, mendable = DAMAGE[code]
    damage(folder)
    with Archive.open(folder, write=True) as archive:
        found = examine(archive)
        assert code in {one.code for one in found}
        assert {one.mendable for one in found if one.code == code} == {mendable}
        if mendable:
            mend(archive, found)
            assert examine(archive) == []
