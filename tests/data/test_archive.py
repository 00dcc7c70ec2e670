"""What goes into the archive comes out of it, and each file is accounted for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from data.archive import Archive
from data.archive_reading import UNKNOWN
from data.errors import ArchiveError, NotFoundError
from data.model import Entity, Failure, Topic
from tests.data.records import exported, hashed, ids, record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def failure(path: Path, content: str | None = None, code: str = "damaged") -> Failure:
    sha256 = hashed(content) if content else None
    return Failure(file=path.name, path=str(path), code=code, reason="trasig", sha256=sha256)


def test_a_record_comes_back_as_it_was_stored(folder: Path, tmp_path: Path) -> None:
    minutes = record("a")
    with Archive.open(folder, write=True) as archive:
        assert archive.store(minutes, tmp_path / "minnes.pdf") == "new"
        assert archive.known(minutes.source.sha256)
        assert not archive.known(hashed("b"))
    with Archive.open(folder) as archive:
        assert list(archive.minutes()) == [minutes]
        assert archive.get("trygghetsradet-2024-09-24") == minutes
        assert archive.item("trygghetsradet-2024-09-24/2") == (minutes, minutes.items[1])
        assert archive.paths(minutes.id) == (str(tmp_path / "minnes.pdf"),)
        assert archive.body_names() == ("Trygghetsrådet",)
        assert list(archive.distinct_presenters()) == [("Maja Lind", "Polisen", "Kommunpolis", None)]


def test_the_same_bytes_again_change_nothing(folder: Path, tmp_path: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.store(record("a"), tmp_path / "minnes.pdf")
        stamp = archive.stamp()
        assert archive.store(record("a"), tmp_path / "minnes.pdf") == "unchanged"
        assert archive.remember(hashed("a"), tmp_path / "sub" / "minnes.pdf") == "unchanged"
        assert archive.path_known(tmp_path / "sub" / "minnes.pdf", hashed("a"))
        assert len(archive.paths("trygghetsradet-2024-09-24")) == 2
        assert archive.stamp() == stamp
        assert archive.changed_since(stamp) == ((), ())


def test_records_come_by_date_with_unknown_dates_last(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        for content, date in (("a", "2024-05-02"), ("b", None), ("c", "2019-01-31"), ("d", "2024-05-01")):
            archive.store(record(content, date=date, file=f"{content}.pdf"), Path(f"{content}.pdf"))
        assert [m.date for m in archive.minutes()] == ["2019-01-31", "2024-05-01", "2024-05-02", None]
        assert [m.id for m in archive.minutes(ids=["b", "trygghetsradet-2019-01-31", "finns-ej"])] == ["trygghetsradet-2019-01-31", "b"]
        assert archive.bodies() == {"Trygghetsrådet": {"2019": 1, "2024": 2, UNKNOWN: 1}}


def test_an_unknown_id_is_answered_with_the_closest(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.store(record("a"), Path("a.pdf"))
        with pytest.raises(NotFoundError, match="did you mean trygghetsradet-2024-09-24"):
            archive.get("trygghetsradet-2024-09-25")
        with pytest.raises(NotFoundError, match="trygghetsradet-2024-09-24/1"):
            archive.item("trygghetsradet-2024-09-24/17")
        with pytest.raises(NotFoundError, match="arende items"):
            archive.item("qqq")


def test_a_failure_is_kept_until_path_or_bytes_succeed(folder: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "ett.pdf", tmp_path / "två.pdf"
    with Archive.open(folder, write=True) as archive:
        assert archive.fail(failure(one, "a")) == "failed"
        assert archive.fail(failure(one, "a", code="timed-out")) == "failed"
        archive.fail(failure(other))
        assert [(f.file, f.code) for f in archive.failures()] == [("ett.pdf", "timed-out"), ("två.pdf", "damaged")]
        assert (archive.counts().meetings, archive.counts().failed) == (0, 2)
        archive.store(record("a"), tmp_path / "kopia.pdf")
        assert [f.file for f in archive.failures()] == ["två.pdf"]
        archive.store(record("b", date="2024-10-01"), other)
        assert archive.failures() == ()


def test_a_failure_changes_no_meeting(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "minnes.pdf"
    with Archive.open(folder, write=True) as archive:
        archive.store(record("a"), path)
        stamp, before = archive.stamp(), list(archive.minutes())
        archive.fail(failure(path, "sönder"))
        assert archive.stamp() == stamp
        assert list(archive.minutes()) == before
        assert archive.paths(before[0].id) == (str(path),)
        assert archive.remember(hashed("a"), path) == "unchanged"
        assert archive.failures() == ()


def test_a_record_that_breaks_the_schema_becomes_a_failure(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        assert archive.store(record("a", date="24 september"), Path("a.pdf")) == "failed"
        assert archive.store(record("b", titles=["halv \ud800"]), Path("b.pdf")) == "failed"
        assert [f.code for f in archive.failures()] == ["reader-error", "reader-error"]
        assert archive.counts().meetings == 0


def test_a_file_name_that_is_not_unicode_can_be_kept(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "m\udce5te.pdf"
    minutes = record("a", body=None, file=path.name)
    with Archive.open(folder, write=True) as archive:
        archive.fail(failure(path))
        assert archive.store(replace(minutes, source=replace(minutes.source, file="m?te.pdf")), path) == "new"
    assert "m\\\\xe5te.pdf" in exported(folder)


def test_the_index_learns_what_changed_and_what_is_gone(folder: Path) -> None:
    with Archive.open(folder, write=True) as archive:
        empty = archive.stamp()
        archive.store(record("a"), Path("a.pdf"))
        one = archive.stamp()
        archive.store(record("b", date="2024-10-01"), Path("b.pdf"))
        assert archive.changed_since(empty) == (("trygghetsradet-2024-09-24", "trygghetsradet-2024-10-01"), ())
        assert archive.changed_since(one) == (("trygghetsradet-2024-10-01",), ())
        two = archive.stamp()
        archive.store(record("c", date="2024-11-01"), Path("b.pdf"))
        assert archive.changed_since(two) == (("trygghetsradet-2024-11-01",), ("trygghetsradet-2024-10-01",))
        for unrelated in ("", "x", "x:y:z", f"{'0' * 32}:1:00000000", two[:-1] + "!", two + ":"):
            assert archive.changed_since(unrelated) is None


def test_a_restored_archive_is_not_taken_for_its_own_future(folder: Path) -> None:
    """Two histories of one archive may reach the same revision number; their stamps still differ."""
    with Archive.open(folder, write=True) as archive:
        archive.store(record("a"), Path("a.pdf"))
    backup = (folder / "arende.sqlite").read_bytes()
    with Archive.open(folder, write=True) as archive:
        archive.store(record("b", date="2024-10-01"), Path("b.pdf"))
        stamp = archive.stamp()
    (folder / "arende.sqlite").write_bytes(backup)
    with Archive.open(folder, write=True) as archive:
        assert archive.changed_since(stamp) is None
        archive.store(record("c", date="2024-11-01"), Path("c.pdf"))
        assert archive.changed_since(stamp) is None


def test_any_sqlite_tool_finds_sensible_tables_and_views(folder: Path) -> None:
    minutes = record("a")
    item = replace(
        minutes.items[1],
        entities=(Entity(text="Holmsund", label="PLACE", key="holmsund", start=0, end=8),),
        topics=(Topic("brand", "Brand"),),
    )
    with Archive.open(folder, write=True) as archive:
        archive.store(replace(minutes, items=(minutes.items[0], item)), Path("a.pdf"))
    sql = sqlite3.connect(folder / "arende.sqlite")
    one = "trygghetsradet-2024-09-24"
    expected = {
        "SELECT id, date, body FROM meetings": [(one, "2024-09-24", "Trygghetsrådet")],
        "SELECT id, title, presenters, page FROM items_with_meeting": [
            (f"{one}/1", "Öppnande", "Maja Lind", 1),
            (f"{one}/2", "Rapport", "Maja Lind", 1),
        ],
        "SELECT name, present, absent, meetings FROM attendance_per_person": [("Olle Berg", 1, 0, 1)],
        "SELECT item, text, key FROM mentions_with_item": [(f"{one}/2", "Holmsund", "holmsund")],
        "SELECT item, name FROM presenters_with_item": [(f"{one}/1", "Maja Lind"), (f"{one}/2", "Maja Lind")],
        "SELECT topic FROM topics": [("brand",)],
        "SELECT body, year, meetings FROM meetings_per_year": [("Trygghetsrådet", "2024", 1)],
        "SELECT status, file FROM documents": [("current", "a.pdf")],
    }
    assert {query: sql.execute(query).fetchall() for query in expected} == expected
    sql.close()


def test_reading_goes_on_while_records_are_written(folder: Path) -> None:
    with Archive.open(folder, write=True) as writer:
        for day in range(1, 6):
            writer.store(record(f"{day}", date=f"2024-01-0{day}"), Path(f"{day}.pdf"))
        with Archive.open(folder) as reader:
            stream = reader.minutes()
            first = next(stream)
            writer.store(record("ny", date="2024-01-01"), Path("1.pdf"))
            writer.store(record("sen", date="2024-02-01"), Path("sen.pdf"))
            assert [first.date, *(m.date for m in stream)] == [f"2024-01-0{day}" for day in range(1, 6)]
            assert reader.counts().meetings == 6
    assert len(ids(folder)) == 6


def test_a_reader_may_not_write(folder: Path) -> None:
    with Archive.open(folder, write=True):
        pass
    with Archive.open(folder) as archive, pytest.raises(ArchiveError, match="reading only"):
        archive.store(record("a"), Path("a.pdf"))
